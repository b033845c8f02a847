using Embodied.Sdk.Analysis;

namespace Embodied.Registration.Results;

/// <summary>Writes a registration as tables and figures. Holds no timings: same registration, same report.</summary>
internal static class RegistrationReport
{
    private const int MostPoints = 2000;

    public static Report Of(RegistrationResult result) => new()
    {
        Title = $"Registration of {result.Keypoints.Recording.Name}",
        Sections = [Summary(result), Errors(result), Offsets(result), JointTable.Section(result), Scale(result)],
    };

    private static ReportSection Summary(RegistrationResult result)
    {
        var summary = result.Summarize();
        var recording = result.Keypoints.Recording;
        var text = new List<string>
        {
            $"{summary.Frames} frames of {result.Keypoints.Names.Count} keypoints were registered: the mean distance between keypoint and marker is "
            + $"{summary.MeanErrorMm:0.00} mm, its 95th percentile {summary.P95ErrorMm:0.00} mm.",
        };
        if (recording.Provenance.Synthetic)
            text.Add("This recording is synthetic: no animal was recorded.");
        text.AddRange(recording.Provenance.Notes);
        text.AddRange(RegistrationRecording.Notes(result));
        return new()
        {
            Heading = "Summary",
            Text = text,
            Tables =
            [
                new("registration", ["Quantity", "Value"],
                [
                    ["Source", recording.Provenance.Source ?? recording.Provenance.Origin],
                    ["Frames", summary.Frames],
                    ["Interpolated frames", summary.InterpolatedFrames],
                    ["Outliers", summary.Outliers],
                    ["Mean error [mm]", summary.MeanErrorMm],
                    ["Median error [mm]", summary.MedianErrorMm],
                    ["Mean of the frames' RMS error [mm]", summary.RmseMm],
                    ["95th percentile of the error [mm]", summary.P95ErrorMm],
                    ["Scale of the body", result.Options.Scale],
                    ["Animal / body, by lengths", result.Scale.Ratio],
                    .. result.Ground is { } ground ? [["Height of the ground [mm]", 1000 * ground]] : Array.Empty<IReadOnlyList<object>>(),
                    ["Calibration frames", result.CalibrationFrames],
                    ["Calibration rounds", result.CalibrationErrors.Count - 1],
                ]),
            ],
        };
    }

    private static ReportSection Errors(RegistrationResult result)
    {
        var names = result.Keypoints.Names;
        var errors = result.ErrorsWithoutOutliers();
        var sorted = Enumerable.Range(0, names.Count).Select(k => ErrorStatistics.Sorted(OfKeypoint(errors, k, names.Count))).ToArray();
        var outliers = names.Select((_, k) => Enumerable.Range(0, result.Keypoints.Frames).Count(t => result.IsOutlier((t * names.Count) + k))).ToArray();
        return new()
        {
            Heading = "Errors",
            Text =
            [
                "The error is the distance between a keypoint and its marker on the registered body. A sample beyond its keypoint's cutoff (eight times its median "
                + "error in calibration) counts less the farther it lies off; one that counts less than half is an outlier and is left out of the statistics.",
            ],
            Tables =
            [
                new("errors", ["Keypoint", "Seen [%]", "Mean [mm]", "Median [mm]", "95th percentile [mm]", "Largest [mm]", "Cutoff [mm]", "Outliers"],
                [
                    .. names.Select((name, k) => (IReadOnlyList<object>)
                    [
                        name, 100.0 * (sorted[k].Length + outliers[k]) / result.Keypoints.Frames, ErrorStatistics.Mean(sorted[k]),
                        ErrorStatistics.Percentile(sorted[k], 50), ErrorStatistics.Percentile(sorted[k], 95), ErrorStatistics.Percentile(sorted[k], 100),
                        1000 * result.Cutoffs[k], outliers[k],
                    ]),
                ]),
            ],
            Figures = [OverTime(result), Histogram(result), Bars("error-by-keypoint", "Mean error by keypoint", "Error [mm]", names, [.. sorted.Select(ErrorStatistics.Mean)])],
        };
    }

    private static IEnumerable<double> OfKeypoint(double[] errors, int keypoint, int count)
    {
        for (var i = keypoint; i < errors.Length; i += count)
            yield return errors[i];
    }

    private static Figure OverTime(RegistrationResult result)
    {
        var frames = ErrorStatistics.PerFrame(result.ErrorsWithoutOutliers(), result.Keypoints.Names.Count);
        var block = (frames.Length + MostPoints - 1) / MostPoints;
        var count = (frames.Length + block - 1) / block;
        var (x, y) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            x[i] = result.Keypoints.Time.At(i * block);
            y[i] = ErrorStatistics.Mean([.. frames.Skip(i * block).Take(block).Where(double.IsFinite)]);
        }
        return new()
        {
            Name = "error-over-time",
            Title = "Error over time",
            XLabel = "Time [s]",
            YLabel = "RMS error of a frame [mm]",
            Series = [new("RMS over keypoints", SeriesStyle.Line, x, y)],
            Caption = block > 1 ? $"Each point is the mean of {block} frames." : null,
        };
    }

    private static Figure Histogram(RegistrationResult result)
    {
        var sorted = ErrorStatistics.Sorted(result.ErrorsWithoutOutliers());
        var width = Math.Max(1e-9, ErrorStatistics.Percentile(sorted, 99.5) / 40);
        var counts = new double[41];
        foreach (var error in sorted)
            counts[(int)Math.Min(40, error / width)]++;
        return new()
        {
            Name = "error-histogram",
            Title = "Distribution of the error",
            XLabel = "Error [mm]",
            YLabel = "Share of keypoints [%]",
            Series = [new("keypoints", SeriesStyle.Bars, [.. counts.Select((_, i) => (i + 0.5) * width)], [.. counts.Select(c => 100 * c / Math.Max(1, sorted.Length))])],
            Caption = "The last bar holds everything beyond.",
        };
    }

    private static ReportSection Offsets(RegistrationResult result)
    {
        var names = result.Keypoints.Names;
        var first = result.Body.Offsets;
        var scale = result.Options.MetresPerLength * 1000;
        double At(int k, int axis) => 1000 * result.Offsets[(3 * k) + axis];
        double From(int k, int axis) => scale * first[(3 * k) + axis];
        var drift = names.Select((_, k) => Math.Sqrt(Enumerable.Range(0, 3).Sum(axis => Math.Pow(At(k, axis) - From(k, axis), 2)))).ToArray();
        return new()
        {
            Heading = "Offsets",
            Text = [result.Options.FixedOffsets is null
                ? "Where calibration moved each keypoint on its segment. A large drift means that the first guess was rough, or that the body's proportions differ from the animal's."
                : "The offsets were given and not fitted."],
            Tables =
            [
                new("offsets", ["Keypoint", "Segment", "Held near guess", "x [mm]", "y [mm]", "z [mm]", "Drift [mm]"],
                [
                    .. names.Select((name, k) => (IReadOnlyList<object>)
                        [name, result.Body.Keypoints[k].Segment, result.Body.Regularized[k] ? "yes" : "no", At(k, 0), At(k, 1), At(k, 2), drift[k]]),
                ]),
            ],
            Figures =
            [
                Bars("offset-drift", "Drift of the offsets", "Distance from the first guess [mm]", names, drift),
                new()
                {
                    Name = "calibration",
                    Title = "Calibration",
                    XLabel = "Round",
                    YLabel = "RMS residual [mm]",
                    Series = [new("calibration frames", SeriesStyle.Line, [.. result.CalibrationErrors.Select((_, i) => (double)i)], [.. result.CalibrationErrors.Select(e => 1000 * e)])],
                },
            ],
        };
    }

    private static ReportSection Scale(RegistrationResult result) => new()
    {
        Heading = "Scale",
        Text =
        [
            $"The median line of the skeleton is {result.Scale.Ratio:0.000} times as long in the recording as on the body at rest. "
            + "Lines between first guesses are rough, so differences of a tenth are common.",
        ],
        Tables =
        [
            new("scale", ["From", "To", "Measured [mm]", "Body [mm]", "Ratio"],
                [.. result.Scale.Lines.Select(l => (IReadOnlyList<object>)[l.From, l.To, 1000 * l.Measured, 1000 * l.Body, l.Measured / l.Body])]),
        ],
    };

    private static Figure Bars(string name, string title, string label, IReadOnlyList<string> categories, double[] values) => new()
    {
        Name = name,
        Title = title,
        XLabel = "Keypoint",
        YLabel = label,
        Categories = categories,
        Series = [new(label, SeriesStyle.Bars, [.. values.Select((_, i) => (double)i)], values)],
    };
}
