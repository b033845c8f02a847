using Embodied.Learning.Networks.Blocks;
using Embodied.Learning.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Embodied.Learning.Networks;

/// <summary>What a network makes of sequences.</summary>
/// <param name="Mean">Mean actions before the transform, [steps × sequences × action size].</param>
/// <param name="Value">Values, [steps × sequences].</param>
/// <param name="Latents">The stochastic latents, in order.</param>
internal sealed record NetworkOutput(Tensor Mean, Tensor Value, IReadOnlyList<LatentOutput> Latents);

/// <summary>A latent along sequences, each [steps × sequences × latent].</summary>
internal sealed record LatentOutput(Tensor Mean, Tensor Scale, Tensor Sample);

/// <summary>The same network in libtorch, for whole sequences, differentiable. Parameters go in and gradients come out as flat arrays.</summary>
internal sealed class LearningNetwork : IDisposable
{
    private readonly NetworkShape _shape;
    private readonly Tensor[] _parameters;
    private readonly Dictionary<ParameterBlock, Tensor> _byBlock = [];
    private readonly bool[] _needed;
    private LearningPass? _pass;

    public LearningNetwork(NetworkShape shape)
    {
        _shape = shape;
        _needed = shape.Needed(shape.ActionBlock);
        _parameters = new Tensor[shape.Blocks.Count];
        for (var i = 0; i < _parameters.Length; i++)
        {
            var block = shape.Blocks[i];
            long[] size = block.IsVector ? [block.Rows] : [block.Rows, block.Columns];
            _parameters[i] = zeros(size, requires_grad: true).DetachFromDisposeScope();
            _byBlock[block] = _parameters[i];
        }
    }

    public Tensor LogDeviation => _byBlock[_shape.LogDeviation];

    /// <summary>Takes over flat parameters and forgets gradients.</summary>
    public void Load(ReadOnlySpan<float> parameters)
    {
        for (var i = 0; i < _parameters.Length; i++)
        {
            _shape.Blocks[i].In(parameters).CopyTo(_parameters[i].Numbers());
            _parameters[i].grad?.zero_();
        }
    }

    /// <summary>Writes the gradients of the last backward pass.</summary>
    public void Gradient(Span<float> gradient)
    {
        for (var i = 0; i < _parameters.Length; i++)
        {
            var into = _shape.Blocks[i].In(gradient);
            if (_parameters[i].grad is { } own)
                own.Numbers().CopyTo(into);
            else
                into.Clear();
        }
    }

    /// <summary>Runs sequences.</summary>
    /// <param name="inputs">[steps × sequences × input size].</param>
    /// <param name="memory">Memory before the first step, [sequences × memory state size]; null without memory.</param>
    /// <param name="keep">0 where an episode begins at this step, 1 elsewhere, [steps × sequences × 1].</param>
    /// <param name="noise">ε of the latents, [steps × sequences × noise size]; null without a latent, or for latents at their means.</param>
    public NetworkOutput Run(Tensor inputs, Tensor? memory, Tensor keep, Tensor? noise = null)
    {
        _pass = new() { Parameters = _byBlock, Memory = memory, Keep = keep, Noise = noise };
        var made = Through(inputs, _pass);
        return new(made[_shape.ActionBlock]!, made[_shape.ValueBlock]!.squeeze(-1), _pass.Latents);
    }

    /// <summary>Runs sequences for their actions alone, as <see cref="Run"/> does; what no action needs is left out.</summary>
    public (Tensor Mean, IReadOnlyList<LatentOutput> Latents) RunActions(Tensor inputs, Tensor? memory, Tensor keep, Tensor? noise)
    {
        _pass = new() { Parameters = _byBlock, Memory = memory, Keep = keep, Noise = noise };
        var made = Through(inputs, _pass, _needed);
        return (made[_shape.ActionBlock]!, _pass.Latents);
    }

    /// <summary>Memory after one step, [sequences × memory state size].</summary>
    public Tensor NextMemory(Tensor inputs, Tensor memory)
    {
        _pass = new() { Parameters = _byBlock, Memory = memory, Keep = ones(1, memory.shape[0], 1) };
        Through(inputs, _pass);
        return cat([.. _pass.States], 1);
    }

    /// <summary>Differentiates what the last run led to.</summary>
    public void Backward(Tensor loss)
    {
        if (_pass is not { Later.Count: > 0 } pass)
        {
            loss.backward();
            return;
        }

        // Blocks of plugins are gone through after the rest, last first; what lies before them is needed again.
        autograd.backward(loss, (IList<Tensor>?)null, retain_graph: true);
        for (var i = pass.Later.Count - 1; i >= 0; i--)
            pass.Later[i]();
    }

    public void Dispose()
    {
        foreach (var parameter in _parameters)
            parameter.Dispose();
    }

    private Tensor?[] Through(Tensor inputs, LearningPass pass, bool[]? needed = null)
    {
        var made = new Tensor?[_shape.Graph.Count];
        for (var i = 0; i < made.Length; i++)
        {
            if (needed is null || needed[i])
                made[i] = _shape.Graph[i].Learn(Input(_shape.Graph[i].Input, inputs, made), pass);
        }

        return made;
    }

    private static Tensor Input(BlockInput input, Tensor inputs, Tensor?[] made)
    {
        Tensor Part(InputRange range) => range.Block >= 0 ? made[range.Block]! : inputs.narrow(-1, range.Start, range.Length);
        if (input.IsWhole)
            return input.Ranges[0].Block >= 0 ? made[input.Ranges[0].Block]! : inputs;
        return input.Ranges is [var one] ? Part(one) : cat([.. input.Ranges.Select(Part)], -1);
    }
}
