using Embodied.Learning.Checkpoints;
using Embodied.Learning.Tests.Support;
using Embodied.Sdk.Errors;

namespace Embodied.Learning.Tests.Training;

/// <summary>Whole runs: the same bits on any number of threads and however often stopped; stages; broken worlds.</summary>
public sealed class PpoRunTests
{
    [Theory]
    [InlineData("gru")]
    [InlineData("mlp-history")]
    public void Threads_change_no_bit(string kind)
    {
        using var one = new TrainingRun { Worlds = Mazes(), Settings = TrainingRun.Quick(), Kind = kind };
        using var two = new TrainingRun { Worlds = Mazes(), Settings = TrainingRun.Quick(), Kind = kind };
        one.Train(threads: 1);
        two.Train(threads: 2);
        Assert.Equal(11, one.Metrics.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(one.Metrics, two.Metrics);
        Assert.Equal(one.Last.Parameters, two.Last.Parameters);
    }

    [Fact]
    public void Another_seed_gives_another_run()
    {
        using var one = new TrainingRun { Worlds = Mazes(), Settings = TrainingRun.Quick() };
        using var two = new TrainingRun { Worlds = Mazes(), Settings = TrainingRun.Quick() };
        one.Train(seed: 1);
        two.Train(seed: 2);
        Assert.NotEqual(one.Metrics, two.Metrics);
    }

    [Theory]
    [InlineData("lstm", 1)]
    [InlineData("lstm", 5)]
    [InlineData("mlp", 6)]
    [InlineData("rnn", 14)]
    public void A_stopped_run_goes_on_as_if_never_stopped(string kind, int stopAfter)
    {
        var settings = TwoStages();
        using var whole = new TrainingRun { Worlds = Mazes(), Settings = settings, Kind = kind };
        Assert.True(whole.Train().Completed);
        using var stopped = new TrainingRun { Worlds = Mazes(), Settings = settings, Kind = kind };
        Assert.False(stopped.Train(stopAfter: stopAfter).Completed);
        Assert.False(stopped.Train(resume: true, stopAfter: 4).Completed);
        var result = stopped.Train(resume: true);
        Assert.True(result.Completed);
        Assert.Equal(2400, result.Steps);
        RequireSame(whole, stopped);
    }

    /// <summary>A killed program leaves whatever it had written, even half a line.</summary>
    [Fact]
    public void What_a_killed_run_wrote_after_its_checkpoint_is_dropped()
    {
        using var whole = new TrainingRun { Worlds = Mazes(), Settings = TwoStages() };
        whole.Train();
        using var killed = new TrainingRun { Worlds = Mazes(), Settings = TwoStages() };
        killed.Train(stopAfter: 5);
        var metrics = Path.Combine(killed.Folder, "metrics.csv");
        File.WriteAllText(metrics, killed.Metrics + "7");
        File.WriteAllText(Path.Combine(killed.Folder, "checkpoints", "last.agent.new"), "half a checkp");
        Assert.True(killed.Train(resume: true).Completed);
        RequireSame(whole, killed);
    }

    [Fact]
    public void Resuming_a_finished_run_changes_nothing()
    {
        using var run = new TrainingRun { Worlds = Mazes(), Settings = TrainingRun.Quick() };
        run.Train();
        var (metrics, parameters) = (run.Metrics, run.Last.Parameters);
        Assert.True(run.Train(resume: true).Completed);
        Assert.Equal(metrics, run.Metrics);
        Assert.Equal(parameters, run.Last.Parameters);
    }

    [Fact]
    public void Resuming_without_a_checkpoint_begins()
    {
        using var run = new TrainingRun { Worlds = Mazes(), Settings = TrainingRun.Quick() };
        Assert.Equal(1200, run.Train(resume: true).Steps);
    }

    [Fact]
    public void A_run_is_resumed_with_its_own_seed_and_network()
    {
        using var run = new TrainingRun { Worlds = Mazes(), Settings = TrainingRun.Quick() };
        run.Train(stopAfter: 2);
        Assert.Contains("seed", Assert.Throws<InputException>(() => run.Train(resume: true, seed: 6)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stages_hand_their_settings_to_the_worlds()
    {
        var source = Mazes();
        using var run = new TrainingRun { Worlds = source, Settings = TwoStages() };
        run.Train();
        // Worlds to learn in, and worlds to be judged in.
        Assert.Equal(["2", "2", "6", "6"], source.Asked.Select(a => a["corridor"]));
        Assert.Equal(["easy", "hard"], run.Updates.Select(u => u.Stage).Distinct());
        Assert.Equal([3.0, 7.0], run.Updates.GroupBy(u => u.Stage).Select(g => g.Last().Metrics.ToDictionary()["charts/episodic_length"]));
        Assert.Equal(2400, run.Updates[^1].TotalSteps);
        // Each stage has a schedule of its own.
        Assert.Equal([3e-4, 1e-3], run.Updates.GroupBy(u => u.Stage).Select(g => g.First().Metrics.ToDictionary()["charts/learning_rate"]));
    }

    [Theory]
    [InlineData("false", 2400)]
    [InlineData("true", 1200)]
    public void A_stage_may_forget_what_observations_looked_like(string restart, int seen)
    {
        using var run = new TrainingRun { Worlds = Mazes(), Settings = TwoStages(("stages.hard.restart_normalizer", restart)) };
        run.Train();
        Assert.Equal(seen, run.Last.Returns!.Count, 1);
        // Every step, and the first observations of each stage.
        Assert.Equal(seen + (seen / 1200 * 6), run.Last.Observations.Count, 1);
    }

    [Fact]
    public void Diverged_episodes_are_counted_and_harm_nothing()
    {
        using var run = new TrainingRun { Worlds = new WorldSource(_ => new FaultyWorld(Fault.Divergence)), Settings = TrainingRun.Quick() };
        Assert.True(run.Train().Completed);
        Assert.All(run.Updates, u => Assert.True(u.Metrics.ToDictionary()["physics/divergences"] > 0));
        Assert.All(run.Last.Parameters, p => Assert.True(float.IsFinite(p)));
        Assert.All(run.Last.Observations.Variance, v => Assert.True(double.IsFinite(v)));
    }

    [Theory]
    [InlineData(Fault.Reward, "reward")]
    [InlineData(Fault.Observation, "observation")]
    public void A_world_that_gives_no_number_is_named_and_the_checkpoint_stands(Fault fault, string what)
    {
        using var run = new TrainingRun { Worlds = new WorldSource(_ => new FaultyWorld(fault)), Settings = TrainingRun.Quick() };
        var failure = Assert.Throws<EmbodiedException>(() => run.Train());
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
        Assert.Contains("not a number", failure.Message, StringComparison.Ordinal);
        Assert.All(run.Last.Parameters, p => Assert.True(float.IsFinite(p)));
        Assert.True(double.IsFinite(run.Last.Returns!.Variance[0]));
    }

    [Fact]
    public void The_trained_controller_comes_back_from_its_one_file()
    {
        using var run = new TrainingRun { Worlds = Mazes(), Settings = TrainingRun.Quick() };
        run.Train();
        using var elsewhere = new TemporaryFolder();
        File.Copy(SavedAgent.Find(run.Folder), elsewhere["one.agent"]);
        var controller = SavedAgent.Open(elsewhere["one.agent"]);
        Assert.Equal(run.Last.Parameters, controller.Parameters);
        Assert.Equal(run.Last.Observations.Mean.Select(m => (float)m), controller.Normalizer.Applied.Mean);
    }

    /// <summary>Episodes are longer than the time between checkpoints, and are under way at each of them.</summary>
    [Fact]
    public void Episodes_go_on_over_checkpoints()
    {
        var settings = TrainingRun.Quick(("horizon", "4"), ("window", "4"), ("checkpoint_updates", "2"));
        using var whole = new TrainingRun { Worlds = new WorldSource(_ => new MemoryMaze(30)), Settings = settings };
        whole.Train();
        using var stopped = new TrainingRun { Worlds = new WorldSource(_ => new MemoryMaze(30)), Settings = settings };
        stopped.Train(stopAfter: 21);
        stopped.Train(resume: true);
        Assert.Equal(31, whole.Updates.SelectMany(u => u.Metrics).Where(m => m.Key == "charts/episodic_length" && m.Value > 0).Average(m => m.Value));
        RequireSame(whole, stopped);
    }

    [Fact]
    public void Worlds_that_do_not_follow_from_their_seed_are_named_on_resuming()
    {
        var corridor = 30;
        var settings = TrainingRun.Quick(("horizon", "4"), ("window", "4"), ("checkpoint_updates", "2"));
        using var run = new TrainingRun { Worlds = new WorldSource(_ => new MemoryMaze(corridor)), Settings = settings };
        run.Train(stopAfter: 3);
        // Two updates of four steps: at the end of this corridor something is seen.
        corridor = 8;
        var failure = Assert.Throws<EmbodiedException>(() => run.Train(resume: true));
        Assert.Contains("do not show what they showed", failure.Message, StringComparison.Ordinal);
        Assert.Contains("start a new run", failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void The_best_checkpoint_is_the_one_that_validates_best()
    {
        using var run = new TrainingRun { Worlds = Mazes(), Settings = TrainingRun.Quick(("validation.episodes", "40"), ("steps", "6000"), ("learning_rate", "1e-2")), Kind = "gru" };
        run.Train();
        var scores = run.Updates.Select(u => (u.Steps, Score: u.Metrics.ToDictionary()["validation/score"])).Where(s => double.IsFinite(s.Score)).ToList();
        // Every third update and the last one.
        Assert.Equal(17, scores.Count);
        Assert.All(scores, s => Assert.InRange(s.Score, 0, 1));
        var best = Checkpoint.Read(Path.Combine(run.Folder, "checkpoints", SavedAgent.Best)).Facts.Steps;
        Assert.Equal(scores.Max(s => s.Score), scores.Single(s => s.Steps == best).Score);
    }

    private static WorldSource Mazes() => new(o => new MemoryMaze(int.Parse(o.GetValueOrDefault("corridor", "3"), System.Globalization.CultureInfo.InvariantCulture)));

    private static Dictionary<string, string> TwoStages(params (string Key, string Value)[] more) => TrainingRun.Quick(
        [("stages.easy.task.corridor", "2"), ("stages.hard.task.corridor", "6"), ("stages.hard.learning_rate", "1e-3"), .. more]);

    private static void RequireSame(TrainingRun expected, TrainingRun found)
    {
        Assert.Equal(expected.Metrics, found.Metrics);
        Assert.Equal(expected.Last.Parameters, found.Last.Parameters);
        Assert.Equal(expected.Last.Optimizer!.Value.Second, found.Last.Optimizer!.Value.Second);
        Assert.Equal(expected.Last.Observations.Mean, found.Last.Observations.Mean);
    }
}
