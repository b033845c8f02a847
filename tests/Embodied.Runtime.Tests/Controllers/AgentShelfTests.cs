using Embodied.Learning.Checkpoints;
using Embodied.Learning.Networks;
using Embodied.Learning.Normalizing;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Controllers;
using Embodied.Runtime.Training;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Tests.Controllers;

public sealed class AgentShelfTests : IDisposable
{
    private static readonly Channel[] Seen = [new("eye", 2, "1")];
    private static readonly Channel[] Done = [new("leg", 1, "1")];
    private readonly string _folder = Directory.CreateTempSubdirectory("agents-").FullName;

    public AgentShelfTests() => Write(Path.Combine(_folder, "demo", "agents", "walker", "walker.agent"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Agents_are_called_by_plugin_and_name()
    {
        var agent = Assert.Single(Shelf().List());

        Assert.Equal(("demo/walker", "demo"), (agent.Id, agent.PluginId));
        Assert.Equal("core/mlp, seed 7, 4096 steps", agent.Summary);
    }

    [Fact]
    public void An_agent_opens_by_its_name_and_by_its_file()
    {
        foreach (var reference in new[] { "demo/walker", Shelf().Find("demo/walker")! })
        {
            using var controller = Opener().Open(reference, new Dictionary<string, string>())(Request(Seen));

            Assert.Equal("core/mlp", controller.Info.Id);
        }
    }

    [Fact]
    public void Another_layout_is_refused_by_the_names_of_the_channels()
    {
        var refused = Assert.Throws<InputException>(() => Opener().Open("demo/walker", new Dictionary<string, string>())(Request([new("nose", 2, "1")])));

        Assert.Contains("-eye[2] 1, +nose[2] 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_finds_the_nearest_agent()
    {
        var refused = Assert.Throws<InputException>(() => Opener().Open("demo/wlaker", new Dictionary<string, string>()));

        Assert.Contains("demo/walker", refused.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_holds_the_agent_without_what_only_training_needs_and_its_run()
    {
        var run = Path.Combine(_folder, "run");
        Write(Path.Combine(run, "checkpoints", "last.agent"), training: true);
        File.WriteAllText(Path.Combine(run, "metrics.csv"), "steps\n1\n");
        Directory.CreateDirectory(Path.Combine(run, "stages", "first"));
        File.WriteAllText(Path.Combine(run, "stages", "first", "metrics.csv"), "steps\n2\n");
        var package = Directory.CreateDirectory(Path.Combine(_folder, "package")).FullName;

        var file = AgentPackage.Write(Path.Combine(run, "checkpoints", "last.agent"), "runner", package);

        var (whole, packed) = (Checkpoint.Read(Path.Combine(run, "checkpoints", "last.agent")), Checkpoint.Read(file));
        Assert.Equal("runner.agent", Path.GetFileName(file));
        Assert.Equal(whole.Parameters, packed.Parameters);
        Assert.NotNull(whole.Optimizer);
        Assert.Null(packed.Optimizer);
        Assert.Equal(["experiment.yaml", "first-metrics.csv", "metrics.csv", "runner.agent"], Directory.GetFiles(package).Select(Path.GetFileName).Order());
    }

    private static ControllerRequest Request(Channel[] seen) =>
        new() { Observation = new Layout(seen), Action = new Layout(Done), ControlTimestep = 0.02 };

    private static void Write(string path, bool training = false)
    {
        var network = Learning.Controllers.NetworkArchitecture.All["core/mlp"].Describe(new Dictionary<string, string> { ["actor"] = "4", ["critic"] = "4" });
        var count = new NetworkShape(network, 2, 1).ParameterCount;
        new Checkpoint
        {
            Facts = new() { Network = network, Observation = Seen, Action = Done, ControlTimestep = 0.02, Seed = 7, Steps = 4096, Experiment = "embodied: 1\n" },
            Parameters = [.. Enumerable.Range(0, count).Select(i => 0.01f * i)],
            Observations = new RunningMoments(2),
            Optimizer = training ? (new float[count], new float[count]) : null,
        }.Write(path);
    }

    private AgentShelf Shelf() => new([new() { Id = "demo", Folder = Path.Combine(_folder, "demo") }]);

    private ControllerOpener Opener() => new(new Catalog([], []), Shelf());
}
