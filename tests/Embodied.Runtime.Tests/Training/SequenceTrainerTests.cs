using Embodied.Learning.Checkpoints;
using Embodied.Learning.Controllers;
using Embodied.Learning.Training;
using Embodied.Mujoco;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Parts;
using Embodied.Runtime.Training;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Training;

namespace Embodied.Runtime.Tests.Training;

/// <summary>Trainers one after the other: each begins with what the one before has learnt, and a stopped sequence ends with the bits of one never stopped.</summary>
public sealed class SequenceTrainerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("embodied-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void A_stopped_sequence_ends_with_the_same_bits(int stopAfter)
    {
        Assert.True(Train("whole").Completed);
        Assert.False(Train("parts", stopAfter).Completed);
        var resumed = Train("parts");

        Assert.True(resumed.Completed);
        Assert.Equal(2 * 4 * 128, resumed.Steps);
        Assert.Equal(Agent("whole").Parameters, Agent("parts").Parameters);
        foreach (var stage in (string[])["first", "second"])
            Assert.Equal(File.ReadAllText(Curve("whole", stage)), File.ReadAllText(Curve("parts", stage)));
    }

    [Fact]
    public void A_stage_begins_with_what_the_one_before_has_learnt()
    {
        // A second stage that learns nothing ends with what the first one has learnt.
        Train("run", second: [("learning_rate", "0")]);

        Assert.Equal(Checkpoint.Read(Path.Combine(_folder, "run", "stages", "first", "checkpoints", "last.agent")).Parameters, Agent("run").Parameters);
    }

    [Fact]
    public void While_the_critic_alone_learns_actions_stay_as_they_were()
    {
        Train("run", second: [("critic_updates", "4"), ("weight_decay", "0")]);
        var (before, after) = (Checkpoint.Read(Path.Combine(_folder, "run", "stages", "first", "checkpoints", "last.agent")), Agent("run"));
        var shape = new Embodied.Learning.Networks.NetworkShape(before.Facts.Network, new Embodied.Sdk.Sensing.Layout(before.Facts.Observation), 1);

        bool Same(string prefix) => shape.Blocks.Where(b => b.Name.StartsWith(prefix, StringComparison.Ordinal)).All(b => b.In(before.Parameters).SequenceEqual(b.In(after.Parameters)));
        Assert.Contains(shape.Blocks, b => b.Name.StartsWith("actor", StringComparison.Ordinal));
        Assert.True(Same("actor") && Same("action"));
        Assert.False(Same("critic"));
    }

    [Theory]
    [InlineData("steps", "1e3", "has no setting 'steps'")]
    [InlineData("stages.a.steps", "1e3", "names no trainer")]
    [InlineData("stages.a.use", "magic", "magic")]
    public void What_is_no_sequence_is_named(string key, string value, string said) =>
        Assert.Contains(said, Assert.Throws<InputException>(() => Trainer().Check(new Dictionary<string, string> { [key] = value })).Message, StringComparison.Ordinal);

    private static SequenceTrainer Trainer() => new(new CatalogParts
    {
        Catalog = new Catalog([new(ContributionKind.All.Single(k => k.Contract == typeof(ITrainer)), Ppo.TrainerId, "core", () => new Ppo())], []),
    });

    private TrainingResult Train(string run, int stopAfter = int.MaxValue, params (string Key, string Value)[] second)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var stage in (string[])["first", "second"])
        {
            foreach (var (key, value) in (ReadOnlySpan<(string, string)>)[("use", "ppo"), ("worlds", "4"), ("horizon", "32"), ("minibatches", "2"), ("steps", "512"), ("checkpoint_updates", "1"), ("validation.episodes", "0")])
                settings[$"stages.{stage}.{key}"] = value;
        }

        foreach (var (key, value) in second)
            settings[$"stages.second.{key}"] = value;
        using var cancel = new CancellationTokenSource();
        var request = new TrainingRequest
        {
            Environments = new Poles(),
            World = new() { Task = "test" },
            Network = NetworkArchitecture.All["core/mlp"].Describe(new Dictionary<string, string> { ["actor"] = "8", ["critic"] = "8" }),
            RunFolder = Directory.CreateDirectory(Path.Combine(_folder, run)).FullName,
            Settings = settings,
            Seed = 3,
            Threads = 1,
            Updates = new Counter(stopAfter, cancel),
        };
        return Trainer().Train(request, new Progress<WorkProgress>(), cancel.Token);
    }

    private Checkpoint Agent(string run) => Checkpoint.Read(Path.Combine(_folder, run, "checkpoints", "last.agent"));

    private string Curve(string run, string stage) => Path.Combine(_folder, run, "stages", stage, "metrics.csv");

    private sealed class Poles : IEnvironmentFactory
    {
        public IVectorEnvironment Create(WorldRecipe recipe, int count, int threads) => new EnvironmentBuilder(new MujocoBackend(), CartPole.Body, CartPole.Setup).BuildVector(count, threads);
    }

    private sealed class Counter(int stopAfter, CancellationTokenSource cancel) : IProgress<TrainingUpdate>
    {
        private int _seen;

        public void Report(TrainingUpdate value)
        {
            if (++_seen == stopAfter)
                cancel.Cancel();
        }
    }
}
