namespace Embodied.Imitation.Conditioning;

/// <summary>What is done to a motion before a body is asked to follow it.</summary>
public sealed record ConditioningOptions
{
    /// <summary>Whether noise of a registration is smoothed: the median of five frames, then a Gaussian of one frame.</summary>
    public bool Smooth { get; init; } = true;

    /// <summary>Whether the motion is pitched, alike in all frames, until front feet come as low as rear ones: for animals on all feet.</summary>
    public bool Pitch { get; init; } = true;

    /// <summary>Whether the motion is lowered, alike in all frames, until feet stand on the ground at z = 0.</summary>
    public bool Lower { get; init; } = true;

    /// <summary>Share of a joint's range that is kept free at either end.</summary>
    public double Margin { get; init; } = 0.01;

    /// <summary>Joint velocities are cut at this [rad/s].</summary>
    public double FastestJoint { get; init; } = 20;

    /// <summary>For poses that were made, not measured: nothing to smooth or to level.</summary>
    public static ConditioningOptions Synthetic { get; } = new() { Smooth = false, Pitch = false };

    /// <summary>Leaves poses as they are, but for joints at their limits.</summary>
    public static ConditioningOptions Raw { get; } = new() { Smooth = false, Pitch = false, Lower = false };
}
