namespace Embodied.Registration.Results;

/// <summary>A registration in a few numbers. Errors are distances between keypoint and marker over all frames and seen keypoints without outliers.</summary>
public sealed record RegistrationSummary
{
    /// <summary>Frames registered.</summary>
    public required int Frames { get; init; }

    /// <summary>Frames that showed too few keypoints that fit, and were interpolated.</summary>
    public required int InterpolatedFrames { get; init; }

    /// <summary>Samples, one keypoint in one frame, so far off that they counted less than half; errors leave them out.</summary>
    public required int Outliers { get; init; }

    /// <summary>Mean error, mm.</summary>
    public required double MeanErrorMm { get; init; }

    /// <summary>Median error, mm.</summary>
    public required double MedianErrorMm { get; init; }

    /// <summary>Mean over frames of the root mean square error of the frame's keypoints, mm.</summary>
    public required double RmseMm { get; init; }

    /// <summary>95th percentile of the error, mm.</summary>
    public required double P95ErrorMm { get; init; }

    /// <summary>Frames per second of wall time while registering all frames with known offsets, on all threads used; calibration excluded.</summary>
    public required double FramesPerSecond { get; init; }

    /// <summary>Wall time of calibration and registration together, s.</summary>
    public required double Seconds { get; init; }
}
