using Embodied.Learning.Torch;
using Embodied.Sdk.Sensing;
using TorchSharp;
using static TorchSharp.torch;

namespace Embodied.Learning.Networks.Blocks;

/// <summary>Kinds of memory.</summary>
internal enum MemoryKind
{
    /// <summary>h′ = tanh(W h + U x + b) (Elman 1990).</summary>
    Rnn,

    /// <summary>Gated recurrent unit (Cho et al. 2014), with the reset gate on the recurrent product.</summary>
    Gru,

    /// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000).</summary>
    Lstm,
}

/// <summary>A memory: units that see what is read and themselves of the step before. Equations and order of gates are those of torch.nn.RNN, GRU and LSTM.</summary>
/// <param name="name">Its name.</param>
/// <param name="input">What it reads.</param>
/// <param name="cell">Kind and parameters.</param>
internal sealed class MemoryBlock(string name, BlockInput input, MemoryCell cell) : Block(name, input)
{
    /// <summary>Kind and parameters.</summary>
    public MemoryCell Cell => cell;

    public override int Outputs => cell.Units;

    public override int StateSize => cell.Kind == MemoryKind.Lstm ? 2 * cell.Units : cell.Units;

    public override IEnumerable<Channel> Probes => [new(Name, cell.Units, "1", -1, 1)];

    public override void Draw(Span<float> parameters, FirstValues first)
    {
        var (random, deviation) = (first.Memory(), 1 / Math.Sqrt(cell.Units));
        FirstValues.Normal(cell.Input.In(parameters), deviation, ref random);
        FirstValues.Normal(cell.Recurrent.In(parameters), deviation, ref random);
    }

    public override ActingBlock Acting(int mostRows) => new Kernel(this, mostRows);

    // The products with the input need no memory, so they are made for all steps at once.
    public override Tensor Learn(Tensor x, LearningPass pass)
    {
        var fromInput = nn.functional.linear(x, pass.Parameters[cell.Input], pass.Parameters[cell.InputBias]).unbind(0);
        var kept = pass.Keep.unbind(0);
        var memory = pass.StateOf(this);
        var h = memory.narrow(1, 0, cell.Units);
        var c = cell.Kind == MemoryKind.Lstm ? memory.narrow(1, cell.Units, cell.Units) : null;
        var states = new Tensor[fromInput.Length];
        for (var t = 0; t < states.Length; t++)
        {
            h = h * kept[t];
            var fromState = nn.functional.linear(h, pass.Parameters[cell.Recurrent], pass.Parameters[cell.RecurrentBias]);
            if (c is not null)
                (h, c) = Lstm(fromInput[t].Plus(fromState), c * kept[t]);
            else
                h = cell.Kind == MemoryKind.Rnn ? fromInput[t].Plus(fromState).tanh() : Gru(fromInput[t], fromState, h);
            states[t] = h;
        }

        pass.States.Add(c is null ? h : cat([h, c], 1));
        return stack(states);
    }

    public override (string Output, string State) Export(string x, string state, BlockGraph graph) => new MemoryNodes(Name, cell, graph).Lay(x, state);

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

    private sealed class Kernel(MemoryBlock block, int mostRows) : ActingBlock
    {
        private readonly MemoryKernel _kernel = new(block.Cell, mostRows);

        public override float[] Output { get; } = new float[mostRows * block.Cell.Units];

        public override void Load(ReadOnlySpan<float> parameters) => _kernel.Load(parameters);

        public override void Step(ReadOnlySpan<float> x, in ActingRows rows)
        {
            var (units, stride) = (block.Cell.Units, rows.Memory.Length / rows.Count);
            _kernel.Step(x, rows.Memory[block.StateOffset..], stride, block.StateSize, rows.Count);
            for (var row = 0; row < rows.Count; row++)
                rows.Memory.Slice((row * stride) + block.StateOffset, units).CopyTo(Output.AsSpan(row * units));
        }

        public override void Keep(Span<float> probes, int stride, int at, int rows) => Copy(Output, block.Cell.Units, probes, stride, at, rows);
    }
}

/// <summary>Kind and parameters of a memory.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Units">Units.</param>
/// <param name="Input">U, gates one below the other: Gru reset, update, new; Lstm input, forget, cell, output.</param>
/// <param name="Recurrent">W.</param>
/// <param name="InputBias">Bias beside U.</param>
/// <param name="RecurrentBias">Bias beside W; matters for the new gate of Gru, which multiplies it.</param>
internal sealed record MemoryCell(MemoryKind Kind, int Units, ParameterBlock Input, ParameterBlock Recurrent, ParameterBlock InputBias, ParameterBlock RecurrentBias);
