using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.EncodingModels.Bases;

/// <summary>B-splines by the Cox–de Boor recursion (de Boor 1978).</summary>
internal static class BSpline
{
    /// <summary>Splines on [0, 1] whose end knots are repeated, so that they add up to 1 everywhere.</summary>
    /// <param name="samples">Places in [0, 1].</param>
    /// <param name="count">Splines, more than the degree.</param>
    /// <param name="degree">3 for cubic.</param>
    /// <returns>[samples × splines].</returns>
    public static Matrix Clamped(ReadOnlySpan<double> samples, int count, int degree = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(count, degree);
        var inner = count - degree;
        double[] knots = [.. Enumerable.Repeat(0.0, degree), .. Enumerable.Range(0, inner + 1).Select(i => (double)i / inner), .. Enumerable.Repeat(1.0, degree)];
        return Evaluate(samples, knots, count, degree, i => i);
    }

    /// <summary>Splines on a circle of circumference 1.</summary>
    /// <param name="samples">Places in [0, 1].</param>
    /// <param name="count">Splines, more than the degree.</param>
    /// <param name="degree">3 for cubic.</param>
    /// <returns>[samples × splines].</returns>
    public static Matrix Cyclic(ReadOnlySpan<double> samples, int count, int degree = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(count, degree);
        double[] knots = [.. Enumerable.Range(-degree, count + (2 * degree) + 1).Select(i => (double)i / count)];
        return Evaluate(samples, knots, count, degree, i => i % count);
    }

    private static Matrix Evaluate(ReadOnlySpan<double> samples, double[] knots, int count, int degree, Func<int, int> column)
    {
        var values = new double[samples.Length * count];
        var local = new double[knots.Length - 1];
        for (var s = 0; s < samples.Length; s++)
        {
            var x = samples[s];
            if (x is not (>= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(samples), x, "Places lie in [0, 1].");
            Local(x, knots, degree, local);
            for (var i = 0; i < knots.Length - 1 - degree; i++)
                values[(s * count) + column(i)] += local[i];
        }

        return new(values, samples.Length, count);
    }

    private static void Local(double x, double[] knots, int degree, double[] b)
    {
        // The end of the domain belongs to its last interval where nothing begins there.
        var last = knots[^1] > 1 ? -1 : Array.FindLastIndex(knots, k => k < 1);
        for (var i = 0; i < b.Length; i++)
            b[i] = (x >= knots[i] && x < knots[i + 1]) || (x >= 1 && i == last) ? 1 : 0;
        for (var d = 1; d <= degree; d++)
        {
            for (var i = 0; i < b.Length - d; i++)
            {
                var left = knots[i + d] > knots[i] ? (x - knots[i]) / (knots[i + d] - knots[i]) * b[i] : 0;
                var right = knots[i + d + 1] > knots[i + 1] ? (knots[i + d + 1] - x) / (knots[i + d + 1] - knots[i + 1]) * b[i + 1] : 0;
                b[i] = left + right;
            }
        }
    }
}
