using Embodied.Sdk.Bodies;
using Embodied.Sdk.Settings;

namespace Embodied.Sdk.Recordings;

/// <summary>Makes a synthetic recording of an animal, so that demos and tests need no outside file.</summary>
public interface IRecordingGenerator
{
    /// <summary>One line for lists.</summary>
    string Summary { get; }

    /// <summary>The settings it takes besides those of every request; none unless said.</summary>
    IReadOnlyList<PartSetting> Settings => [];

    /// <summary>Generates; same request, same bits. The provenance says that it is synthetic.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    Recording Generate(GeneratorRequest request);
}

/// <summary>What to generate.</summary>
public sealed record GeneratorRequest
{
    /// <summary>The body to move.</summary>
    public required IBody Body { get; init; }

    /// <summary>Poses of that body, compiled alone in an empty scene.</summary>
    public required Physics.IModel Model { get; init; }

    /// <summary>Duration [s].</summary>
    public double Seconds { get; init; } = 20;

    /// <summary>Frames per second.</summary>
    public double Rate { get; init; } = 50;

    /// <summary>Standard deviation of keypoint noise, in the body's unit of length.</summary>
    public double Noise { get; init; } = 0.001;

    /// <summary>Share of keypoints not seen, in [0, 1).</summary>
    public double Dropout { get; init; }

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Settings of the generator, of those it names; the host refuses others.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = PlacedSettings.None;

    /// <summary>Told how far it is, from any thread; null tells nobody.</summary>
    public IProgress<Progress.WorkProgress>? Progress { get; init; }

    /// <summary>Ends it within a few frames.</summary>
    public CancellationToken Cancel { get; init; }
}
