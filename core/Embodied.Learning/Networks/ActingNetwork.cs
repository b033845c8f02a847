namespace Embodied.Learning.Networks;

/// <summary>
/// The network as it acts: a forward pass that allocates nothing and computes every row of a batch alike, so that the same observation gives the same
/// bits in any batch. One thread at a time. Agrees with the learning network to about 1e-6.
/// </summary>
public sealed class ActingNetwork
{
    // Few enough that what a layer writes is still in the cache when the next one reads it.
    private const int RowsAtOnce = 32;

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
    private readonly float[] _means;
    private readonly float[] _values = new float[RowsAtOnce];

    /// <summary>A network without parameters yet.</summary>
    public ActingNetwork(NetworkShape shape)
    {
        Shape = shape;
        _encoder = Kernels(shape.Encoder);
        _latent = shape.LatentMean is null ? null : new(shape, RowsAtOnce);
        _memory = shape.InputWeight is { } input ? new(shape, input.Columns, RowsAtOnce) : null;
        (_actor, _critic) = (Kernels(shape.Actor), Kernels(shape.Critic));
        (_mean, _value) = (Kernel(shape.Mean), Kernel(shape.Value));
        var widest = RowsAtOnce * Math.Max(shape.Dense.Max(l => Math.Max(l.Weight.Rows, l.Weight.Columns)), _latent?.Features ?? 0);
        (_a, _b, _features) = (new float[widest], new float[widest], new float[Math.Max(widest, RowsAtOnce * shape.Spec.MemorySize)]);
        _means = new float[RowsAtOnce * shape.ActionSize];
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

    /// <summary>One step of some worlds.</summary>
    public void Step(in ActingRows rows)
    {
        for (var first = 0; first < rows.Count; first += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, rows.Count - first);
            StepBlock(new()
            {
                Count = count,
                Inputs = rows.Inputs.Slice(first * Shape.InputSize, count * Shape.InputSize),
                Memory = rows.Memory.Slice(first * Shape.MemoryStateSize, count * Shape.MemoryStateSize),
                Noise = rows.Noise.IsEmpty ? [] : rows.Noise.Slice(first * Shape.Spec.Latent, count * Shape.Spec.Latent),
                Means = rows.Means.IsEmpty ? [] : rows.Means.Slice(first * Shape.ActionSize, count * Shape.ActionSize),
                Values = rows.Values.IsEmpty ? [] : rows.Values.Slice(first, count),
                Probes = rows.Probes.IsEmpty ? [] : rows.Probes.Slice(first * Shape.Probes.Size, count * Shape.Probes.Size),
            });
        }
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
        var value = 0f;
        StepBlock(new() { Count = 1, Inputs = input, Memory = memory, Noise = noise, Means = mean, Values = new(ref value), Probes = probes });
        return value;
    }

    private void StepBlock(in ActingRows rows)
    {
        var probe = 0;
        var features = Run(_encoder, Shape.Encoder, rows.Inputs, rows, ref probe);
        if (_latent is { } latent)
        {
            features = latent.Step(features, rows.Inputs, rows.Noise, rows.Count);
            latent.Keep(rows.Probes, Shape.Probes.Size, probe, rows.Count);
            probe += 3 * Shape.Spec.Latent;
        }

        if (_memory is { } cell)
        {
            cell.Step(features, rows.Memory, rows.Count);
            var units = Shape.Spec.MemorySize;
            for (var row = 0; row < rows.Count; row++)
                rows.Memory.Slice(row * Shape.MemoryStateSize, units).CopyTo(_features.AsSpan(row * units));
            features = _features.AsSpan(0, rows.Count * units);
            Keep(features, rows, ref probe);
        }
        else
        {
            // Actor and critic both read them, and the actor's layers overwrite the buffers.
            features.CopyTo(_features);
            features = _features.AsSpan(0, features.Length);
        }

        if (!rows.Means.IsEmpty || !rows.Probes.IsEmpty)
        {
            var hidden = Run(_actor, Shape.Actor, features, rows, ref probe);
            var means = _means.AsSpan(0, rows.Count * Shape.ActionSize);
            _mean.Apply(hidden, means, rows.Count);
            Keep(means, rows, ref probe);
            if (!rows.Means.IsEmpty)
                means.CopyTo(rows.Means);
        }

        if (rows.Values.IsEmpty && rows.Probes.IsEmpty)
            return;
        var values = _values.AsSpan(0, rows.Count);
        _value.Apply(Run(_critic, Shape.Critic, _latent is null ? features : rows.Inputs, rows, ref probe), values, rows.Count);
        Keep(values, rows, ref probe);
        if (!rows.Values.IsEmpty)
            values.CopyTo(rows.Values);
    }

    private ReadOnlySpan<float> Run(DenseKernel[] kernels, IReadOnlyList<DenseShape> layers, ReadOnlySpan<float> x, in ActingRows rows, ref int probe)
    {
        var (next, spare) = (_a, _b);
        for (var i = 0; i < kernels.Length; i++)
        {
            var y = next.AsSpan(0, rows.Count * kernels[i].Outputs);
            kernels[i].Apply(x, y, rows.Count);
            if (layers[i].Nonlinearity is { } nonlinearity)
                DenseKernel.Activate(y, kernels[i].Outputs, nonlinearity);
            Keep(y, rows, ref probe);
            x = y;
            (next, spare) = (spare, next);
        }

        return x;
    }

    private void Keep(ReadOnlySpan<float> values, in ActingRows rows, ref int probe)
    {
        if (rows.Probes.IsEmpty)
            return;
        var width = values.Length / rows.Count;
        for (var row = 0; row < rows.Count; row++)
            values.Slice(row * width, width).CopyTo(rows.Probes[((row * Shape.Probes.Size) + probe)..]);
        probe += width;
    }

    private static DenseKernel[] Kernels(IEnumerable<DenseShape> layers) => [.. layers.Select(Kernel)];

    private static DenseKernel Kernel(DenseShape layer) => new(layer.Weight.Columns, layer.Weight.Rows);

    private static void Load(DenseKernel[] kernels, IReadOnlyList<DenseShape> layers, ReadOnlySpan<float> parameters)
    {
        for (var i = 0; i < kernels.Length; i++)
            kernels[i].Load(layers[i].Weight.In(parameters), layers[i].Bias.In(parameters));
    }
}
