using System.Globalization;
using Embodied.Learning.Checkpoints;
using Embodied.Learning.Controllers;
using Embodied.Learning.Training;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Training;

namespace Embodied.Learning.Tests.Training;

/// <summary>Students of known teachers.</summary>
public sealed class DistillationTests : IDisposable
{
    private const int Worlds = 16;
    private readonly string _folder = Directory.CreateTempSubdirectory("distillation-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("tanh")]
    [InlineData("clip")]
    public void Student_learns_a_linear_teacher(string transform)
    {
        Train("run", "core/mlp", 40, late: false, transform: transform);
        var metrics = Metrics("run");
        TestContext.Current.TestOutputHelper?.WriteLine($"{transform}: {metrics[0]["losses/disagreement"]:E2} → {metrics[^1]["losses/disagreement"]:E2}");

        // The teacher's actions have a variance of about 0.07: a student that does nothing is that far off.
        Assert.InRange(metrics[0]["losses/disagreement"], 0.02, 10);
        Assert.InRange(metrics[^1]["losses/disagreement"], 0, 2e-4);
        Assert.Equal([1, 0.5, 0.25], metrics.Take(3).Select(m => m["charts/teacher_share"]));
        Assert.Equal(0, metrics[^1]["charts/teacher_share"]);

        using var student = SavedAgent.Open(Path.Combine(_folder, "run"));
        float[] action = [0, 0];
        foreach (var (x, y) in new[] { (0.5f, -0.5f), (-1f, 0.3f), (0f, 0.8f) })
        {
            student.Act(new() { Count = 1, Observations = [x, y], States = [], Actions = action });
            var (a, b) = LinearTeacher.Rule(x, y);
            Assert.InRange(Math.Abs(action[0] - a), 0, 0.05);
            Assert.InRange(Math.Abs(action[1] - b), 0, 0.05);
        }
    }

    [Fact]
    public void A_share_of_the_lessons_takes_as_many_steps_of_the_optimiser_and_still_teaches()
    {
        double Steps(string run, string share)
        {
            var request = Request(run, "core/mlp", 40, late: false, "tanh");
            request = request with { Settings = new Dictionary<string, string>(request.Settings) { ["lesson_share"] = share } };
            return Checkpoint.Read(new Distillation().Train(request, new Progress<WorkProgress>(), CancellationToken.None).Checkpoint!).Facts.Progress["optimizer_steps"];
        }

        // Two passes over 1, 2, 3 and then always 4 lessons of four minibatches; or over a quarter of them.
        Assert.Equal(2 * 4 * (1 + 2 + 3 + (37 * 4)), Steps("all", "1"));
        Assert.Equal(2 * (1 + 2 + 3 + (37 * 4)), Steps("quarter", "0.25"));
        Assert.InRange(Metrics("quarter")[^1]["losses/disagreement"], 0, 5e-3);
    }

    [Trait("speed", "slow")]
    [Theory]
    [InlineData("core/gru", true)]
    [InlineData("core/mlp-history", true)]
    [InlineData("core/mlp", false)]
    public void Teacher_that_remembers_needs_a_student_that_does(string student, bool learns)
    {
        Train("run", student, 40, late: true);
        var error = Metrics("run")[^1]["losses/disagreement"];
        TestContext.Current.TestOutputHelper?.WriteLine($"{student}: {error:E2}");

        if (learns)
            Assert.InRange(error, 0, 1e-3);
        else
            Assert.InRange(error, 2.5e-3, 1);
    }

    [Theory]
    [InlineData("core/mlp-history")]
    [InlineData("core/lstm")]
    public void Stopped_and_resumed_run_ends_with_the_same_bits(string student)
    {
        var whole = Train("whole", student, 12, late: true);
        using var stop = new CancellationTokenSource();
        var first = Train("parts", student, 12, late: true, cancel: stop, stopAfter: 7);
        Assert.False(first.Completed);
        // What was done after the last checkpoint is lost with the process and done again.
        var second = Train("parts", student, 12, late: true, resume: true, threads: 1);

        Assert.True(whole.Completed && second.Completed);
        Assert.Equal(whole.Steps, second.Steps);
        var (a, b) = (Checkpoint.Read(whole.Checkpoint!), Checkpoint.Read(second.Checkpoint!));
        Assert.Equal(a.Parameters, b.Parameters);
        Assert.Equal(a.Observations.Mean, b.Observations.Mean);
        Assert.Equal(File.ReadAllText(Path.Combine(_folder, "whole", "metrics.csv")), File.ReadAllText(Path.Combine(_folder, "parts", "metrics.csv")));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "parts", "checkpoints"), "*.lessons"));
    }

    [Fact]
    public void Resuming_without_the_lessons_is_refused()
    {
        using var stop = new CancellationTokenSource();
        Train("run", "core/mlp", 12, late: false, cancel: stop, stopAfter: 7);
        File.Delete(Assert.Single(Directory.GetFiles(Path.Combine(_folder, "run", "checkpoints"), "*.lessons")));

        var error = Assert.Throws<InputException>(() => Train("run", "core/mlp", 12, late: false, resume: true));
        Assert.Contains(".lessons", error.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void Completed_run_is_left_alone()
    {
        var done = Train("run", "core/mlp", 3, late: false);
        var before = File.ReadAllBytes(done.Checkpoint!);

        Assert.True(Train("run", "core/mlp", 3, late: false, resume: true).Completed);
        Assert.Equal(before, File.ReadAllBytes(done.Checkpoint!));
    }

    [Theory]
    [InlineData("lesons", "4", "lesons")]
    [InlineData("lessons", "1", "at least 2")]
    [InlineData("window", "7", "does not divide")]
    [InlineData("teacher_decay", "1.5", "from 0 to 1")]
    public void Wrong_setting_is_named(string name, string value, string expected)
    {
        var error = Assert.Throws<InputException>(() => DistillationSettings.Read("trainer", new Dictionary<string, string> { [name] = value }));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    /// <summary>The latent is asked to say little, so that it does not drown the action; disturbed and stopped, the run still ends with the same bits.</summary>
    [Fact]
    public void Network_with_a_latent_learns_what_the_task_demonstrates()
    {
        TrainingResult Run(string run, int threads, bool resume, int stopAfter)
        {
            using var stop = new CancellationTokenSource();
            var request = Request(run, "core/mlp", 40, late: false, "clip") with
            {
                Environments = new DriftWorlds(Worlds, demonstrates: true),
                Teacher = null,
                Network = new EncoderDecoderArchitecture().Describe(new Dictionary<string, string>
                {
                    ["encoder"] = "24",
                    ["latent"] = "6",
                    ["goals"] = "place/1",
                    ["decoder"] = "24",
                    ["critic"] = "8",
                    ["action"] = "clip",
                }),
                Threads = threads,
                Resume = resume,
                Updates = new StopAfter(stopAfter, stop),
            };
            ((Dictionary<string, string>)request.Settings)["noise"] = "0.2";
            ((Dictionary<string, string>)request.Settings)["kl_weight"] = "1e-4";
            return new Distillation().Train(request, new Progress<WorkProgress>(), stop.Token);
        }

        Assert.True(Run("whole", 2, resume: false, stopAfter: 0).Completed);
        Assert.False(Run("parts", 1, resume: false, stopAfter: 17).Completed);
        Assert.True(Run("parts", 1, resume: true, stopAfter: 0).Completed);

        var metrics = Metrics("whole");
        TestContext.Current.TestOutputHelper?.WriteLine($"{metrics[0]["losses/disagreement"]:E2} → {metrics[^1]["losses/disagreement"]:E2}, KL {metrics[^1]["losses/latent_kl"]}");
        Assert.InRange(metrics[^1]["losses/disagreement"], 0, metrics[0]["losses/disagreement"] / 20);
        Assert.InRange(metrics[^1]["losses/latent_kl"], 0.01, 10);
        Assert.Equal(File.ReadAllText(Path.Combine(_folder, "whole", "metrics.csv")), File.ReadAllText(Path.Combine(_folder, "parts", "metrics.csv")));
    }

    [Fact]
    public void Training_without_a_teacher_is_refused()
    {
        var request = Request("run", "core/mlp", 1, late: false, "tanh") with { Teacher = null };

        var error = Assert.Throws<InputException>(() => new Distillation().Train(request, new Progress<WorkProgress>(), TestContext.Current.CancellationToken));
        Assert.Contains("no teacher", error.Message, StringComparison.Ordinal);
    }

    private TrainingRequest Request(string run, string student, int updates, bool late, string transform)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, run)).FullName;
        return new()
        {
            Environments = new DriftWorlds(Worlds),
            World = new() { Task = "test" },
            Network = NetworkArchitecture.All[student].Describe(new Dictionary<string, string> { ["actor"] = "24", ["critic"] = "8", ["action"] = transform }),
            RunFolder = folder,
            Teacher = _ => new LinearTeacher(late),
            Settings = new Dictionary<string, string>
            {
                ["teacher"] = "test/linear",
                ["worlds"] = $"{Worlds}",
                ["horizon"] = "32",
                ["window"] = "16",
                ["steps"] = (updates * Worlds * 32).ToString(CultureInfo.InvariantCulture),
                ["lessons"] = "4",
                ["epochs"] = "2",
                ["learning_rate"] = "3e-3",
                ["checkpoint_updates"] = "5",
            },
            Seed = 3,
            Threads = 2,
        };
    }

    private TrainingResult Train(
        string run, string student, int updates, bool late, string transform = "tanh", CancellationTokenSource? cancel = null, int stopAfter = 0, bool resume = false, int threads = 2)
    {
        var request = Request(run, student, updates, late, transform) with { Resume = resume, Threads = threads, Updates = new StopAfter(stopAfter, cancel) };
        return new Distillation().Train(request, new Progress<WorkProgress>(), cancel?.Token ?? CancellationToken.None);
    }

    private List<Dictionary<string, double>> Metrics(string run)
    {
        var lines = File.ReadAllLines(Path.Combine(_folder, run, "metrics.csv"));
        var names = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => names.Zip(line.Split(',')).Where(p => p.Second.Length > 0)
            .ToDictionary(p => p.First, p => double.Parse(p.Second, CultureInfo.InvariantCulture), StringComparer.Ordinal))];
    }

    private sealed class StopAfter(int updates, CancellationTokenSource? cancel) : IProgress<TrainingUpdate>
    {
        private int _seen;

        public void Report(TrainingUpdate value)
        {
            if (++_seen == updates)
                cancel?.Cancel();
        }
    }
}
