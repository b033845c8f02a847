using System.Numerics.Tensors;
using Embodied.Sdk.Control;

namespace Embodied.Learning.Networks;

/// <summary>One step of the memory for rows of a batch. Equations and order of gates are those of torch.nn.RNN, GRU and LSTM.</summary>
internal sealed class MemoryKernel
{
    private readonly MemoryKind _kind;
    private readonly int _units;
    private readonly DenseKernel _input;
    private readonly DenseKernel _recurrent;
    private readonly float[] _fromInput;
    private readonly float[] _fromState;

    public MemoryKernel(NetworkShape shape, int inputs)
    {
        (_kind, _units) = (shape.Spec.Memory, shape.Spec.MemorySize);
        var gates = shape.GateCount * _units;
        (_input, _recurrent) = (new(inputs, gates), new(_units, gates));
        (_fromInput, _fromState) = (new float[gates], new float[gates]);
    }

    public void Load(NetworkShape shape, ReadOnlySpan<float> parameters)
    {
        _input.Load(shape.InputWeight!.In(parameters), shape.InputBias!.In(parameters));
        _recurrent.Load(shape.RecurrentWeight!.In(parameters), shape.RecurrentBias!.In(parameters));
    }

    /// <summary>Steps one row.</summary>
    /// <param name="input">What the memory sees.</param>
    /// <param name="state">h (and c behind it), read and rewritten.</param>
    public void Step(ReadOnlySpan<float> input, Span<float> state)
    {
        var h = state[.._units];
        _input.Apply(input, _fromInput, 1);
        _recurrent.Apply(h, _fromState, 1);
        switch (_kind)
        {
            case MemoryKind.Rnn:
                TensorPrimitives.Add(_fromInput, _fromState, h);
                TensorPrimitives.Tanh(h, h);
                break;
            case MemoryKind.Gru:
                StepGru(h);
                break;
            case MemoryKind.Lstm:
                StepLstm(h, state[_units..]);
                break;
        }
    }

    // r, z = σ(…), n = tanh(Ux + b + r ⊙ (Wh + b′)), h′ = n + z ⊙ (h − n)
    private void StepGru(Span<float> h)
    {
        var gates = _fromInput.AsSpan(0, 2 * _units);
        TensorPrimitives.Add(gates, _fromState.AsSpan(0, 2 * _units), gates);
        TensorPrimitives.Sigmoid(gates, gates);
        var fresh = _fromInput.AsSpan(2 * _units);
        TensorPrimitives.MultiplyAdd(gates[.._units], _fromState.AsSpan(2 * _units), fresh, fresh);
        TensorPrimitives.Tanh(fresh, fresh);
        TensorPrimitives.Subtract(h, fresh, h);
        TensorPrimitives.MultiplyAdd(h, gates[_units..], fresh, h);
    }

    // i, f, o = σ(…), g = tanh(…), c′ = f ⊙ c + i ⊙ g, h′ = o ⊙ tanh(c′)
    private void StepLstm(Span<float> h, Span<float> c)
    {
        var gates = _fromInput.AsSpan();
        TensorPrimitives.Add(gates, _fromState, gates);
        TensorPrimitives.Sigmoid(gates[..(2 * _units)], gates[..(2 * _units)]);
        var cell = gates.Slice(2 * _units, _units);
        TensorPrimitives.Tanh(cell, cell);
        var output = gates[(3 * _units)..];
        TensorPrimitives.Sigmoid(output, output);
        TensorPrimitives.Multiply(gates[.._units], cell, cell);
        TensorPrimitives.MultiplyAdd(gates.Slice(_units, _units), c, cell, c);
        TensorPrimitives.Tanh(c, h);
        TensorPrimitives.Multiply(h, output, h);
    }
}
