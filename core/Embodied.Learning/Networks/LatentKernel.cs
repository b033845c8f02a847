using System.Numerics.Tensors;

namespace Embodied.Learning.Networks;

/// <summary>One step of the stochastic latent of rows of a batch, and what is seen behind it.</summary>
internal sealed class LatentKernel
{
    /// <summary>Least standard deviation of a latent, and how much more the largest has (Aldarondo et al. 2024, code).</summary>
    public const float LeastScale = 0.01f;

    /// <inheritdoc cref="LeastScale"/>
    public const float ScaleRange = 0.99f;

    private readonly NetworkShape _shape;
    private readonly DenseKernel _mean;
    private readonly DenseKernel _scale;
    private readonly int _size;

    private readonly float[] _means;
    private readonly float[] _scales;

    // The sample of each row, followed by the body.
    private readonly float[] _features;

    /// <summary>A latent without parameters yet.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="mostRows">Rows of the largest batch.</param>
    public LatentKernel(NetworkShape shape, int mostRows)
    {
        (_shape, _size) = (shape, shape.Spec.Latent);
        var inputs = shape.LatentMean!.Weight.Columns;
        (_mean, _scale) = (new(inputs, _size), new(inputs, _size));
        (_means, _scales, _features) = (new float[mostRows * _size], new float[mostRows * _size], new float[mostRows * (_size + shape.Body!.Size)]);
    }

    /// <summary>Numbers seen behind the latent.</summary>
    public int Features => _size + _shape.Body!.Size;

    public void Load(ReadOnlySpan<float> parameters)
    {
        _mean.Load(_shape.LatentMean!.Weight.In(parameters), _shape.LatentMean.Bias.In(parameters));
        _scale.Load(_shape.LatentScale!.Weight.In(parameters), _shape.LatentScale.Bias.In(parameters));
    }

    /// <summary>z and the body of each row.</summary>
    /// <param name="encoded">What the encoder makes of the observations, [rows × features].</param>
    /// <param name="observations">The normalised observations, [rows × input size], newest first.</param>
    /// <param name="noise">ε, [rows × latent]; empty for the mean.</param>
    /// <param name="rows">How many.</param>
    public ReadOnlySpan<float> Step(ReadOnlySpan<float> encoded, ReadOnlySpan<float> observations, ReadOnlySpan<float> noise, int rows)
    {
        _mean.Apply(encoded, _means, rows);
        _scale.Apply(encoded, _scales, rows);
        for (var row = 0; row < rows; row++)
        {
            var scale = _scales.AsSpan(row * _size, _size);
            TensorPrimitives.Sigmoid(scale, scale);
            TensorPrimitives.Multiply(scale, ScaleRange, scale);
            TensorPrimitives.Add(scale, LeastScale, scale);
            var mean = _means.AsSpan(row * _size, _size);
            var sample = _features.AsSpan(row * Features, _size);
            if (noise.IsEmpty)
                mean.CopyTo(sample);
            else
                TensorPrimitives.MultiplyAdd(scale, noise.Slice(row * _size, _size), mean, sample);
            _shape.Body!.Copy(observations.Slice(row * _shape.InputSize, _shape.ObservationSize), _features.AsSpan((row * Features) + _size));
        }

        return _features.AsSpan(0, rows * Features);
    }

    /// <summary>Writes mean, scale and sample of the last step into rows of probes, from a place in each row on.</summary>
    public void Keep(Span<float> probes, int stride, int at, int rows)
    {
        for (var row = 0; row < rows && !probes.IsEmpty; row++)
        {
            var own = probes[((row * stride) + at)..];
            _means.AsSpan(row * _size, _size).CopyTo(own);
            _scales.AsSpan(row * _size, _size).CopyTo(own[_size..]);
            _features.AsSpan(row * Features, _size).CopyTo(own[(2 * _size)..]);
        }
    }
}
