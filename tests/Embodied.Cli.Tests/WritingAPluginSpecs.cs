using Embodied.Host.Specs;
using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>The page about plugins is the plugin: its files are written out, built, loaded, trained and evaluated as it says.</summary>
public sealed class WritingAPluginSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("speed", "slow")]
    public async Task The_plugin_of_the_page_builds_trains_and_is_evaluated()
    {
        var files = PageFiles.Of(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "writing-a-plugin.md")));
        Assert.Equal(
            ["Gain.cs", "Terms.cs", "Walker.csproj", "WalkerFactory.cs", "WalkerPlugin.cs", "assets/bob.yaml", "assets/walker.yaml", "experiments/bob.yaml", "plugin.yaml"],
            files.Keys.Order(StringComparer.Ordinal));
        PageFiles.Write(files, _folder);

        await Dotnet.Run(_folder.Path, ["build", "-c", SharedData.Configuration, "-v", "q", "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:BuildProjectReferences=false"]);

        var plugins = _folder.File("plugins");
        Run("check", "small-walker/walker", "--plugins", plugins);
        Run("train", "small-walker/bob", "--out", "run", "--plugins", plugins);
        Run("eval", "run", "--episodes", "2", "--plugins", plugins);
        Run("export", "run", "--onnx", "walker.onnx", "--plugins", plugins);
    }

    private void Run(params string[] arguments)
    {
        var result = EmbodiedProgram.Run(_folder.Path, arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
