using Embodied.Learning.Networks;
using Embodied.Learning.Networks.Blocks;
using Embodied.Learning.Onnx;
using Embodied.Sdk.Control;

namespace Embodied.Learning.Networks.Blocks;

/// <summary>Where blocks lay themselves out: nodes, and the parameters of the controller as constants.</summary>
/// <param name="raw">The nodes.</param>
/// <param name="parameters">Parameters of the network, flat.</param>
internal sealed class BlockGraph(OnnxGraph raw, float[] parameters)
{
    /// <summary>The nodes.</summary>
    public OnnxGraph Raw => raw;

    /// <summary>A matrix.</summary>
    public string Weight(ParameterBlock block) => raw.Constant(block.Name, block.In(parameters), block.Rows, block.Columns);

    /// <summary>A vector.</summary>
    public string Vector(ParameterBlock block) => raw.Constant(block.Name, block.In(parameters), block.Rows);

    /// <summary>Filters [filters × height × width × channels] as ONNX has them, [filters × channels × height × width].</summary>
    public string Filters(ParameterBlock block, ConvolutionSize size)
    {
        var (channels, places) = (size.Input[2], size.Kernel * size.Kernel);
        var own = block.In(parameters);
        var turned = new float[own.Length];
        for (var i = 0; i < own.Length; i++)
        {
            var (filter, rest) = (i / size.Patch, i % size.Patch);
            turned[(((filter * channels) + (rest % channels)) * places) + (rest / channels)] = own[i];
        }

        return raw.Constant(block.Name, turned, size.Filters, channels, size.Kernel, size.Kernel);
    }

    /// <summary>f(x), or x.</summary>
    public string Activated(string name, string x, Nonlinearity? nonlinearity) => nonlinearity is { } f ? raw.Add(f.ToString(), name, [x]) : x;
}
