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

    /// <summary>Residuals beyond which a keypoint counts less, [keypoints] (<see cref="RobustLoss"/>); empty for plain least squares.</summary>
    public ReadOnlySpan<double> Cutoffs { get; init; }

    /// <summary>Sum of the weights.</summary>
    public double TotalWeight
    {
        get
        {
            double total = 0;
            foreach (var weight in Weights)
                total += weight;
            return total;
        }
    }

    /// <summary>The squared distance of keypoint <paramref name="k"/> from its marker.</summary>
    public double Square(int k, ReadOnlySpan<double> markers)
    {
        var x = Points[3 * k] - markers[3 * k];
        var y = Points[(3 * k) + 1] - markers[(3 * k) + 1];
        var z = Points[(3 * k) + 2] - markers[(3 * k) + 2];
        return (x * x) + (y * y) + (z * z);
    }

    /// <summary>qpos of the frame before, or empty.</summary>
    public ReadOnlySpan<double> Previous { get; init; }
}
