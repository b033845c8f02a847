using Embodied.Registration.Solving;

namespace Embodied.Registration.Calibrating;

/// <summary>Judges from residuals of many frames beyond which distance a keypoint no longer counts in full.</summary>
internal static class ResidualCutoffs
{
    /// <summary>Multiple of a keypoint's median residual; noise that is Gaussian in space stays within it in all but one of 10¹⁵ samples.</summary>
    private const double Multiple = 8;

    /// <summary>A keypoint that fits better than this share of the median keypoint is treated like one that fits so well.</summary>
    private const double Share = 0.5;

    /// <summary>Smallest cutoff in units of the body's size.</summary>
    private const double Smallest = 0.02;

    /// <summary>Cutoffs before anything has been fitted: the body's size.</summary>
    public static double[] Unknown(BodyBinding body) => [.. Enumerable.Repeat(body.Size, body.Segments.Length)];

    /// <summary>Cutoffs, [keypoints], from distances [frames × keypoints] between keypoints and markers; NaN where a keypoint is missing.</summary>
    public static double[] From(BodyBinding body, double[] distances)
    {
        var count = body.Segments.Length;
        var medians = new double[count];
        for (var k = 0; k < count; k++)
            medians[k] = Median(Column(distances, k, count));
        var typical = Median(medians);
        var fallback = Unknown(body);
        return double.IsNaN(typical)
            ? fallback
            : [.. medians.Select((m, k) => double.IsNaN(m)
                ? fallback[k]
                : Math.Clamp(Multiple * Math.Max(m, Share * typical), Smallest * body.Size, body.Size))];
    }

    private static IEnumerable<double> Column(double[] distances, int keypoint, int count)
    {
        for (var i = keypoint; i < distances.Length; i += count)
            yield return distances[i];
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }
}
