using Embodied.Learning.Checkpoints;
using Embodied.Learning.Networks;
using Embodied.Learning.Normalizing;
using Embodied.Learning.Tests.Support;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Sensing;

namespace Embodied.Learning.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private static readonly Channel[] Seen = [new("eye", 3, "1"), new("wind", 2, "m/s", -1, 1)];
    private static readonly Channel[] Done = [new("legs", Nets.Actions, "1", -1, 1)];
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [MemberData(nameof(Nets.Kinds), MemberType = typeof(Nets))]
    public void Everything_comes_back(string kind)
    {
        var saved = Make(kind);
        saved.Write(_folder["a.agent"]);
        var read = Checkpoint.Read(_folder["a.agent"]);

        Assert.Equal(saved.Parameters, read.Parameters);
        Assert.Equal((saved.Observations.Count, saved.Returns!.Count), (read.Observations.Count, read.Returns!.Count));
        Assert.Equal(saved.Observations.Mean, read.Observations.Mean);
        Assert.Equal(saved.Observations.Variance, read.Observations.Variance);
        Assert.Equal(saved.Optimizer!.Value.First, read.Optimizer!.Value.First);
        Assert.Equal(saved.Optimizer!.Value.Second, read.Optimizer!.Value.Second);
        Assert.Equivalent(saved.Facts, read.Facts, strict: true);
        Assert.True(double.IsNaN(read.Facts.Progress["score"]));
        Assert.Equal([_folder["a.agent"]], Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [MemberData(nameof(Nets.Kinds), MemberType = typeof(Nets))]
    public void An_agent_acts_as_before_from_its_one_file(string kind)
    {
        var saved = Make(kind);
        saved.Write(_folder["a.agent"]);
        var before = new Learning.Controllers.NetworkController(new(saved.Facts.Network, 5, Nets.Actions), saved.Parameters, SavedAgent.Normalizer(saved.Observations));
        var after = SavedAgent.Open(_folder["a.agent"], new(Seen), new(Done));
        Assert.Equal(Act(before), Act(after));
    }

    [Fact]
    public void Any_cut_and_any_changed_byte_is_noticed()
    {
        Make("rnn").Write(_folder["a.agent"]);
        var bytes = File.ReadAllBytes(_folder["a.agent"]);
        for (var k = 0; k < 60; k++)
        {
            var place = (int)((long)bytes.Length * k / 60);
            File.WriteAllBytes(_folder["cut.agent"], bytes[..place]);
            Assert.Throws<InputException>(() => Checkpoint.Read(_folder["cut.agent"]));
            var flipped = (byte[])bytes.Clone();
            flipped[place] ^= 1;
            File.WriteAllBytes(_folder["flipped.agent"], flipped);
            Assert.Throws<InputException>(() => SavedAgent.Open(_folder["flipped.agent"]));
        }
    }

    [Fact]
    public void Foreign_missing_and_unreadable_files_are_told_apart()
    {
        File.WriteAllText(_folder["notes.txt"], string.Concat(Enumerable.Repeat("controller: rnn\n", 100)));
        File.WriteAllText(_folder["empty.agent"], "");
        Assert.Contains("is no checkpoint", Fails(() => SavedAgent.Open(_folder["notes.txt"])), StringComparison.Ordinal);
        Assert.Contains("is empty", Fails(() => SavedAgent.Open(_folder["empty.agent"])), StringComparison.Ordinal);
        Assert.Contains("holds no agent", Fails(() => SavedAgent.Open(_folder["nowhere"])), StringComparison.Ordinal);
        Assert.Contains("no such checkpoint", Fails(() => Checkpoint.Read(_folder["nowhere.agent"])), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_layout_is_refused_by_the_names_of_its_channels()
    {
        Make("gru").Write(_folder["a.agent"]);
        var failure = Fails(() => SavedAgent.Open(_folder["a.agent"], new([new("eye", 4, "1"), Seen[1]]), new(Done)));
        Assert.Contains("-eye[3] 1, +eye[4] 1 (- agent, + environment)", failure, StringComparison.Ordinal);
        Assert.Contains("another order", Fails(() => SavedAgent.Open(_folder["a.agent"], new(Seen.Reverse()), new(Done))), StringComparison.Ordinal);
        Assert.Contains("-legs[3] 1", Fails(() => SavedAgent.Open(_folder["a.agent"], new(Seen), new([new("wings", 3, "1")]))), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_can_be_written_what_stands_there_is_left_alone()
    {
        // A folder in the place of the file: no file can be put there, whoever runs the test.
        var path = _folder["a.agent"];
        Directory.CreateDirectory(path);
        var failure = Assert.Throws<InputException>(() => Make("mlp", seed: 2).Write(path));
        Assert.Contains("cannot be written", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--resume", failure.Hint, StringComparison.Ordinal);
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_run_whose_folder_cannot_hold_checkpoints_fails_clearly()
    {
        using var run = new TrainingRun { Worlds = new WorldSource(_ => new MemoryMaze(3)), Settings = TrainingRun.Quick() };
        File.WriteAllText(Path.Combine(run.Folder, "checkpoints"), "a file in the place of the folder");
        Assert.Contains("cannot be written", Assert.Throws<InputException>(() => run.Train()).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static Checkpoint Make(string kind, ulong seed = 1)
    {
        var shape = new NetworkShape(Nets.Spec(kind, encoder: "6"), 5, Nets.Actions);
        var (observations, returns) = (new RunningMoments(5), new RunningMoments(1));
        observations.Add(Nets.Gaussians(500, seed, 4));
        returns.Add(Nets.Gaussians(30, seed, 9));
        return new()
        {
            Facts = new()
            {
                Network = shape.Spec,
                Observation = Seen,
                Action = Done,
                ControlTimestep = 0.04,
                Experiment = "trainer:\n  use: ppo\n",
                Seed = ulong.MaxValue,
                Steps = 12345678901,
                Progress = new Dictionary<string, double> { ["stage"] = 1, ["score"] = double.NaN },
            },
            Parameters = Nets.Parameters(shape, seed),
            Observations = observations,
            Returns = returns,
            Optimizer = (Nets.Gaussians(shape.ParameterCount, 3), Nets.Gaussians(shape.ParameterCount, 4)),
        };
    }

    private static float[] Act(Learning.Controllers.NetworkController controller)
    {
        var state = new float[controller.Info.StateSize];
        var actions = new float[20 * Nets.Actions];
        for (var t = 0; t < 20; t++)
            controller.Act(new() { Count = 1, Observations = Nets.Gaussians(5, (ulong)t, 5), States = state, Actions = actions.AsSpan(t * Nets.Actions, Nets.Actions) });
        return actions;
    }

    private static string Fails(Action action) => Assert.Throws<InputException>(action).Message;
}
