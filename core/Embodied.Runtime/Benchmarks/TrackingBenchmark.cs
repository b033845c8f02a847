using Embodied.Imitation.References;
using Embodied.Imitation.Tracking;
using Embodied.Learning.Benchmarks;
using Embodied.Learning.Controllers;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Parts;
using Embodied.Sdk.Benchmarks;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Benchmarks;

/// <summary>
/// What following a motion costs: the task with all its senses and rewards against bare physics, for the body and the generator that the first demo shows, and how fast a
/// network of the size imitation takes learns from lessons.
/// </summary>
/// <param name="parts">Holds the catalog once all plugins are loaded.</param>
/// <param name="maker">Makes the motion.</param>
internal sealed class TrackingBenchmark(CatalogParts parts, IReferenceMaker maker) : IBenchmark
{
    /// <summary>Catalog id.</summary>
    public const string BenchmarkId = "core/tracking";

    private static readonly Dictionary<string, string> Network = new(StringComparer.Ordinal) { ["encoder"] = "512,256", ["decoder"] = "256,256", ["critic"] = "64", ["action"] = "clip" };

    /// <inheritdoc/>
    public string Summary => "Following a motion against bare physics, and samples per second of distillation";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkFigure> Run(BenchmarkRequest request, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var catalog = parts.Catalog;
        if (catalog.Ids<Demo>() is not [var first, ..])
            throw new EmbodiedException("no plugin offers a demo whose body could be measured");
        var demo = catalog.Get<Demo>(first, "demo");
        var library = maker.Library(new(demo.Generator, demo.Body, demo.Options, 6, request.Seed, 0), progress, cancel);
        var settings = new PlacedSettings(
        [
            ("reference", library, null), ("split", "all", null), ("clip", ReferenceLibraryFile.Read(library).Clips[0].Motion.Name, null), ("frame", "0", null), ("termination", "none", null),
        ]);
        var worlds = new WorldBuilder(catalog);
        using var world = worlds.For(new() { Task = TrackingTask.TaskId, Body = demo.Body, Settings = settings }).Build();
        var options = new PhysicsBenchmarkOptions { Substeps = world.Info.Substeps, Cancel = cancel, Amplitude = 0.1, Seed = request.Seed };
        using var runs = new SingleRuns(world.Body, () => worlds.Setup(new() { Task = TrackingTask.TaskId, Body = demo.Body, Settings = settings }), options);
        for (var i = 0; i < options.Repetitions; i++)
        {
            progress.Report(new("following", i, options.Repetitions + 1));
            runs.Repeat(bareFirst: i % 2 == 0);
        }

        progress.Report(new("learning", options.Repetitions, options.Repetitions + 1));
        var threads = Math.Min(2, Environment.ProcessorCount);
        var samples = DistillationSpeed.Measure(
            new EncoderDecoderArchitecture().Describe(Network), world.Info.Observation, world.Info.Action.Size, threads, request.Seconds, request.Seed, cancel);
        return
        [
            new("control_steps_per_second", options.Steps / runs.Whole.Seconds, "of the whole task on one thread: senses, reward, termination; every step at its fastest"),
            new("bare_control_steps_per_second", options.Steps / runs.Bare.Seconds, "of the physics alone, from the same states under the same controls"),
            new("ratio", runs.Bare.Seconds / runs.Whole.Seconds, "the first by the second"),
            new("bytes_per_step", runs.Bytes / (double)options.Steps, "managed memory the task allocates"),
            new("distillation_samples_per_second", samples, $"gradient and optimiser of an encoder 512-256, a latent of 60 and a decoder 256-256, on {threads} threads"),
        ];
    }
}
