using System.Diagnostics;
using Embodied.OdorPlume.Plumes;
using Embodied.OdorPlume.Tracking;
using Embodied.Sdk.Benchmarks;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Randomness;

namespace Embodied.OdorPlume.Benchmarks;

/// <summary>
/// How fast plumes grow and worlds step, on one core, with the published plume of about 1989 puffs. Each figure is that of the fastest stretch: other
/// work on the machine only ever takes time away.
/// </summary>
internal sealed class PlumeBenchmark : IBenchmark
{
    /// <summary>Catalog id.</summary>
    public const string BenchmarkId = "odor-plume/plume";

    private const int StepsPerStretch = 2000;
    private const int Worlds = 64;
    private const int RoundsPerStretch = 500;
    private const float Wind = 0.5f;
    private const int StepsToSteadyState = 4000;

    /// <inheritdoc/>
    public string Summary => "Plume frames (100 Hz) and environment steps per second on one core, about 1989 puffs alive";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkFigure> Run(BenchmarkRequest request, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        progress.Report(new("plume", 0, 2));
        var (frames, puffs) = Frames(request, cancel);
        progress.Report(new("environment", 1, 2));
        var steps = Steps(request, cancel);
        progress.Report(new("done", 2, 2));
        return
        [
            new("frames_per_second", frames, "plume frames at 100 Hz in steady state, one core"),
            new("environment_steps_per_second", steps, $"environment steps of {Worlds} worlds under random actions, resets included, one core"),
            new("puffs_alive", puffs, "mean number of puffs while frames were counted"),
        ];
    }

    private static (double PerSecond, double Puffs) Frames(BenchmarkRequest request, CancellationToken cancel)
    {
        var cloud = new PuffCloud(new(), request.Seed);
        for (var i = 0; i < StepsToSteadyState; i++)
            cloud.Step(Wind, 0);
        double puffs = 0;
        var stretches = 0;
        var fastest = Fastest(
            request.Seconds,
            () =>
            {
                for (var i = 0; i < StepsPerStretch; i++)
                    cloud.Step(Wind, 0);
                puffs += Alive(cloud);
                stretches++;
            },
            cancel);
        return (StepsPerStretch / fastest, puffs / stretches);
    }

    private static double Steps(BenchmarkRequest request, CancellationToken cancel)
    {
        using var worlds = request.Environments.Create(new() { Task = TrackTask.TaskId }, Worlds, threads: 1);
        var buffers = new StepBuffers(Worlds, worlds.Info);
        var actions = new float[64 * Worlds * worlds.Info.Action.Size];
        var random = new RandomStream(request.Seed);
        foreach (ref var action in actions.AsSpan())
            action = (float)random.NextUniform(-1, 1);
        worlds.Reset(request.Seed, buffers.Observations);
        var size = Worlds * worlds.Info.Action.Size;
        var fastest = Fastest(
            request.Seconds,
            () =>
            {
                for (var i = 0; i < RoundsPerStretch; i++)
                    worlds.Step(actions.AsSpan(i % 64 * size, size), buffers);
            },
            cancel);
        return RoundsPerStretch * Worlds / fastest;
    }

    /// <summary>Time of the fastest stretch [s].</summary>
    private static double Fastest(double seconds, Action stretch, CancellationToken cancel)
    {
        var fastest = TimeSpan.MaxValue;
        for (var all = Stopwatch.StartNew(); all.Elapsed.TotalSeconds < seconds || fastest == TimeSpan.MaxValue;)
        {
            cancel.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            stretch();
            var taken = Stopwatch.GetElapsedTime(started);
            fastest = taken < fastest ? taken : fastest;
        }

        return fastest.TotalSeconds;
    }

    private static int Alive(PuffCloud cloud)
    {
        var alive = 0;
        foreach (var y in cloud.Y)
            alive += float.IsNaN(y) ? 0 : 1;
        return alive;
    }
}
