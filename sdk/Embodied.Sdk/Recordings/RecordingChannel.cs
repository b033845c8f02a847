namespace Embodied.Sdk.Recordings;

/// <summary>One array of a recording. With a time base the first axis is time.</summary>
public sealed record RecordingChannel
{
    /// <summary>Unique name; see <see cref="ChannelNames"/> for the ones the pipeline uses.</summary>
    public required string Name { get; init; }

    /// <summary>Unit of the values, e.g. <c>m</c>, <c>rad</c>; <c>1</c> for pure numbers.</summary>
    public required string Unit { get; init; }

    /// <summary>Sizes of the axes, e.g. [frames, 23, 3]. Their product is the length of <see cref="Values"/>.</summary>
    public required IReadOnlyList<int> Shape { get; init; }

    /// <summary>The values, row-major. Missing values are NaN.</summary>
    public required double[] Values { get; init; }

    /// <summary>When the samples were taken; null for a constant.</summary>
    public TimeBase? Time { get; init; }

    /// <summary>Names along the second axis (the first, for a constant), e.g. keypoint or joint names; null when there are none.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Frame the values are in, e.g. <c>world</c>; null when it has no meaning.</summary>
    public string? Frame { get; init; }

    /// <summary>Samples along time, or 1 for a constant.</summary>
    public int SampleCount => Time is null ? 1 : Shape[0];
}
