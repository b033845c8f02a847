using Embodied.Learning.Torch;
using Embodied.Sdk.Control;
using Embodied.Sdk.Sensing;
using TorchSharp;
using static TorchSharp.torch;

namespace Embodied.Learning.Networks.Blocks;

/// <summary>Sizes of a convolution: an image [height × width × channels], row-major, to another.</summary>
/// <param name="Input">Height, width, channels of what is read.</param>
/// <param name="Filters">Channels of what is given.</param>
/// <param name="Kernel">Height and width of a filter.</param>
/// <param name="Stride">Pixels between places where filters look.</param>
/// <param name="Padding">Zeros around the image.</param>
internal sealed record ConvolutionSize(int[] Input, int Filters, int Kernel, int Stride, int Padding)
{
    /// <summary>Height of what is given.</summary>
    public int Height => ((Input[0] + (2 * Padding) - Kernel) / Stride) + 1;

    /// <summary>Width of what is given.</summary>
    public int Width => ((Input[1] + (2 * Padding) - Kernel) / Stride) + 1;

    /// <summary>Numbers a filter sees.</summary>
    public int Patch => Kernel * Kernel * Input[2];

    /// <summary>Whether what is given has the size of what is read.</summary>
    public bool KeepsSize => Height == Input[0] && Width == Input[1] && Filters == Input[2];
}

/// <summary>A convolution over an image, for eyes; added to what it read where that is asked for (He et al. 2016).</summary>
/// <param name="name">Its name.</param>
/// <param name="input">What it reads: one image.</param>
/// <param name="size">Sizes.</param>
/// <param name="layer">Filters [filters × kernel × kernel × channels] and biases.</param>
/// <param name="residual">Whether what is read is added.</param>
internal sealed class ConvolutionBlock(string name, BlockInput input, ConvolutionSize size, DenseShape layer, bool residual) : Block(name, input)
{
    public override int Outputs => size.Height * size.Width * size.Filters;

    public override IReadOnlyList<int> OutputShape => [size.Height, size.Width, size.Filters];

    public override IEnumerable<Channel> Probes => [new(Name, Outputs, "1") { Shape = OutputShape }];

    public override void Draw(Span<float> parameters, FirstValues first) =>
        first.Orthogonal(layer.Weight.In(parameters), layer.Weight.Rows, layer.Weight.Columns, layer.Gain);

    public override ActingBlock Acting(int mostRows) => new Kernels(size, layer, residual, mostRows);

    public override Tensor Learn(Tensor x, LearningPass pass)
    {
        var (steps, sequences) = (x.shape[0], x.shape[1]);
        var image = x.reshape(steps * sequences, size.Input[0], size.Input[1], size.Input[2]).permute(0, 3, 1, 2);
        var weight = pass.Parameters[layer.Weight].reshape(size.Filters, size.Kernel, size.Kernel, size.Input[2]).permute(0, 3, 1, 2);
        var y = nn.functional.conv2d(image, weight, pass.Parameters[layer.Bias], strides: [size.Stride, size.Stride], padding: [size.Padding, size.Padding]);
        var flat = y.Activated(layer.Nonlinearity).permute(0, 2, 3, 1).reshape(steps, sequences, Outputs);
        return residual ? flat.Plus(x) : flat;
    }

    public override (string Output, string State) Export(string x, string state, BlockGraph graph)
    {
        var raw = graph.Raw;
        var image = raw.Transpose($"{Name}.image", raw.Reshape($"{Name}.pixels", x, -1, size.Input[0], size.Input[1], size.Input[2]), 0, 3, 1, 2);
        var seen = raw.Convolve($"{Name}.linear", image, graph.Filters(layer.Weight, size), graph.Vector(layer.Bias), size.Kernel, size.Stride, size.Padding);
        var flat = raw.Reshape($"{Name}.flat", raw.Transpose($"{Name}.rows", graph.Activated(Name, seen, layer.Nonlinearity), 0, 2, 3, 1), -1, Outputs);
        return (residual ? raw.Add("Add", $"{Name}.residual", [flat, x]) : flat, "");
    }

    /// <summary>Every place of an image is a row of a dense layer.</summary>
    private sealed class Kernels(ConvolutionSize size, DenseShape layer, bool residual, int mostRows) : ActingBlock
    {
        private readonly DenseKernel _kernel = new(size.Patch, size.Filters);
        private readonly float[] _patches = new float[size.Height * size.Width * size.Patch];
        private readonly int _outputs = size.Height * size.Width * size.Filters;

        public override float[] Output { get; } = new float[mostRows * size.Height * size.Width * size.Filters];

        public override void Load(ReadOnlySpan<float> parameters) => _kernel.Load(layer.Weight.In(parameters), layer.Bias.In(parameters));

        public override void Step(ReadOnlySpan<float> x, in ActingRows rows)
        {
            var pixels = size.Input[0] * size.Input[1] * size.Input[2];
            for (var row = 0; row < rows.Count; row++)
            {
                var image = x.Slice(row * pixels, pixels);
                var y = Output.AsSpan(row * _outputs, _outputs);
                Look(image);
                _kernel.Apply(_patches, y, size.Height * size.Width);
                if (layer.Nonlinearity is { } nonlinearity)
                    DenseKernel.Activate(y, size.Filters, nonlinearity);
                if (residual)
                    System.Numerics.Tensors.TensorPrimitives.Add(y, image, y);
            }
        }

        public override void Keep(Span<float> probes, int stride, int at, int rows) => Copy(Output, _outputs, probes, stride, at, rows);

        private void Look(ReadOnlySpan<float> image)
        {
            var line = size.Input[1] * size.Input[2];
            var wide = size.Kernel * size.Input[2];
            for (var place = 0; place < size.Height * size.Width; place++)
            {
                var (top, left) = ((place / size.Width * size.Stride) - size.Padding, (place % size.Width * size.Stride) - size.Padding);
                for (var k = 0; k < size.Kernel; k++)
                {
                    var target = _patches.AsSpan((place * size.Patch) + (k * wide), wide);
                    target.Clear();
                    var (first, end) = (Math.Max(0, left), Math.Min(size.Input[1], left + size.Kernel));
                    if (top + k >= 0 && top + k < size.Input[0] && end > first)
                        image.Slice(((top + k) * line) + (first * size.Input[2]), (end - first) * size.Input[2]).CopyTo(target[((first - left) * size.Input[2])..]);
                }
            }
        }
    }
}
