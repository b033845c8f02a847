using System.Numerics.Tensors;
using Embodied.Learning.Networks;
using Embodied.Learning.Networks.Blocks;
using Embodied.Sdk.Control;

namespace Embodied.Learning.Controllers;

/// <summary>Looks at the latents a network computes without taking its step: on a copy of its memory. Allocates nothing per call, but for more draws than before.</summary>
/// <param name="shape">The network.</param>
/// <param name="network">As it acts.</param>
internal sealed class LatentView(NetworkShape shape, ActingNetwork network)
{
    private readonly GaussianBlock[] _latents = [.. shape.Graph.OfType<GaussianBlock>()];
    private readonly float[] _memory = new float[shape.MemoryStateSize];
    private readonly float[] _probes = new float[shape.Probes.Size];
    private float[] _inputs = [];
    private float[] _memories = [];
    private float[] _noise = [];
    private float[] _actions = [];

    /// <summary>Means as last seen, [noise size].</summary>
    public float[] Means { get; } = new float[shape.NoiseSize];

    /// <summary>Standard deviations as last seen, [noise size].</summary>
    public float[] Deviations { get; } = new float[shape.NoiseSize];

    /// <summary>Where the numbers of each latent lie in these.</summary>
    public IReadOnlyList<GaussianBlock> Latents => _latents;

    /// <summary>Sees the latents of a step.</summary>
    /// <param name="input">Normalised observations, newest first, [input size].</param>
    /// <param name="memory">Memory before the step, [memory state size].</param>
    public void See(ReadOnlySpan<float> input, ReadOnlySpan<float> memory)
    {
        memory.CopyTo(_memory);
        network.Step(input, _memory, [], _probes);
        foreach (var latent in _latents)
        {
            _probes.AsSpan(shape.Probes.OffsetOf(latent.MeanProbe), latent.NoiseSize).CopyTo(Means.AsSpan(latent.NoiseOffset));
            _probes.AsSpan(shape.Probes.OffsetOf(latent.ScaleProbe), latent.NoiseSize).CopyTo(Deviations.AsSpan(latent.NoiseOffset));
        }
    }

    /// <summary>The noise by which the latents become others: ε = (z − μ)/σ.</summary>
    public void NoiseFor(ReadOnlySpan<float> wanted, Span<float> noise)
    {
        TensorPrimitives.Subtract(wanted, Means, noise);
        TensorPrimitives.Divide(noise, Deviations, noise);
    }

    /// <summary>Standard deviation of the mean action over drawn latents, averaged over actuators.</summary>
    /// <param name="input">Normalised observations, newest first, [input size].</param>
    /// <param name="memory">Memory before the step, [memory state size].</param>
    /// <param name="draws">Latents drawn, at least 2.</param>
    /// <param name="random">Draws them.</param>
    public double ActionDeviation(ReadOnlySpan<float> input, ReadOnlySpan<float> memory, int draws, ref Sdk.Randomness.RandomStream random)
    {
        Room(draws);
        for (var draw = 0; draw < draws; draw++)
        {
            input.CopyTo(_inputs.AsSpan(draw * input.Length));
            memory.CopyTo(_memories.AsSpan(draw * memory.Length));
        }

        foreach (ref var value in _noise.AsSpan(0, draws * shape.NoiseSize))
            value = (float)random.NextGaussian();
        network.Step(new()
        {
            Count = draws,
            Inputs = _inputs.AsSpan(0, draws * shape.InputSize),
            Memory = _memories.AsSpan(0, draws * shape.MemoryStateSize),
            Noise = _noise.AsSpan(0, draws * shape.NoiseSize),
            Means = _actions.AsSpan(0, draws * shape.ActionSize),
        });
        return Spread(draws, shape.Spec.Transform);
    }

    private double Spread(int draws, ActionTransform transform)
    {
        ActionTransforms.Apply(transform, _actions.AsSpan(0, draws * shape.ActionSize), _actions.AsSpan(0, draws * shape.ActionSize));
        var total = 0.0;
        for (var i = 0; i < shape.ActionSize; i++)
        {
            var (mean, squares) = (0.0, 0.0);
            for (var draw = 0; draw < draws; draw++)
                mean += _actions[(draw * shape.ActionSize) + i] / draws;
            for (var draw = 0; draw < draws; draw++)
                squares += Math.Pow(_actions[(draw * shape.ActionSize) + i] - mean, 2);
            total += Math.Sqrt(squares / (draws - 1));
        }

        return total / shape.ActionSize;
    }

    private void Room(int draws)
    {
        if (_noise.Length >= draws * shape.NoiseSize)
            return;
        (_inputs, _memories) = (new float[draws * shape.InputSize], new float[draws * shape.MemoryStateSize]);
        (_noise, _actions) = (new float[draws * shape.NoiseSize], new float[draws * shape.ActionSize]);
    }
}
