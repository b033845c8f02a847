using Embodied.Learning.Torch;
using Embodied.Sdk.Control;
using Embodied.Sdk.Sensing;
using TorchSharp;
using static TorchSharp.torch;

namespace Embodied.Learning.Networks.Blocks;

/// <summary>Dense layers one behind the other: y = f(W x + b), each added to what it read where that is asked for and they are of one size.</summary>
internal sealed class DenseBlock : Block
{
    private readonly IReadOnlyList<DenseShape> _layers;
    private readonly bool _residual;

    /// <summary>Layers that were laid out.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="layers">At least one.</param>
    /// <param name="residual">Whether layers are added to what they read.</param>
    public DenseBlock(string name, BlockInput input, IReadOnlyList<DenseShape> layers, bool residual)
        : base(name, input) => (_layers, _residual) = (layers, residual);

    public override int Outputs => _layers[^1].Weight.Rows;

    public override IEnumerable<Channel> Probes => _layers.Select(l => new Channel(l.Name, l.Weight.Rows, "1"));

    public override void Draw(Span<float> parameters, FirstValues first)
    {
        foreach (var layer in _layers)
            first.Orthogonal(layer.Weight.In(parameters), layer.Weight.Rows, layer.Weight.Columns, layer.Gain);
    }

    public override ActingBlock Acting(int mostRows) => new Kernels(_layers, _residual, mostRows);

    public override Tensor Learn(Tensor x, LearningPass pass)
    {
        foreach (var layer in _layers)
        {
            var y = nn.functional.linear(x, pass.Parameters[layer.Weight], pass.Parameters[layer.Bias]).Activated(layer.Nonlinearity);
            x = Adds(layer, _residual) ? y.Plus(x) : y;
        }

        return x;
    }

    public override (string Output, string State) Export(string x, string state, BlockGraph graph)
    {
        foreach (var layer in _layers)
        {
            var y = graph.Activated(layer.Name, graph.Raw.Dense($"{layer.Name}.linear", x, graph.Weight(layer.Weight), graph.Vector(layer.Bias)), layer.Nonlinearity);
            x = Adds(layer, _residual) ? graph.Raw.Add("Add", $"{layer.Name}.residual", [y, x]) : y;
        }

        return (x, "");
    }

    private static bool Adds(DenseShape layer, bool residual) => residual && layer.Weight.Rows == layer.Weight.Columns;

    private sealed class Kernels : ActingBlock
    {
        private readonly IReadOnlyList<DenseShape> _layers;
        private readonly bool _residual;
        private readonly DenseKernel[] _kernels;
        private readonly float[][] _outputs;

        public Kernels(IReadOnlyList<DenseShape> layers, bool residual, int mostRows)
        {
            (_layers, _residual) = (layers, residual);
            _kernels = [.. layers.Select(l => new DenseKernel(l.Weight.Columns, l.Weight.Rows))];
            _outputs = [.. layers.Select(l => new float[mostRows * l.Weight.Rows])];
        }

        public override float[] Output => _outputs[^1];

        public override void Load(ReadOnlySpan<float> parameters)
        {
            for (var i = 0; i < _kernels.Length; i++)
                _kernels[i].Load(_layers[i].Weight.In(parameters), _layers[i].Bias.In(parameters));
        }

        public override void Step(ReadOnlySpan<float> x, in ActingRows rows)
        {
            for (var i = 0; i < _kernels.Length; i++)
            {
                var y = _outputs[i].AsSpan(0, rows.Count * _kernels[i].Outputs);
                _kernels[i].Apply(x, y, rows.Count);
                if (_layers[i].Nonlinearity is { } nonlinearity)
                    DenseKernel.Activate(y, _kernels[i].Outputs, nonlinearity);
                if (Adds(_layers[i], _residual))
                    System.Numerics.Tensors.TensorPrimitives.Add(y, x, y);
                x = y;
            }
        }

        public override void Keep(Span<float> probes, int stride, int at, int rows)
        {
            for (var i = 0; i < _kernels.Length; i++)
            {
                Copy(_outputs[i], _kernels[i].Outputs, probes, stride, at, rows);
                at += _kernels[i].Outputs;
            }
        }
    }
}
