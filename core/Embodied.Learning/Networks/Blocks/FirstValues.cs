using Embodied.Sdk.Randomness;

namespace Embodied.Learning.Networks.Blocks;

/// <summary>
/// First parameters: orthogonal weights of dense layers (Saxe et al. 2014), recurrent and input weights of memories normal with standard deviation
/// 1/√units, biases 0, as in Singh et al. 2023. Each layer draws from a stream of its own.
/// </summary>
/// <param name="seed">Same seed, same bits.</param>
internal sealed class FirstValues(ulong seed)
{
    private const ulong Memories = 1000;
    private const ulong Others = 2000;
    private ulong _layers;
    private ulong _memories;
    private ulong _others;

    /// <summary>Orthogonal weights for the next layer: Gram–Schmidt on the shorter side of a normal matrix, done twice against rounding.</summary>
    public void Orthogonal(Span<float> weights, int rows, int columns, double gain)
    {
        var random = RandomStream.For(seed, _layers++);
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        var basis = new double[count][];
        for (var k = 0; k < count; k++)
        {
            var v = basis[k] = new double[length];
            for (var i = 0; i < length; i++)
                v[i] = random.NextGaussian();
            for (var j = 0; j < 2 * k; j++)
                Remove(v, basis[j % k]);
            var norm = Math.Sqrt(v.Sum(x => x * x));
            for (var i = 0; i < length; i++)
                v[i] /= norm;
        }

        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
                weights[(r * columns) + c] = (float)(gain * (rows <= columns ? basis[r][c] : basis[c][r]));
        }
    }

    /// <summary>The stream of the next memory.</summary>
    public RandomStream Memory() => RandomStream.For(seed, Memories + _memories++);

    /// <summary>The stream of the next block of a plugin.</summary>
    public RandomStream Other() => RandomStream.For(seed, Others + _others++);

    /// <summary>Normal values.</summary>
    public static void Normal(Span<float> weights, double deviation, ref RandomStream random)
    {
        for (var i = 0; i < weights.Length; i++)
            weights[i] = (float)(deviation * random.NextGaussian());
    }

    private static void Remove(double[] v, double[] direction)
    {
        var along = 0.0;
        for (var i = 0; i < v.Length; i++)
            along += v[i] * direction[i];
        for (var i = 0; i < v.Length; i++)
            v[i] -= along * direction[i];
    }
}
