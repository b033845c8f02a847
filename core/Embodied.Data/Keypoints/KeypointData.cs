using Embodied.Data.Arrays;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Keypoints;

/// <summary>Keypoints as they stand in a file, with what the file says about them.</summary>
internal sealed record KeypointData
{
    /// <summary>The dataset or variable, for messages.</summary>
    public required string Place { get; init; }

    /// <summary>The numbers.</summary>
    public required NdArray Array { get; init; }

    /// <summary>Order of axes that is usual for the format.</summary>
    public required AxisLayout UsualLayout { get; init; }

    /// <summary>Keypoint names, or null.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>What the file says about the unit, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>Unit that is usual for the format.</summary>
    public string UsualUnit { get; init; } = "mm";

    /// <summary>What the file says about time, or null.</summary>
    public TimeBase? Time { get; init; }

    /// <summary>Numbers of the frames in the original recording, where only some were kept; or null.</summary>
    public double[]? FrameNumbers { get; init; }

    /// <summary>Confidence [frames, keypoints], or null.</summary>
    public NdArray? Confidence { get; init; }

    /// <summary>What a reader must know.</summary>
    public List<string> Notes { get; init; } = [];

    /// <summary>Channels that stand beside the keypoints; made when the time is known.</summary>
    public Func<TimeBase, IEnumerable<RecordingChannel>> Others { get; init; } = _ => [];
}
