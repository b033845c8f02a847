using Embodied.Sdk.Plugins;

namespace Fixture.Hostile;

/// <summary>Does what the file <c>behaviour.txt</c> beside it names, or nothing.</summary>
public sealed class HostilePlugin : IPlugin
{
    public void Register(IPluginRegistry registry)
    {
        var file = Path.Combine(registry.Plugin.Directory, "behaviour.txt");
        switch (File.Exists(file) ? File.ReadAllText(file).Trim() : "")
        {
            case "hangs":
                Thread.Sleep(Timeout.Infinite);
                break;
            case "prints":
                Console.WriteLine("look at me");
                break;
            case "exits":
                Environment.Exit(0);
                break;
            case "fails fast":
                Environment.FailFast("enough");
                break;
            case "overflows":
                Overflow(1);
                break;
            case "throws on a thread":
                var thread = new Thread(() => throw new InvalidOperationException("nobody catches me"));
                thread.Start();
                thread.Join();
                break;
        }
    }

    private static int Overflow(int depth) => depth + Overflow(depth + 1) + Overflow(depth + 2);
}
