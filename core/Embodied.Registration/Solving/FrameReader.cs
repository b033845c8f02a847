namespace Embodied.Registration.Solving;

/// <summary>Frames of a series as the solver wants them: in the body's unit of length, with the body's weights. Read-only, shared by threads.</summary>
internal sealed class FrameReader(KeypointSeries series, BodyBinding body, double metresPerLength, int minimumKeypoints)
{
    /// <summary>Number of frames.</summary>
    public int Frames => series.Frames;

    /// <summary>Keypoints per frame.</summary>
    public int Keypoints => body.Segments.Length;

    /// <summary>Keypoints a frame must show to be solved.</summary>
    public int MinimumKeypoints => minimumKeypoints;

    /// <summary>Mean number of frames per second.</summary>
    public double Rate { get; } = series.Frames > 1 ? (series.Frames - 1) / (series.Time.At(series.Frames - 1) - series.Time.At(0)) : 1;

    /// <summary>Reads one frame, [keypoints × 3] and [keypoints]; false when it shows too few keypoints to be solved.</summary>
    public bool Read(int frame, Span<double> points, Span<double> weights)
    {
        var from = series.Points.AsSpan(frame * points.Length, points.Length);
        for (var i = 0; i < points.Length; i++)
            points[i] = from[i] / metresPerLength;
        var seen = 0;
        for (var k = 0; k < weights.Length; k++)
        {
            weights[k] = series.Weights[(frame * weights.Length) + k] * body.Weights[k];
            seen += weights[k] > 0 ? 1 : 0;
        }
        return seen >= minimumKeypoints;
    }

    /// <summary>Whether a frame shows enough keypoints.</summary>
    public bool IsUsable(int frame)
    {
        var seen = 0;
        for (var k = 0; k < Keypoints; k++)
            seen += series.Weights[(frame * Keypoints) + k] > 0 && body.Weights[k] > 0 ? 1 : 0;
        return seen >= minimumKeypoints;
    }
}
