using Embodied.Sdk.Control;
using Embodied.Sdk.Settings;

namespace Embodied.Learning.Controllers;

/// <summary>
/// An inverse dynamics model: an encoder that sees goal and body, a stochastic latent, and a decoder that sees the latent and the body, with or without
/// memory (Merel et al. 2019; Hasenclever et al. 2020; Aldarondo et al. 2024).
/// </summary>
public sealed class EncoderDecoderArchitecture : IArchitecture
{
    /// <summary>Catalog id.</summary>
    public const string ArchitectureId = "core/encoder-decoder";

    private static readonly string[] Known = ["encoder", "latent", "goals", "memory", "decoder", "critic", "nonlinearity", "action", "log_deviation"];

    /// <inheritdoc/>
    public string Summary => "Encoder, stochastic latent, decoder with or without memory; what is to be done is seen before the latent only";

    /// <inheritdoc/>
    public NetworkSpec Describe(IReadOnlyDictionary<string, string> settings)
    {
        var s = new PartSettings(ArchitectureId, settings, Known);
        var memory = s.Count("memory", 0);
        var latent = s.Count("latent", 60);
        if (latent == 0)
            throw s.Wrong("latent", "has latent 0; expected at least 1", "core/mlp and core/lstm have none.");
        return new()
        {
            Id = ArchitectureId,
            Encoder = LayerWidths.Parse(s, "encoder", "512,256"),
            Latent = latent,
            Goals = s.Text("goals", "reference/").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Memory = memory > 0 ? MemoryKind.Lstm : MemoryKind.None,
            MemorySize = memory,
            Actor = LayerWidths.Parse(s, "decoder", "512,256"),
            Critic = LayerWidths.Parse(s, "critic", "256,256"),
            Nonlinearity = (Nonlinearity)s.Choice("nonlinearity", "tanh", "relu", "elu"),
            Transform = (ActionTransform)s.Choice("action", "tanh", "clip"),
            InitialLogDeviation = s.Number("log_deviation", -1, -10, 5),
        };
    }
}
