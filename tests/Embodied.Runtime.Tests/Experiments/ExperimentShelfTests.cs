using Embodied.Runtime.Experiments;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Tests.Experiments;

public sealed class ExperimentShelfTests : IDisposable
{
    private const string Walk =
        """
        embodied: 1
        name: walk
        task: { use: demo/walk }
        controller: { use: gru }
        trainer: { use: ppo }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("shelf-").FullName;

    public ExperimentShelfTests()
    {
        Write("demo", "walk", Walk);
        Write("demo", "broken", "embodied: 1\nnmae: broken\n");
        Write("other", "walk", Walk);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("other/walk")]
    [InlineData("experiments/other/walk.yaml")]
    public void FindsByPluginAndName(string name) => Assert.Equal(FileOf("other", "walk"), Shelf().Find(name));

    [Fact]
    public void FileThatExistsComesBeforeAName()
    {
        var file = FileOf("demo", "walk");

        Assert.Equal(file, Shelf().Find(file));
    }

    [Fact]
    public void MissingYamlFileIsLeftToItsReader() => Assert.Equal("nowhere.yaml", Shelf().Find("nowhere.yaml"));

    [Theory]
    [InlineData("demo/wakl", "Did you mean 'demo/walk'?")]
    [InlineData("something-else-altogether", "Valid: demo/broken, demo/walk, other/walk.")]
    public void UnknownNameTellsWhichThereAre(string name, string hint)
    {
        var error = Assert.Throws<InputException>(() => Shelf().Find(name));

        Assert.Equal((name, hint), (error.Place, error.Hint));
    }

    [Fact]
    public void ListsWhatLoadedPluginsBring()
    {
        var failed = new PluginProblem("other", PluginStage.Load, "does not load", "", null);
        var list = new ExperimentShelf([Plugin("demo"), Plugin("other") with { Problem = failed }, Plugin("bare")]).List();

        Assert.Equal(["demo/broken", "demo/walk"], list.Select(e => e.Id));
        Assert.Contains("nmae", list[0].Summary, StringComparison.Ordinal);
        Assert.Equal("demo/walk, gru, ppo", list[1].Summary);
    }

    [Fact]
    public void ExperimentOfAFailedPluginIsStillFound()
    {
        var failed = new PluginProblem("other", PluginStage.Load, "does not load", "", null);

        Assert.Equal(FileOf("other", "walk"), new ExperimentShelf([Plugin("other") with { Problem = failed }]).Find("other/walk"));
    }

    private ExperimentShelf Shelf() => new([Plugin("other"), Plugin("demo")]);

    private PluginStatus Plugin(string id) => new() { Id = id, Folder = Path.Combine(_folder, id) };

    private string FileOf(string plugin, string name) => Path.Combine(_folder, plugin, "experiments", name + ".yaml");

    private void Write(string plugin, string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FileOf(plugin, name))!);
        File.WriteAllText(FileOf(plugin, name), text);
    }
}
