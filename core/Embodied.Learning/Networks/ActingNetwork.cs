using Embodied.Learning.Networks.Blocks;

namespace Embodied.Learning.Networks;

/// <summary>
/// The network as it acts: a forward pass that allocates nothing and computes every row of a batch alike, so that the same observation gives the same
/// bits in any batch. One thread at a time. Agrees with the learning network to about 1e-6.
/// </summary>
internal sealed class ActingNetwork
{
    // Few enough that what a layer writes is still in the cache when the next one reads it.
    private const int RowsAtOnce = 32;

    private readonly Block[] _blocks;
    private readonly ActingBlock[] _acting;
    private readonly bool[] _forMeans;
    private readonly bool[] _forValues;
    private readonly bool[] _behindLatents;

    // Memories go on whoever asks, and so does what they read.
    private readonly bool[] _always;
    private readonly float[] _gathered;
    private readonly int[] _probes;

    /// <summary>A network without parameters yet.</summary>
    public ActingNetwork(NetworkShape shape)
    {
        Shape = shape;
        _blocks = [.. shape.Graph];
        _acting = [.. _blocks.Select(b => b.Acting(RowsAtOnce))];
        (_forMeans, _forValues) = (shape.Needed(shape.ActionBlock), shape.Needed(shape.ValueBlock));
        _behindLatents = shape.BehindLatents(shape.ActionBlock);
        _always = new bool[_blocks.Length];
        for (var i = 0; i < _blocks.Length; i++)
        {
            for (var k = 0; k <= i && _blocks[i].StateSize > 0; k++)
                _always[k] |= shape.Needed(i)[k];
        }

        _probes = [.. _blocks.Select(b => b.Probes.Sum(c => c.Size))];
        _gathered = new float[RowsAtOnce * _blocks.Max(b => b.Input.IsWhole ? 0 : b.Input.Size)];
    }

    /// <summary>Sizes and places of parameters.</summary>
    public NetworkShape Shape { get; }

    /// <summary>Takes over flat parameters.</summary>
    public void Load(ReadOnlySpan<float> parameters)
    {
        foreach (var block in _acting)
            block.Load(parameters);
    }

    /// <summary>One step of some worlds.</summary>
    public void Step(in ActingRows rows)
    {
        for (var first = 0; first < rows.Count; first += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, rows.Count - first);
            StepSome(new()
            {
                Count = count,
                Inputs = rows.Inputs.Slice(first * Shape.InputSize, count * Shape.InputSize),
                Memory = rows.Memory.Slice(first * Shape.MemoryStateSize, count * Shape.MemoryStateSize),
                Noise = rows.Noise.IsEmpty ? [] : rows.Noise.Slice(first * Shape.NoiseSize, count * Shape.NoiseSize),
                Latents = rows.Latents.IsEmpty ? [] : rows.Latents.Slice(first * (rows.Latents.Length / rows.Count), count * (rows.Latents.Length / rows.Count)),
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
    /// <param name="noise">ε of the latents, [noise size]; empty for latents at their means.</param>
    /// <returns>The value of the state.</returns>
    public float Step(ReadOnlySpan<float> input, Span<float> memory, Span<float> mean, Span<float> probes, ReadOnlySpan<float> noise = default)
    {
        var value = 0f;
        StepSome(new() { Count = 1, Inputs = input, Memory = memory, Noise = noise, Means = mean, Values = new(ref value), Probes = probes });
        return value;
    }

    private void StepSome(in ActingRows rows)
    {
        var (means, values, all) = (!rows.Means.IsEmpty, !rows.Values.IsEmpty, !rows.Probes.IsEmpty);
        if (!rows.Latents.IsEmpty)
        {
            StepBehindLatents(rows);
            return;
        }

        for (var i = 0; i < _blocks.Length; i++)
        {
            if (all || _always[i] || (means && _forMeans[i]) || (values && _forValues[i]))
                _acting[i].Step(Input(_blocks[i].Input, rows), rows);
        }

        if (means)
            _acting[Shape.ActionBlock].Output.AsSpan(0, rows.Count * Shape.ActionSize).CopyTo(rows.Means);
        if (values)
            _acting[Shape.ValueBlock].Output.AsSpan(0, rows.Count).CopyTo(rows.Values);
        if (all)
            Keep(rows);
    }

    private void StepBehindLatents(in ActingRows rows)
    {
        for (var i = 0; i < _blocks.Length; i++)
        {
            if (!_behindLatents[i])
                continue;
            if (_blocks[i] is GaussianBlock)
                rows.Latents.CopyTo(_acting[i].Output);
            else
                _acting[i].Step(Input(_blocks[i].Input, rows), rows);
        }

        _acting[Shape.ActionBlock].Output.AsSpan(0, rows.Count * Shape.ActionSize).CopyTo(rows.Means);
    }

    private ReadOnlySpan<float> Input(BlockInput input, in ActingRows rows)
    {
        if (input.IsWhole)
            return input.Ranges[0].Block < 0 ? rows.Inputs : _acting[input.Ranges[0].Block].Output.AsSpan(0, rows.Count * input.Size);
        input.Gather(rows.Inputs, Shape.InputSize, _acting, _gathered, rows.Count);
        return _gathered.AsSpan(0, rows.Count * input.Size);
    }

    private void Keep(in ActingRows rows)
    {
        var at = 0;
        for (var i = 0; i < _blocks.Length; i++)
        {
            _acting[i].Keep(rows.Probes, Shape.Probes.Size, at, rows.Count);
            at += _probes[i];
        }
    }
}
