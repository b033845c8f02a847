using System.Diagnostics;
using Embodied.Learning.Controllers;
using Embodied.Learning.Networks;
using Embodied.Learning.Training;
using Embodied.Sdk.Benchmarks;
using Embodied.Sdk.Control;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Files;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Training;

namespace Embodied.Learning.Benchmarks;

/// <summary>How fast networks act and learn with the default settings, and what it gains to act on many rows at once.</summary>
public sealed class LearningBenchmark : IBenchmark
{
    /// <summary>Catalog id.</summary>
    public const string BenchmarkId = "core/learning";

    private static readonly string[] Kinds = ["rnn", "gru", "lstm", "mlp"];

    /// <inheritdoc/>
    public string Summary => "Environment steps per second of PPO at its default settings, for networks with and without memory; rows per second of acting";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkFigure> Run(BenchmarkRequest request, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var figures = new List<BenchmarkFigure>();
        var parts = Kinds.Length + 2;
        var two = Math.Min(2, Environment.ProcessorCount);
        foreach (var kind in Kinds)
        {
            figures.Add(new($"{kind}_steps_per_second", Train(kind, two, request, cancel), $"acting and learning with 64 units and heads of 64-64, on {two} threads; the fastest update"));
            progress.Report(new("learning", figures.Count, parts));
        }

        var one = Train("gru", 1, request, cancel);
        figures.Add(new("gru_one_thread_steps_per_second", one, "the same on one thread"));
        figures.Add(new("two_thread_ratio", figures[1].Value / one, "two threads against one"));
        progress.Report(new("acting", parts - 1, parts));
        figures.AddRange(Rows(request, cancel));
        progress.Report(new("acting", parts, parts));
        return figures;
    }

    private static double Train(string kind, int threads, BenchmarkRequest request, CancellationToken cancel)
    {
        var folder = Scratch.Folder("embodied-bench");
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var fastest = 0.0;
            var (clock, updates) = (Stopwatch.StartNew(), 0);
            var training = new TrainingRequest
            {
                Environments = new Source(),
                World = new() { Task = "drift" },
                Network = NetworkArchitecture.All[$"core/{kind}"].Describe(Settings(kind)),
                RunFolder = folder,
                Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["steps"] = "1e9", ["schedule"] = "constant", [PpoSettings.EpisodesKey] = "0" },
                Seed = request.Seed,
                Threads = threads,
                Updates = new Listener(update =>
                {
                    fastest = Math.Max(fastest, update.Metrics.First(m => m.Key == "charts/SPS").Value);
                    if (++updates >= 3 && clock.Elapsed.TotalSeconds > request.Seconds)
                        stop.Cancel();
                }),
            };
            new Ppo().Train(training, new Quiet(), stop.Token);
            cancel.ThrowIfCancellationRequested();
            return fastest;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, string> Settings(string kind)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["actor"] = "64,64", ["critic"] = "64,64" };
        if (kind != "mlp")
            settings["memory"] = "64";
        return settings;
    }

    // A network of the size that imitation takes, 64 rows at once and one after the other.
    private static IEnumerable<BenchmarkFigure> Rows(BenchmarkRequest request, CancellationToken cancel)
    {
        const int rows = 64;
        var spec = NetworkArchitecture.All["core/mlp"].Describe(new Dictionary<string, string> { ["actor"] = "512,512,256", ["critic"] = "8", ["nonlinearity"] = "relu" });
        var shape = new NetworkShape(spec, 547, 38);
        var network = new ActingNetwork(shape);
        network.Load(Initialization.Draw(shape, request.Seed));
        var random = new RandomStream(request.Seed);
        var (inputs, means) = (new float[rows * 547], new float[rows * 38]);
        foreach (ref var number in inputs.AsSpan())
            number = (float)random.NextGaussian();

        var together = Fastest(request.Seconds, () => network.Step(new ActingRows { Count = rows, Inputs = inputs, Means = means }), cancel);
        var alone = Fastest(request.Seconds, () =>
        {
            for (var row = 0; row < rows; row++)
                network.Step(new ActingRows { Count = 1, Inputs = inputs.AsSpan(row * 547, 547), Means = means.AsSpan(row * 38, 38) });
        }, cancel);
        yield return new("acting_rows_per_second", rows / together, "547-512-512-256-38, 64 rows at once, one thread");
        yield return new("acting_batch_ratio", alone / together, "64 rows at once against one after the other");
    }

    private static double Fastest(double seconds, Action work, CancellationToken cancel)
    {
        var (clock, fastest) = (Stopwatch.StartNew(), double.PositiveInfinity);
        while (clock.Elapsed.TotalSeconds < seconds / 2)
        {
            cancel.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            work();
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return fastest;
    }

    private sealed class Source : IEnvironmentFactory
    {
        public IVectorEnvironment Create(WorldRecipe recipe, int count, int threads) => new DriftingPoints(count);
    }

    private sealed class Listener(Action<TrainingUpdate> listen) : IProgress<TrainingUpdate>
    {
        public void Report(TrainingUpdate value) => listen(value);
    }

    private sealed class Quiet : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
        }
    }
}
