namespace Embodied.Learning.Networks;

/// <summary>
/// The network as it acts: a forward pass that allocates nothing and computes every row of a batch alike, so that the same observation gives the same
/// bits in any batch. One thread at a time. Agrees with the learning network to about 1e-6.
/// </summary>
public sealed class ActingNetwork
{
    private readonly DenseKernel[] _encoder;
    private readonly LatentKernel? _latent;
    private readonly MemoryKernel? _memory;
    private readonly DenseKernel[] _actor;
    private readonly DenseKernel _mean;
    private readonly DenseKernel[] _critic;
    private readonly DenseKernel _value;
    private readonly float[] _a;
    private readonly float[] _b;
    private readonly float[] _features;

    /// <summary>A network without parameters yet.</summary>
    public ActingNetwork(NetworkShape shape)
    {
        Shape = shape;
        _encoder = Kernels(shape.Encoder);
        _latent = shape.LatentMean is null ? null : new(shape);
        _memory = shape.InputWeight is { } input ? new(shape, input.Columns) : null;
        (_actor, _critic) = (Kernels(shape.Actor), Kernels(shape.Critic));
        (_mean, _value) = (Kernel(shape.Mean), Kernel(shape.Value));
        var widest = Math.Max(shape.Dense.Max(l => Math.Max(l.Weight.Rows, l.Weight.Columns)), _latent?.Features ?? 0);
        (_a, _b, _features) = (new float[widest], new float[widest], new float[Math.Max(widest, shape.Spec.MemorySize)]);
    }

    /// <summary>Sizes and places of parameters.</summary>
    public NetworkShape Shape { get; }

    /// <summary>Takes over flat parameters.</summary>
    public void Load(ReadOnlySpan<float> parameters)
    {
        Load(_encoder, Shape.Encoder, parameters);
        _latent?.Load(parameters);
        _memory?.Load(Shape, parameters);
        Load(_actor, Shape.Actor, parameters);
        Load(_critic, Shape.Critic, parameters);
        Load([_mean, _value], [Shape.Mean, Shape.Value], parameters);
    }

    /// <summary>One step of one world.</summary>
    /// <param name="input">Normalised observations, newest first, [input size].</param>
    /// <param name="memory">Memory, read and rewritten, [memory state size].</param>
    /// <param name="mean">Receives the mean action before the transform, [action size]; empty when nobody asks.</param>
    /// <param name="probes">Receives every layer, [probe size]; empty when nobody asks.</param>
    /// <param name="noise">ε of the latent, [latent]; empty for a latent at its mean.</param>
    /// <returns>The value of the state.</returns>
    public float Step(ReadOnlySpan<float> input, Span<float> memory, Span<float> mean, Span<float> probes, ReadOnlySpan<float> noise = default)
    {
        var probe = 0;
        var features = Run(_encoder, Shape.Encoder, input, probes, ref probe);
        if (_latent is { } latent)
        {
            features = latent.Step(features, input, noise);
            Keep(latent.Probes, probes, ref probe);
        }

        if (_memory is { } cell)
        {
            cell.Step(features, memory);
            features = memory[..Shape.Spec.MemorySize];
            Keep(features, probes, ref probe);
        }

        features.CopyTo(_features);
        features = _features.AsSpan(0, features.Length);
        if (!mean.IsEmpty || !probes.IsEmpty)
        {
            var hidden = Run(_actor, Shape.Actor, features, probes, ref probe);
            Span<float> own = stackalloc float[Shape.ActionSize];
            _mean.Apply(hidden, own, 1);
            Keep(own, probes, ref probe);
            if (!mean.IsEmpty)
                own.CopyTo(mean);
        }

        Span<float> value = stackalloc float[1];
        _value.Apply(Run(_critic, Shape.Critic, _latent is null ? features : input, probes, ref probe), value, 1);
        Keep(value, probes, ref probe);
        return value[0];
    }

    private ReadOnlySpan<float> Run(DenseKernel[] kernels, IReadOnlyList<DenseShape> layers, ReadOnlySpan<float> x, Span<float> probes, ref int probe)
    {
        var (next, spare) = (_a, _b);
        for (var i = 0; i < kernels.Length; i++)
        {
            var y = next.AsSpan(0, kernels[i].Outputs);
            kernels[i].Apply(x, y, 1);
            if (layers[i].Nonlinearity is { } nonlinearity)
                DenseKernel.Activate(y, nonlinearity);
            Keep(y, probes, ref probe);
            x = y;
            (next, spare) = (spare, next);
        }

        return x;
    }

    private static void Keep(ReadOnlySpan<float> values, Span<float> probes, ref int probe)
    {
        if (probes.IsEmpty)
            return;
        values.CopyTo(probes[probe..]);
        probe += values.Length;
    }

    private static DenseKernel[] Kernels(IEnumerable<DenseShape> layers) => [.. layers.Select(Kernel)];

    private static DenseKernel Kernel(DenseShape layer) => new(layer.Weight.Columns, layer.Weight.Rows);

    private static void Load(DenseKernel[] kernels, IReadOnlyList<DenseShape> layers, ReadOnlySpan<float> parameters)
    {
        for (var i = 0; i < kernels.Length; i++)
            kernels[i].Load(layers[i].Weight.In(parameters), layers[i].Bias.In(parameters));
    }
}
