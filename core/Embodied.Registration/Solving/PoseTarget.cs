namespace Embodied.Registration.Solving;

/// <summary>What one frame asks of a pose. Lengths in the body's unit.</summary>
internal readonly ref struct PoseTarget
{
    /// <summary>Keypoints, world frame, [keypoints × 3].</summary>
    public required ReadOnlySpan<double> Points { get; init; }

    /// <summary>Weights, [keypoints]; 0 where the keypoint was not seen.</summary>
    public required ReadOnlySpan<double> Weights { get; init; }

    /// <summary>Markers in their segments' frames, [keypoints × 3].</summary>
    public required ReadOnlySpan<double> Offsets { get; init; }

    /// <summary>qpos of the frame before, or empty.</summary>
    public ReadOnlySpan<double> Previous { get; init; }
}
