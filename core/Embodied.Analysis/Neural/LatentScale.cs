using Embodied.Sdk.Analysis;
using Embodied.Sdk.Assays;

namespace Embodied.Analysis.Neural;

/// <summary>How uncertain the latent of a controller is in each frame of a recording.</summary>
internal static class LatentScale
{
    /// <summary>Name of the probe.</summary>
    public static string Channel { get; } = AssayChannels.Probe("latent/scale");

    /// <summary>Standard deviations of the latent, [frames × latent]; null where they were not recorded.</summary>
    public static Matrix? Of(NeuralStudy study) =>
        study.Recording.Find(Channel) is { Time: not null } channel && channel.Shape[0] == study.Frames ? new(channel.Values, study.Frames, channel.Values.Length / study.Frames) : null;

    /// <summary>Mean over the latent per frame.</summary>
    public static double[] Mean(Matrix scale) => [.. Enumerable.Range(0, scale.Rows).Select(r => System.Numerics.Tensors.TensorPrimitives.Sum(scale.Row(r)) / scale.Columns)];
}
