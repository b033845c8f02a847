using Embodied.Learning.Networks.Blocks;

namespace Embodied.Learning.Networks;

/// <summary>First parameters of a network.</summary>
internal static class Initialization
{
    /// <summary>Fresh parameters; same seed, same bits.</summary>
    public static float[] Draw(NetworkShape shape, ulong seed)
    {
        var (parameters, first) = (new float[shape.ParameterCount], new FirstValues(seed));
        foreach (var block in shape.Graph)
            block.Draw(parameters, first);
        shape.LogDeviation.In(parameters).Fill((float)shape.Spec.InitialLogDeviation);
        return parameters;
    }
}
