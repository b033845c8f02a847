using Embodied.Learning.Networks;
using Embodied.Learning.Networks.Blocks;
using Embodied.Sdk.Control;

namespace Embodied.Learning.Controllers;

/// <summary>
/// Rewrites the standard deviations σ = 0.99 s + 0.01 of a latent, s in (0, 1) (Aldarondo et al. 2024; code: npmp_embedding, loop.py).
/// </summary>
internal static class LatentStructures
{
    /// <summary>Rewrites them in place.</summary>
    public static void Rewrite(LatentStructure structure, Span<float> deviations)
    {
        switch (structure)
        {
            case LatentStructure.Uniform:
                deviations.Fill((float)Math.Sqrt(SumOfSquares(deviations) / deviations.Length));
                break;
            case LatentStructure.Inverted:
                Invert(deviations);
                break;
            case LatentStructure.Clamped:
                Clamp(deviations);
                break;
        }
    }

    private static void Invert(Span<float> deviations)
    {
        var values = deviations.ToArray();
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        for (var k = 0; k < order.Length; k++)
            deviations[order[k]] = values[order[^(k + 1)]];
    }

    /// <summary>s ← m s with Σ (0.99 m s + 0.01)² = n: the positive root of a quadratic in m.</summary>
    private static void Clamp(Span<float> deviations)
    {
        var (square, sum) = (0.0, 0.0);
        foreach (var d in deviations)
        {
            var s = (d - GaussianBlock.LeastScale) / (double)GaussianBlock.ScaleRange;
            (square, sum) = (square + (s * s), sum + s);
        }

        var (range, least) = ((double)GaussianBlock.ScaleRange, (double)GaussianBlock.LeastScale);
        var (a, b, c) = (range * range * square, 2 * range * least * sum, deviations.Length * ((least * least) - 1));
        if (a == 0)
            return;
        var m = (-b + Math.Sqrt((b * b) - (4 * a * c))) / (2 * a);
        foreach (ref var d in deviations)
            d = (float)((m * (d - least)) + least);
    }

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var v in values)
            sum += (double)v * v;
        return sum;
    }
}
