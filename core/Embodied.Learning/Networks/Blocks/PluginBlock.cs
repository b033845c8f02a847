using Embodied.Learning.Torch;
using Embodied.Sdk.Control;
using Embodied.Sdk.Sensing;
using TorchSharp;
using static TorchSharp.torch;

namespace Embodied.Learning.Networks.Blocks;

/// <summary>A block of a plugin. Learning, its outputs stand in libtorch as numbers of their own, whose derivatives are handed to the plugin afterwards.</summary>
/// <param name="name">Its name.</param>
/// <param name="input">What it reads.</param>
/// <param name="kind">The plugin's part.</param>
/// <param name="size">Its sizes.</param>
/// <param name="parameters">Where its parameters lie, one behind the other.</param>
internal sealed class PluginBlock(string name, BlockInput input, INetworkBlock kind, BlockSize size, IReadOnlyList<ParameterBlock> parameters) : Block(name, input)
{
    private readonly int _count = parameters.Sum(p => p.Size);

    public override int Outputs => size.Outputs;

    public override int StateSize => size.State;

    public override IEnumerable<Channel> Probes => [new(Name, size.Outputs, "1")];

    private int First => parameters.Count > 0 ? parameters[0].Offset : 0;

    public override void Draw(Span<float> flat, FirstValues first)
    {
        var random = first.Other();
        for (var i = 0; i < parameters.Count; i++)
            FirstValues.Normal(parameters[i].In(flat), size.Parameters[i].Deviation, ref random);
    }

    public override ActingBlock Acting(int mostRows) => new Kernel(this, kind, mostRows);

    public override Tensor Learn(Tensor x, LearningPass pass)
    {
        var run = new Run(this, kind, x, pass);
        pass.Later.Add(run.Backward);
        if (size.State > 0)
            pass.States.Add(run.LastState);
        return run.Outputs;
    }

    public override (string Output, string State) Export(string x, string state, BlockGraph graph) =>
        kind.Export(new PluginGraph(Name, graph, parameters), x, state);

    private sealed class Kernel(PluginBlock block, INetworkBlock kind, int mostRows) : ActingBlock
    {
        private readonly float[] _parameters = new float[block._count];
        private readonly float[] _before = new float[mostRows * block.StateSize];
        private readonly float[] _after = new float[mostRows * block.StateSize];

        public override float[] Output { get; } = new float[mostRows * block.Outputs];

        public override void Load(ReadOnlySpan<float> parameters) => parameters.Slice(block.First, block._count).CopyTo(_parameters);

        public override void Step(ReadOnlySpan<float> x, in ActingRows rows)
        {
            var (count, state) = (rows.Count, block.StateSize);
            var stride = rows.Memory.Length / count;
            for (var row = 0; row < count && state > 0; row++)
                rows.Memory.Slice((row * stride) + block.StateOffset, state).CopyTo(_before.AsSpan(row * state));
            kind.Forward(new()
            {
                Count = count,
                Inputs = x,
                State = _before.AsSpan(0, count * state),
                Parameters = _parameters,
                Outputs = Output.AsSpan(0, count * block.Outputs),
                NextState = _after.AsSpan(0, count * state),
            });
            for (var row = 0; row < count && state > 0; row++)
                _after.AsSpan(row * state, state).CopyTo(rows.Memory[((row * stride) + block.StateOffset)..]);
        }

        public override void Keep(Span<float> probes, int stride, int at, int rows) => Copy(Output, block.Outputs, probes, stride, at, rows);
    }

    /// <summary>One run over sequences, step by step, and the way back.</summary>
    private sealed class Run
    {
        private readonly PluginBlock _block;
        private readonly INetworkBlock _kind;
        private readonly LearningPass _pass;
        private readonly Tensor _input;
        private readonly Tensor _start;
        private readonly float[] _inputs;
        private readonly float[] _parameters;
        private readonly float[] _outputs;
        private readonly float[] _keep;

        // States before and after each step; those before are already zeroed where an episode begins.
        private readonly float[] _before;
        private readonly float[] _after;
        private readonly int _steps;
        private readonly int _sequences;

        public Run(PluginBlock block, INetworkBlock kind, Tensor x, LearningPass pass)
        {
            (_block, _kind, _pass, _input) = (block, kind, pass, x);
            (_steps, _sequences) = ((int)x.shape[0], (int)x.shape[1]);
            _start = pass.StateOf(block);
            _inputs = Read(x);
            _keep = Read(pass.Keep);
            _parameters = block.Flat(pass);
            _outputs = new float[_steps * _sequences * block.Outputs];
            (_before, _after) = (new float[_steps * _sequences * block.StateSize], new float[_steps * _sequences * block.StateSize]);
            Forward();
            Outputs = Tensors.From(_outputs, _steps, _sequences, block.Outputs).requires_grad_(true);
            LastState = Tensors.From(_after.AsSpan((_steps - 1) * _sequences * block.StateSize), _sequences, block.StateSize).requires_grad_(true);
        }

        public Tensor Outputs { get; }

        public Tensor LastState { get; }

        /// <summary>Takes the derivatives that arrived at the outputs on to inputs, first state and parameters.</summary>
        public void Backward()
        {
            var (n, m, s) = (_block.Input.Size, _block.Outputs, _block.StateSize);
            var outputs = Outputs.grad is { } arrived ? Read(arrived) : new float[_outputs.Length];
            var next = s > 0 && LastState.grad is { } last ? Read(last) : new float[_sequences * s];
            var (inputs, parameters) = (new float[_inputs.Length], new float[_parameters.Length]);
            for (var t = _steps - 1; t >= 0; t--)
            {
                var before = new float[_sequences * s];
                _kind.Backward(Rows(t), new()
                {
                    Outputs = outputs.AsSpan(t * _sequences * m, _sequences * m),
                    NextState = next,
                    Inputs = inputs.AsSpan(t * _sequences * n, _sequences * n),
                    State = before,
                    Parameters = parameters,
                });
                for (var i = 0; i < before.Length; i++)
                    before[i] *= _keep[(t * _sequences) + (i / s)];
                next = before;
            }

            _block.Add(_pass, parameters);
            if (_input.requires_grad)
                autograd.backward(_input, Tensors.From(inputs, _input.shape), retain_graph: true);
            if (s > 0 && _start.requires_grad)
                autograd.backward(_start, Tensors.From(next, _start.shape), retain_graph: true);
        }

        private void Forward()
        {
            var s = _block.StateSize;
            var state = s > 0 ? Read(_start) : [];
            for (var t = 0; t < _steps; t++)
            {
                var before = _before.AsSpan(t * _sequences * s, _sequences * s);
                for (var i = 0; i < before.Length; i++)
                    before[i] = state[i] * _keep[(t * _sequences) + (i / s)];
                _kind.Forward(Rows(t));
                state = _after.AsSpan(t * _sequences * s, _sequences * s).ToArray();
            }
        }

        private BlockRows Rows(int step)
        {
            var (n, m, s) = (_block.Input.Size, _block.Outputs, _block.StateSize);
            return new()
            {
                Count = _sequences,
                Inputs = _inputs.AsSpan(step * _sequences * n, _sequences * n),
                State = _before.AsSpan(step * _sequences * s, _sequences * s),
                Parameters = _parameters,
                Outputs = _outputs.AsSpan(step * _sequences * m, _sequences * m),
                NextState = _after.AsSpan(step * _sequences * s, _sequences * s),
            };
        }

        private static float[] Read(Tensor x) => x.detach().contiguous().Numbers().ToArray();
    }

    private float[] Flat(LearningPass pass)
    {
        var flat = new float[_count];
        foreach (var parameter in parameters)
            pass.Parameters[parameter].Numbers().CopyTo(flat.AsSpan(parameter.Offset - First));
        return flat;
    }

    private void Add(LearningPass pass, float[] gradient)
    {
        foreach (var parameter in parameters)
        {
            var tensor = pass.Parameters[parameter];
            var own = Tensors.From(gradient.AsSpan(parameter.Offset - First, parameter.Size), tensor.shape);
            if (tensor.grad is { } known)
                known.Accumulate(own);
            else
                tensor.grad = own.DetachFromDisposeScope();
        }
    }
}

/// <summary>What a plugin sees of an ONNX graph: names become those of its block.</summary>
internal sealed class PluginGraph(string name, BlockGraph graph, IReadOnlyList<ParameterBlock> parameters) : IBlockGraph
{
    public string Parameter(string parameter)
    {
        var found = parameters.FirstOrDefault(p => p.Name == $"{name}.{parameter}") ?? throw new ArgumentException($"The block has no parameter '{parameter}'.", nameof(parameter));
        return found.IsVector ? graph.Vector(found) : graph.Weight(found);
    }

    public string Constant(string value, ReadOnlySpan<float> numbers) => graph.Raw.Constant(Own(value), numbers, numbers.Length);

    public string Node(string type, string value, params string[] inputs) => graph.Raw.Add(type, Own(value), inputs);

    public string Dense(string value, string x, string weight, string bias) => graph.Raw.Dense(Own(value), x, weight, bias);

    public string Slice(string value, string of, int first, int end) => graph.Raw.Slice(Own(value), of, first, end);

    public string Concat(string value, params string[] values) => graph.Raw.Concat(Own(value), values);

    private string Own(string value) => $"{name}.{value}";
}
