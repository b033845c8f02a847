using Embodied.Data.Recordings;
using Embodied.Imitation.Conditioning;
using Embodied.Imitation.References;
using Embodied.Runtime.Catalogs;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Pipeline;

/// <summary>What clips are wanted.</summary>
public sealed record ClipJob
{
    /// <summary>Recordings with poses.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The body the poses are of.</summary>
    public required IBody Body { get; init; }

    /// <summary>How it was wanted.</summary>
    public required BodyOptions Options { get; init; }

    /// <summary>Length of a clip [s]; infinity for whole recordings.</summary>
    public double Seconds { get; init; } = 5;

    /// <summary>Share of clips that is held back.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>Seed of which.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What is done to the poses; null for what suits recorded and synthetic ones.</summary>
    public ConditioningOptions? Conditioning { get; init; }
}

/// <summary>Recordings of poses → a library of motions that a body can be asked to follow.</summary>
public static class ClipPipeline
{
    /// <summary>Cuts, conditions and puts together.</summary>
    /// <exception cref="InputException">A file is no recording of this body's poses.</exception>
    public static (ReferenceLibrary Library, IReadOnlyList<ConditioningReport> Reports) Run(Catalog catalog, ClipJob job, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        using var model = SoloScene.OnGround(catalog, job.Body);
        var body = new BodyInScene(model, new PlacedBody(job.Body));
        var cuts = job.Files.Select(f => (File: f, Recording: RecordingFile.Read(f))).SelectMany(f => Cuts(f.File, f.Recording, model, job)).ToArray();
        var held = ClipCutter.HoldBack([.. cuts.Select(c => c.Cut.Behaviour)], job.TestShare, job.Seed);
        var (clips, reports, done) = (new ReferenceClip[cuts.Length], new ConditioningReport[cuts.Length], 0);
        Parallel.For(0, cuts.Length, new ParallelOptions { CancellationToken = cancel }, () => new MotionConditioner(body), (i, _, conditioner) =>
        {
            var (cut, poses) = (cuts[i].Cut, cuts[i].Poses);
            var width = poses.Shape[1];
            (var motion, reports[i]) = conditioner.Condition(
                cut.Name, cut.Behaviour, poses.Values[(cut.First * width)..((cut.First + cut.Frames) * width)], 1 / poses.Time!.Rate, cuts[i].Options);
            clips[i] = new(motion, held[i]);
            progress?.Report(new("conditioning", Interlocked.Increment(ref done), cuts.Length));
            return conditioner;
        }, conditioner => conditioner.Dispose());
        var synthetic = cuts.All(c => c.Synthetic);
        return (new(job.Body.Id, job.Options, PositionNames.Of(model), clips, synthetic), reports);
    }

    private static IEnumerable<(ClipCut Cut, RecordingChannel Poses, ConditioningOptions Options, bool Synthetic)> Cuts(string file, Recording recording, IModel model, ClipJob job)
    {
        var cuts = ClipCutter.Cut(recording, Path.GetFileNameWithoutExtension(file), job.Seconds);
        var poses = recording.Find(ChannelNames.Positions)!;
        var names = PositionNames.Of(model);
        if (poses.Shape[1] != names.Count || (poses.Labels is { } labels && !labels.SequenceEqual(names, StringComparer.Ordinal)))
            throw new InputException(file, $"holds poses of {poses.Shape[1]} numbers, not those of '{job.Body.Id}' ({names.Count}), or in another order", "Give the body the recording was registered to, with the same --scale.");
        return cuts.Select(c => (c, poses, job.Conditioning ?? (recording.Provenance.Synthetic ? ConditioningOptions.Synthetic : new()), recording.Provenance.Synthetic));
    }
}
