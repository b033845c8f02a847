using Embodied.Learning.Torch;
using Embodied.Sdk.Sensing;
using TorchSharp;
using static TorchSharp.torch;

namespace Embodied.Learning.Networks.Blocks;

/// <summary>
/// A stochastic latent z = μ + σ ε, σ = 0.01 + 0.99 sigmoid(·) (Merel et al. 2019; Aldarondo et al. 2024), by which gradients pass (Kingma and Welling 2014).
/// </summary>
/// <param name="name">Its name.</param>
/// <param name="input">What it reads.</param>
/// <param name="mean">μ.</param>
/// <param name="scale">What σ is made from.</param>
internal sealed class GaussianBlock(string name, BlockInput input, DenseShape mean, DenseShape scale) : Block(name, input)
{
    /// <summary>Least standard deviation of a latent, and how much more the largest has (Aldarondo et al. 2024, code).</summary>
    public const float LeastScale = 0.01f;

    /// <inheritdoc cref="LeastScale"/>
    public const float ScaleRange = 0.99f;

    public override int Outputs => mean.Weight.Rows;

    public override int NoiseSize => Outputs;

    // What a latent says is drowned by noise while it is as loud as this range allows; learners then take long to hear anything.
    private const double FirstScale = 0.1;

    private static readonly float FirstBias = (float)Math.Log((FirstScale - LeastScale) / (LeastScale + ScaleRange - FirstScale));

    /// <summary>Name of the probe of its means.</summary>
    public string MeanProbe => mean.Name;

    /// <summary>Name of the probe of its standard deviations.</summary>
    public string ScaleProbe => scale.Name;

    public override IEnumerable<Channel> Probes => [new(mean.Name, Outputs, "1"), new(scale.Name, Outputs, "1", 0, 1), new($"{Name}/sample", Outputs, "1")];

    public override void Draw(Span<float> parameters, FirstValues first)
    {
        foreach (var layer in (DenseShape[])[mean, scale])
            first.Orthogonal(layer.Weight.In(parameters), layer.Weight.Rows, layer.Weight.Columns, layer.Gain);
        scale.Bias.In(parameters).Fill(FirstBias);
    }

    public override ActingBlock Acting(int mostRows) => new Kernel(this, mean, scale, mostRows);

    public override Tensor Learn(Tensor x, LearningPass pass)
    {
        var m = nn.functional.linear(x, pass.Parameters[mean.Weight], pass.Parameters[mean.Bias]);
        var s = nn.functional.linear(x, pass.Parameters[scale.Weight], pass.Parameters[scale.Bias]).sigmoid().Times(ScaleRange).Plus(LeastScale);
        var sample = pass.Noise is null ? m : m.Plus(s * pass.Noise.narrow(-1, NoiseOffset, NoiseSize));
        pass.Latents.Add(new(m, s, sample));
        return sample;
    }

    // Exported controllers act by the mean.
    public override (string Output, string State) Export(string x, string state, BlockGraph graph) =>
        (graph.Raw.Dense($"{mean.Name}.linear", x, graph.Weight(mean.Weight), graph.Vector(mean.Bias)), "");

    private sealed class Kernel(GaussianBlock block, DenseShape mean, DenseShape scale, int mostRows) : ActingBlock
    {
        private readonly DenseKernel _mean = new(mean.Weight.Columns, mean.Weight.Rows);
        private readonly DenseKernel _scale = new(scale.Weight.Columns, scale.Weight.Rows);
        private readonly float[] _means = new float[mostRows * mean.Weight.Rows];
        private readonly float[] _scales = new float[mostRows * mean.Weight.Rows];

        public override float[] Output { get; } = new float[mostRows * mean.Weight.Rows];

        public override void Load(ReadOnlySpan<float> parameters)
        {
            _mean.Load(mean.Weight.In(parameters), mean.Bias.In(parameters));
            _scale.Load(scale.Weight.In(parameters), scale.Bias.In(parameters));
        }

        public override void Step(ReadOnlySpan<float> x, in ActingRows rows)
        {
            var size = block.Outputs;
            _mean.Apply(x, _means, rows.Count);
            _scale.Apply(x, _scales, rows.Count);
            var stride = rows.Noise.Length / rows.Count;
            for (var row = 0; row < rows.Count; row++)
            {
                var deviation = _scales.AsSpan(row * size, size);
                System.Numerics.Tensors.TensorPrimitives.Sigmoid(deviation, deviation);
                System.Numerics.Tensors.TensorPrimitives.Multiply(deviation, ScaleRange, deviation);
                System.Numerics.Tensors.TensorPrimitives.Add(deviation, LeastScale, deviation);
                var m = _means.AsSpan(row * size, size);
                var sample = Output.AsSpan(row * size, size);
                if (stride == 0)
                    m.CopyTo(sample);
                else
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(deviation, rows.Noise.Slice((row * stride) + block.NoiseOffset, size), m, sample);
            }
        }

        public override void Keep(Span<float> probes, int stride, int at, int rows)
        {
            var size = block.Outputs;
            Copy(_means, size, probes, stride, at, rows);
            Copy(_scales, size, probes, stride, at + size, rows);
            Copy(Output, size, probes, stride, at + (2 * size), rows);
        }
    }
}
