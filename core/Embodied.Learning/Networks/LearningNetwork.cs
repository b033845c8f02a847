using Embodied.Learning.Torch;
using Embodied.Sdk.Control;
using TorchSharp;
using static TorchSharp.torch;

namespace Embodied.Learning.Networks;

/// <summary>What a network makes of sequences.</summary>
/// <param name="Mean">Mean actions before the transform, [steps × sequences × action size].</param>
/// <param name="Value">Values, [steps × sequences].</param>
/// <param name="Latent">The latent, or null without one.</param>
internal sealed record NetworkOutput(Tensor Mean, Tensor Value, LatentOutput? Latent);

/// <summary>A latent along sequences, each [steps × sequences × latent].</summary>
internal sealed record LatentOutput(Tensor Mean, Tensor Scale, Tensor Sample);

/// <summary>The same network in libtorch, for whole sequences, differentiable. Parameters go in and gradients come out as flat arrays.</summary>
internal sealed class LearningNetwork : IDisposable
{
    private readonly NetworkShape _shape;
    private readonly Tensor[] _parameters;
    private readonly Dictionary<ParameterBlock, Tensor> _byBlock = [];

    public LearningNetwork(NetworkShape shape)
    {
        _shape = shape;
        _parameters = new Tensor[shape.Blocks.Count];
        for (var i = 0; i < _parameters.Length; i++)
        {
            var block = shape.Blocks[i];
            long[] size = block.Columns == 1 && IsVector(block) ? [block.Rows] : [block.Rows, block.Columns];
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
    /// <param name="noise">ε of the latent, [steps × sequences × latent]; null without a latent, or for one at its mean.</param>
    public NetworkOutput Run(Tensor inputs, Tensor? memory, Tensor keep, Tensor? noise = null)
    {
        var (features, latent) = Features(inputs, noise);
        if (memory is not null)
            features = Remember(features, memory, keep).States;
        var mean = Dense(_shape.Mean, Layers(_shape.Actor, features));
        var value = Dense(_shape.Value, Layers(_shape.Critic, latent is null ? features : inputs));
        return new(mean, value.squeeze(-1), latent);
    }

    /// <summary>Memory after one step, [sequences × memory state size].</summary>
    public Tensor NextMemory(Tensor inputs, Tensor memory)
    {
        var (states, cell) = Remember(Features(inputs, null).Features, memory, ones(1, memory.shape[0], 1));
        return cell is null ? states[0] : cat([states[0], cell], 1);
    }

    public void Dispose()
    {
        foreach (var parameter in _parameters)
            parameter.Dispose();
    }

    private (Tensor Features, LatentOutput? Latent) Features(Tensor inputs, Tensor? noise)
    {
        var features = Layers(_shape.Encoder, inputs);
        if (_shape.LatentMean is null)
            return (features, null);
        var mean = Dense(_shape.LatentMean, features);
        var scale = Dense(_shape.LatentScale!, features).sigmoid().Times(LatentKernel.ScaleRange).Plus(LatentKernel.LeastScale);
        var sample = noise is null ? mean : mean.Plus(scale * noise);
        var body = _shape.Body!.Ranges.Select(r => inputs.narrow(-1, r.Start, r.Length));
        return (cat([sample, .. body], -1), new(mean, scale, sample));
    }

    private bool IsVector(ParameterBlock block) =>
        block == _shape.LogDeviation || block == _shape.InputBias || block == _shape.RecurrentBias || _shape.Dense.Any(l => l.Bias == block);

    private Tensor Layers(IEnumerable<DenseShape> layers, Tensor x)
    {
        foreach (var layer in layers)
        {
            var y = Dense(layer, x);
            x = layer.Nonlinearity switch
            {
                Nonlinearity.Tanh => y.tanh(),
                Nonlinearity.Relu => y.relu(),
                Nonlinearity.Elu => y.Elu(),
                _ => y,
            };
        }

        return x;
    }

    private Tensor Dense(DenseShape layer, Tensor x) => nn.functional.linear(x, _byBlock[layer.Weight], _byBlock[layer.Bias]);

    // The products with the input need no memory, so they are made for all steps at once.
    private (Tensor States, Tensor? Cell) Remember(Tensor features, Tensor memory, Tensor keep)
    {
        var fromInput = nn.functional.linear(features, _byBlock[_shape.InputWeight!], _byBlock[_shape.InputBias!]).unbind(0);
        var kept = keep.unbind(0);
        var units = _shape.Spec.MemorySize;
        var h = memory.narrow(1, 0, units);
        var c = _shape.Spec.Memory == MemoryKind.Lstm ? memory.narrow(1, units, units) : null;
        var states = new Tensor[fromInput.Length];
        for (var t = 0; t < states.Length; t++)
        {
            h = h * kept[t];
            var fromState = nn.functional.linear(h, _byBlock[_shape.RecurrentWeight!], _byBlock[_shape.RecurrentBias!]);
            if (c is not null)
                (h, c) = Lstm(fromInput[t].Plus(fromState), c * kept[t]);
            else
                h = _shape.Spec.Memory == MemoryKind.Rnn ? fromInput[t].Plus(fromState).tanh() : Gru(fromInput[t], fromState, h);
            states[t] = h;
        }

        return (stack(states), c);
    }

    private static Tensor Gru(Tensor fromInput, Tensor fromState, Tensor h)
    {
        var x = fromInput.chunk(3, -1);
        var s = fromState.chunk(3, -1);
        var fresh = x[2].Plus(x[0].Plus(s[0]).sigmoid() * s[2]).tanh();
        return fresh.Plus(x[1].Plus(s[1]).sigmoid() * (h - fresh));
    }

    private static (Tensor H, Tensor C) Lstm(Tensor gates, Tensor c)
    {
        var g = gates.chunk(4, -1);
        c = (g[1].sigmoid() * c).Plus(g[0].sigmoid() * g[2].tanh());
        return (g[3].sigmoid() * c.tanh(), c);
    }
}
