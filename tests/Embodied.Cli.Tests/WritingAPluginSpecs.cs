using System.Text.RegularExpressions;
using Embodied.Host.Specs;
using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>The page about plugins is the plugin: its files are written out, built, loaded, trained and evaluated as it says.</summary>
public sealed partial class WritingAPluginSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("speed", "slow")]
    public async Task The_plugin_of_the_page_builds_trains_and_is_evaluated()
    {
        var files = Snippets(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "writing-a-plugin.md")));
        Assert.Equal(
            ["Gain.cs", "Terms.cs", "Walker.csproj", "WalkerFactory.cs", "WalkerPlugin.cs", "assets/bob.yaml", "assets/walker.yaml", "experiments/bob.yaml", "plugin.yaml"],
            files.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
            await File.WriteAllTextAsync(_folder.File(name), text.Replace("PATH_TO_CHECKOUT", SharedData.RepositoryRoot, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        }

        await Dotnet.Run(_folder.Path, ["build", "-c", SharedData.Configuration, "-v", "q", "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:BuildProjectReferences=false"]);

        var plugins = _folder.File("plugins");
        Run("check", "small-walker/walker", "--plugins", plugins);
        Run("train", "small-walker/bob", "--out", "run", "--plugins", plugins);
        Run("eval", "run", "--episodes", "2", "--plugins", plugins);
        Run("export", "run", "--onnx", "walker.onnx", "--plugins", plugins);
    }

    /// <summary>Code behind a line that ends with the name of its file.</summary>
    private static Dictionary<string, string> Snippets(string page) =>
        Snippet().Matches(page).ToDictionary(m => m.Groups["file"].Value, m => m.Groups["text"].Value, StringComparer.Ordinal);

    private void Run(params string[] arguments)
    {
        var result = EmbodiedProgram.Run(_folder.Path, arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    [GeneratedRegex("`(?<file>[\\w./-]+\\.(?:cs|csproj|yaml))`:\\n\\n```\\w+\\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Snippet();
}
