using System.Numerics.Tensors;

namespace Embodied.Learning.Networks;

/// <summary>One step of the stochastic latent of one row, and what is seen behind it.</summary>
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

    // Mean, scale and sample, as probes show them; the sample is followed by the body, so that both are the features.
    private readonly float[] _numbers;

    public LatentKernel(NetworkShape shape)
    {
        (_shape, _size) = (shape, shape.Spec.Latent);
        var inputs = shape.LatentMean!.Weight.Columns;
        (_mean, _scale) = (new(inputs, _size), new(inputs, _size));
        _numbers = new float[(3 * _size) + shape.Body!.Size];
    }

    /// <summary>Numbers seen behind the latent.</summary>
    public int Features => _size + _shape.Body!.Size;

    /// <summary>Mean, scale and sample of the last step.</summary>
    public ReadOnlySpan<float> Probes => _numbers.AsSpan(0, 3 * _size);

    public void Load(ReadOnlySpan<float> parameters)
    {
        _mean.Load(_shape.LatentMean!.Weight.In(parameters), _shape.LatentMean.Bias.In(parameters));
        _scale.Load(_shape.LatentScale!.Weight.In(parameters), _shape.LatentScale.Bias.In(parameters));
    }

    /// <summary>z and the body.</summary>
    /// <param name="encoded">What the encoder makes of the observation.</param>
    /// <param name="observation">The normalised observation.</param>
    /// <param name="noise">ε, [latent]; empty for the mean.</param>
    public ReadOnlySpan<float> Step(ReadOnlySpan<float> encoded, ReadOnlySpan<float> observation, ReadOnlySpan<float> noise)
    {
        var mean = _numbers.AsSpan(0, _size);
        var scale = _numbers.AsSpan(_size, _size);
        var sample = _numbers.AsSpan(2 * _size, _size);
        _mean.Apply(encoded, mean, 1);
        _scale.Apply(encoded, scale, 1);
        TensorPrimitives.Sigmoid(scale, scale);
        TensorPrimitives.Multiply(scale, ScaleRange, scale);
        TensorPrimitives.Add(scale, LeastScale, scale);
        if (noise.IsEmpty)
            mean.CopyTo(sample);
        else
            TensorPrimitives.MultiplyAdd(scale, noise, mean, sample);
        _shape.Body!.Copy(observation, _numbers.AsSpan(3 * _size));
        return _numbers.AsSpan(2 * _size);
    }
}
