using Embodied.Registration.Solving;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Recordings;

namespace Embodied.Registration.Results;

/// <summary>A registered recording.</summary>
public sealed class RegistrationResult
{
    internal RegistrationResult(BodyBinding body) => Body = body;

    /// <summary>What was registered.</summary>
    public required KeypointSeries Keypoints { get; init; }

    /// <summary>How.</summary>
    public required RegistrationOptions Options { get; init; }

    /// <summary>qpos [frames × positions], lengths in the body's unit, angles in rad.</summary>
    public required double[] Positions { get; init; }

    /// <summary>Whether each frame was solved; others showed too few keypoints and were interpolated, or held at the ends.</summary>
    public required bool[] Solved { get; init; }

    /// <summary>Keypoints in their segments' frames [keypoints × 3], m.</summary>
    public required double[] Offsets { get; init; }

    /// <summary>Markers at the registered poses [frames × keypoints × 3], m, world frame.</summary>
    public required double[] Markers { get; init; }

    /// <summary>Distance between keypoint and marker [frames × keypoints], m; NaN where the keypoint is missing.</summary>
    public required double[] Errors { get; init; }

    /// <summary>Distance beyond which a keypoint counts less than in least squares, [keypoints], m: multiples of its usual error.</summary>
    public required double[] Cutoffs { get; init; }

    /// <summary>Size of the animal compared with the body, from lengths.</summary>
    public required ScaleEstimate Scale { get; init; }

    /// <summary>Height of the ground, judged from the body's ground contacts, m; null for a body that names none.</summary>
    public required double? Ground { get; init; }

    /// <summary>Root mean square residual of the calibration frames with the first guesses of the offsets, then after each round that was kept or damped, m.</summary>
    public required IReadOnlyList<double> CalibrationErrors { get; init; }

    /// <summary>Frames that calibration used.</summary>
    public required int CalibrationFrames { get; init; }

    /// <summary>Wall time of calibration, s.</summary>
    public required double CalibrationSeconds { get; init; }

    /// <summary>Wall time of registering all frames, s.</summary>
    public required double TrackingSeconds { get; init; }

    /// <summary>The body that was fitted.</summary>
    internal BodyBinding Body { get; }

    /// <summary>Whether a sample (place in <see cref="Errors"/>) lies so far off that it counted less than half: statistics leave it out.</summary>
    public bool IsOutlier(int sample) => RobustLoss.IsOutlier(Errors[sample] * Errors[sample], Cutoffs[sample % Cutoffs.Length]);

    /// <summary>Samples that are outliers.</summary>
    public int Outliers => Enumerable.Range(0, Errors.Length).Count(IsOutlier);

    /// <summary>The errors without outliers, [frames × keypoints], m; NaN for outliers and missing keypoints.</summary>
    public double[] ErrorsWithoutOutliers() => [.. Errors.Select((e, i) => IsOutlier(i) ? double.NaN : e)];

    /// <summary>The registration in a few numbers.</summary>
    public RegistrationSummary Summarize()
    {
        var errors = ErrorsWithoutOutliers();
        var sorted = ErrorStatistics.Sorted(errors);
        return new()
        {
            Frames = Keypoints.Frames,
            InterpolatedFrames = Solved.Count(s => !s),
            Outliers = Outliers,
            MeanErrorMm = ErrorStatistics.Mean(sorted),
            MedianErrorMm = ErrorStatistics.Percentile(sorted, 50),
            RmseMm = ErrorStatistics.Mean([.. ErrorStatistics.PerFrame(errors, Keypoints.Names.Count).Where(double.IsFinite)]),
            P95ErrorMm = ErrorStatistics.Percentile(sorted, 95),
            FramesPerSecond = Keypoints.Frames / TrackingSeconds,
            Seconds = CalibrationSeconds + TrackingSeconds,
        };
    }

    /// <summary>The recording that the next step reads: positions, velocities, offsets, errors, markers and the keypoints themselves.</summary>
    public Recording ToRecording() => RegistrationRecording.Of(this);

    /// <summary>Tables and figures of how well it went.</summary>
    public Report ToReport() => RegistrationReport.Of(this);
}
