using Embodied.Sdk.Randomness;

namespace Embodied.Learning.Networks;

/// <summary>
/// First parameters: orthogonal weights of dense layers (Saxe et al. 2014), recurrent and input weights of the memory normal with standard deviation
/// 1/√units, biases 0, as in Singh et al. 2023.
/// </summary>
public static class Initialization
{
    /// <summary>Fresh parameters; same seed, same bits.</summary>
    public static float[] Draw(NetworkShape shape, ulong seed)
    {
        var parameters = new float[shape.ParameterCount];
        foreach (var (layer, index) in shape.Dense.Select((l, i) => (l, i)))
        {
            var random = RandomStream.For(seed, (ulong)index);
            Orthogonal(layer.Weight.In(parameters), layer.Weight.Rows, layer.Weight.Columns, layer.Gain, ref random);
        }

        if (shape.InputWeight is { } input && shape.RecurrentWeight is { } recurrent)
        {
            var random = RandomStream.For(seed, 1000);
            var deviation = 1 / Math.Sqrt(shape.Spec.MemorySize);
            Normal(input.In(parameters), deviation, ref random);
            Normal(recurrent.In(parameters), deviation, ref random);
        }

        shape.LogDeviation.In(parameters).Fill((float)shape.Spec.InitialLogDeviation);
        return parameters;
    }

    private static void Normal(Span<float> weights, double deviation, ref RandomStream random)
    {
        for (var i = 0; i < weights.Length; i++)
            weights[i] = (float)(deviation * random.NextGaussian());
    }

    // Gram-Schmidt on the shorter side of a normal matrix, done twice against rounding.
    private static void Orthogonal(Span<float> weights, int rows, int columns, double gain, ref RandomStream random)
    {
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

    private static void Remove(double[] v, double[] direction)
    {
        var along = 0.0;
        for (var i = 0; i < v.Length; i++)
            along += v[i] * direction[i];
        for (var i = 0; i < v.Length; i++)
            v[i] -= along * direction[i];
    }
}
