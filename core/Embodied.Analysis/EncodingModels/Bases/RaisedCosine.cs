using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.EncodingModels.Bases;

/// <summary>Raised cosine bumps (Pillow et al. 2005, 2008): φⱼ(x) = ½ (1 + cos(clip(π (x − pⱼ)/(δ w), −π, π))).</summary>
internal static class RaisedCosine
{
    /// <summary>Bumps at equal distances on [0, 1].</summary>
    /// <param name="samples">Places in [0, 1].</param>
    /// <param name="count">Bumps, at least 2.</param>
    /// <param name="width">w &gt; 1; where 2 w is whole the bumps add up to a constant away from the ends.</param>
    /// <returns>[samples × bumps].</returns>
    public static Matrix Linear(ReadOnlySpan<double> samples, int count, double width = 2) => Bumps(samples, Peaks(count, 1), width);

    /// <summary>Bumps at equal distances in ln(s x + 1)/ln(s + 1): fine near 0, coarse far from it.</summary>
    /// <param name="samples">Places in [0, 1].</param>
    /// <param name="count">Bumps, at least 2.</param>
    /// <param name="width">w &gt; 1.</param>
    /// <param name="timeScaling">s &gt; 0.</param>
    /// <param name="decayToZero">Whether the last bump has fallen to 0 at x = 1.</param>
    /// <returns>[samples × bumps].</returns>
    public static Matrix Logarithmic(ReadOnlySpan<double> samples, int count, double width = 2, double timeScaling = 50, bool decayToZero = true)
    {
        var warped = new double[samples.Length];
        for (var i = 0; i < samples.Length; i++)
            warped[i] = Math.Log((timeScaling * samples[i]) + 1) / Math.Log(timeScaling + 1);
        return Bumps(warped, Peaks(count, decayToZero ? 1 - (width / (count + width - 1)) : 1), width);
    }

    private static double[] Peaks(int count, double last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        return [.. Enumerable.Range(0, count).Select(j => last * j / (count - 1))];
    }

    private static Matrix Bumps(ReadOnlySpan<double> samples, double[] peaks, double width)
    {
        if (!(width > 1))
            throw new ArgumentOutOfRangeException(nameof(width), width, "The width of raised cosines is above 1.");
        var (values, distance) = (new double[samples.Length * peaks.Length], peaks[1] - peaks[0]);
        for (var i = 0; i < samples.Length; i++)
        {
            for (var j = 0; j < peaks.Length; j++)
            {
                var angle = Math.Clamp(Math.PI * (samples[i] - peaks[j]) / (distance * width), -Math.PI, Math.PI);
                values[(i * peaks.Length) + j] = 0.5 * (1 + Math.Cos(angle));
            }
        }

        return new(values, samples.Length, peaks.Length);
    }
}
