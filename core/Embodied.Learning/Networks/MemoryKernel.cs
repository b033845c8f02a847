using System.Numerics.Tensors;
using Embodied.Learning.Networks.Blocks;
using Embodied.Sdk.Control;

namespace Embodied.Learning.Networks;

/// <summary>One step of the memory for rows of a batch, each computed alike whatever else is in it. Equations and order of gates are those of torch.nn.RNN, GRU and LSTM.</summary>
internal sealed class MemoryKernel
{
    private readonly MemoryCell _cell;
    private readonly MemoryKind _kind;
    private readonly int _units;
    private readonly DenseKernel _input;
    private readonly DenseKernel _recurrent;
    private readonly float[] _fromInput;
    private readonly float[] _fromState;

    /// <summary>A memory without parameters yet.</summary>
    /// <param name="cell">Kind and parameters.</param>
    /// <param name="mostRows">Rows of the largest batch.</param>
    public MemoryKernel(MemoryCell cell, int mostRows = 1)
    {
        (_cell, _kind, _units) = (cell, cell.Kind, cell.Units);
        var gates = cell.Input.Rows;
        (_input, _recurrent) = (new(cell.Input.Columns, gates), new(_units, gates));
        (_fromInput, _fromState) = (new float[mostRows * gates], new float[mostRows * gates]);
    }

    public void Load(ReadOnlySpan<float> parameters)
    {
        _input.Load(_cell.Input.In(parameters), _cell.InputBias.In(parameters));
        _recurrent.Load(_cell.Recurrent.In(parameters), _cell.RecurrentBias.In(parameters));
    }

    /// <summary>Steps rows.</summary>
    /// <param name="input">What the memory sees, [rows × inputs].</param>
    /// <param name="states">h (and c behind it) of each row, read and rewritten.</param>
    /// <param name="stride">Numbers from one row's state to the next one's.</param>
    /// <param name="size">Numbers of a state.</param>
    /// <param name="rows">How many.</param>
    public void Step(ReadOnlySpan<float> input, Span<float> states, int stride, int size, int rows = 1)
    {
        var gates = _input.Outputs;
        _input.Apply(input, _fromInput, rows);
        _recurrent.Apply(states, stride, _fromState, rows);
        for (var row = 0; row < rows; row++)
            StepRow(_fromInput.AsSpan(row * gates, gates), _fromState.AsSpan(row * gates, gates), states.Slice(row * stride, size));
    }

    private void StepRow(Span<float> fromInput, ReadOnlySpan<float> fromState, Span<float> state)
    {
        var h = state[.._units];
        switch (_kind)
        {
            case MemoryKind.Rnn:
                TensorPrimitives.Add(fromInput, fromState, h);
                TensorPrimitives.Tanh(h, h);
                break;
            case MemoryKind.Gru:
                StepGru(fromInput, fromState, h);
                break;
            case MemoryKind.Lstm:
                StepLstm(fromInput, fromState, h, state[_units..]);
                break;
        }
    }

    // r, z = σ(…), n = tanh(Ux + b + r ⊙ (Wh + b′)), h′ = n + z ⊙ (h − n)
    private void StepGru(Span<float> fromInput, ReadOnlySpan<float> fromState, Span<float> h)
    {
        var gates = fromInput[..(2 * _units)];
        TensorPrimitives.Add(gates, fromState[..(2 * _units)], gates);
        TensorPrimitives.Sigmoid(gates, gates);
        var fresh = fromInput[(2 * _units)..];
        TensorPrimitives.MultiplyAdd(gates[.._units], fromState[(2 * _units)..], fresh, fresh);
        TensorPrimitives.Tanh(fresh, fresh);
        TensorPrimitives.Subtract(h, fresh, h);
        TensorPrimitives.MultiplyAdd(h, gates[_units..], fresh, h);
    }

    // i, f, o = σ(…), g = tanh(…), c′ = f ⊙ c + i ⊙ g, h′ = o ⊙ tanh(c′)
    private void StepLstm(Span<float> gates, ReadOnlySpan<float> fromState, Span<float> h, Span<float> c)
    {
        TensorPrimitives.Add(gates, fromState, gates);
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
