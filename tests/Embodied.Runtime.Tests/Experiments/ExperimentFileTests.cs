using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Tests.Experiments;

public sealed class ExperimentFileTests : IDisposable
{
    private const string Walk =
        """
        embodied: 1
        name: walk
        body: demo/box
        task: { use: demo/walk, clips: data/clips.h5, reference: { steps: 5 } }
        controller:
          use: demo/mlp
          encoder: [1024, 512]
        seed: 3
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("experiment-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ReadsAnExperiment()
    {
        var read = ExperimentFile.Read(Write("walk.yaml", Walk), null, Offering());

        Assert.Equal("walk", read.Name.Value);
        Assert.Equal(3UL, read.Seed);
        Assert.Equal(new Dictionary<string, string> { ["clips"] = "data/clips.h5", ["reference.steps"] = "5" }, read.Task.Settings);
        Assert.Equal("1024,512", read.Controller!.Settings["encoder"]);
        Assert.Null(read.Trainer);
    }

    [Fact]
    public void OverridesComeLast()
    {
        var read = ExperimentFile.Read(Write("walk.yaml", Walk), ["seed=9", "task.reference.steps=7", "controller.encoder=[64]", "trainer.use=demo/ppo"]);

        Assert.Equal(9UL, read.Seed);
        Assert.Equal("7", read.Task.Settings["reference.steps"]);
        Assert.Equal("64", read.Controller!.Settings["encoder"]);
        Assert.Equal("demo/ppo", read.Trainer!.Use.Value);
    }

    [Fact]
    public void AnExtendedExperimentIsMerged()
    {
        Write("walk.yaml", Walk);

        var read = ExperimentFile.Read(Write("run.yaml", "extends: walk.yaml\nname: run\ntask: {clips: other.h5}"));

        Assert.Equal("run", read.Name.Value);
        Assert.Equal("other.h5", read.Task.Settings["clips"]);
        Assert.Equal("5", read.Task.Settings["reference.steps"]);
    }

    [Fact]
    public void AnotherControllerTakesNoSettingsFromTheOneItReplaces()
    {
        Write("walk.yaml", Walk);

        var read = ExperimentFile.Read(Write("run.yaml", "extends: walk.yaml\ncontroller: {use: demo/lstm}"));

        Assert.Empty(read.Controller!.Settings);
    }

    [Theory]
    [InlineData("name: walk", "nmae: walk", "walk.yaml:2:1: unknown key 'nmae'. Did you mean 'name'?")]
    [InlineData("embodied: 1", "embodied: 2", "walk.yaml:1:11: format 2 is not known")]
    [InlineData("name: walk", "name: a/b", "walk.yaml:2:7: 'a/b' does not do as a name")]
    [InlineData("demo/box", "demo/bix", "walk.yaml:3:7: unknown body 'demo/bix'")]
    [InlineData("demo/box", "demo/mlp", "walk.yaml:3:7: 'demo/mlp' is no body but a controller")]
    [InlineData("use: demo/walk, ", "", "walk.yaml:4:7: key 'use' is missing")]
    [InlineData("seed: 3", "seed: -3", "walk.yaml:8:7: expected a whole number of 0 or more, found '-3'")]
    public void RefusesWithPlace(string from, string to, string message)
    {
        var path = Write("walk.yaml", Walk.Replace(from, to, StringComparison.Ordinal));

        Assert.Contains(message, Assert.Throws<InputException>(() => ExperimentFile.Read(path, null, Offering())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EverythingWrongIsSaidAtOnce()
    {
        var path = Write("walk.yaml", Walk.Replace("demo/box", "demo/bix", StringComparison.Ordinal).Replace("demo/mlp", "demo/mpl", StringComparison.Ordinal));

        var message = Assert.Throws<InputException>(() => ExperimentFile.Read(path, null, Offering())).Message;

        Assert.Contains("'demo/bix'", message, StringComparison.Ordinal);
        Assert.Contains("'demo/mpl'", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sede=1", "--set sede=1: unknown key 'sede'")]
    [InlineData("seed=x", "--set seed=x: expected a whole number of 0 or more, found 'x'")]
    [InlineData("seed", "--set seed: expected key=value")]
    [InlineData("name.first=x", "--set name.first=x: 'name.first' leads into 'walk'")]
    public void AWrongOverrideIsNamed(string change, string message) => Assert.StartsWith(
        message,
        Assert.Throws<InputException>(() => ExperimentFile.Read(Write("walk.yaml", Walk), [change])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void ExtendingGoesOneLevelDeep()
    {
        Write("a.yaml", "extends: b.yaml");
        Write("b.yaml", Walk);

        Assert.Contains("cannot extend another", Assert.Throws<InputException>(() => ExperimentFile.Read(Write("c.yaml", "extends: a.yaml"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsWrittenReadsBack()
    {
        var read = ExperimentFile.Read(Write("walk.yaml", Walk), ["task.note=\"007\""]);

        var again = ExperimentFile.Read(Write("resolved.yaml", ExperimentWriter.Write(read)));

        Assert.Equal(read.Task.Settings, again.Task.Settings);
        Assert.Equal(read.Controller!.Settings, again.Controller!.Settings);
        Assert.Equal(ExperimentWriter.Write(read), ExperimentWriter.Write(again));
    }

    private static Catalog Offering()
    {
        ContributionKind Kind(Type contract) => ContributionKind.All.Single(k => k.Contract == contract);
        return new Catalog(
            [
                new(Kind(typeof(IBodyFactory)), "demo/box", "demo", () => new Box()),
                new(Kind(typeof(ITaskFactory)), "demo/walk", "demo", () => new WalkTask()),
                new(Kind(typeof(IControllerFactory)), "demo/mlp", "demo", () => new Perceptron()),
            ],
            Array.Empty<PluginStatus>());
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private sealed class Box : IBodyFactory
    {
        public BodyChoices Choices { get; } = new() { Summary = "A box" };

        public IBody Create(BodyOptions options) => throw new NotSupportedException();
    }

    private sealed class WalkTask : ITaskFactory
    {
        public TaskOffer Offer { get; } = new("Walks", "demo/box", "core/mujoco");

        public TaskSetup Create(TaskSettings settings) => throw new NotSupportedException();
    }

    private sealed class Perceptron : IControllerFactory
    {
        public IController Create(ControllerRequest request) => throw new NotSupportedException();
    }
}
