using Embodied.Host.Specs;
using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>The page about a new species, from the template to an evaluated agent: every command of it works, in order, outside of the repository.</summary>
public sealed class AddASpeciesSpecs : IDisposable
{
    private const string Home = "PATH_TO_CHECKOUT";

    private static readonly string Page = Path.Combine(SharedData.RepositoryRoot, "docs", "add-a-species.md");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("speed", "slow")]
    public async Task Commands_of_the_page_work()
    {
        // A hive of its own, so that nothing is installed for the person who runs this.
        var hive = _folder.File("hive");
        var here = _folder.Path;
        foreach (var words in Commands().Select(c => c.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var arguments = words.Skip(1).Select(w => w.Replace(Home, SharedData.RepositoryRoot, StringComparison.Ordinal)).ToArray();
            switch (words[0])
            {
                case "cd":
                    here = Path.Combine(here, arguments[0]);
                    break;
                case "dotnet":
                    await Dotnet.Run(here, arguments[0] == "new" ? [.. arguments, "--debug:custom-hive", hive] : arguments, WithThisProgram());
                    break;
                default:
                    Assert.Equal(Home + "/embodied", words[0]);
                    var result = EmbodiedProgram.Run(here, arguments);
                    Assert.True(result.ExitCode == 0, $"{string.Join(' ', words)}\n{result}");
                    break;
            }
        }

        Assert.True(File.Exists(Path.Combine(here, "walk.onnx")));
    }

    // The tests of the plugin take the program that is tested here, whatever its configuration.
    private Dictionary<string, string> WithThisProgram() => new(StringComparer.Ordinal)
    {
        // Servers that stay would hold on to the folder.
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
        ["EMBODIED_HOME"] = Path.Combine(SharedData.RepositoryRoot, "artifacts", "bin", "Embodied.Cli", SharedData.Configuration),
        ["NUGET_PACKAGES"] = _folder.File("packages/restored"),
        // Packages that are here already need not be fetched again.
        ["NUGET_FALLBACK_PACKAGES"] = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
    };

    private static List<string> Commands()
    {
        var commands = new List<string>();
        var inside = false;
        foreach (var line in File.ReadLines(Page))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                inside = !inside && line == "```bash";
            else if (inside && line.Length > 0)
                commands.Add(line);
        }

        return commands;
    }
}
