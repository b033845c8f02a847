using Embodied.Learning.Networks.Blocks;
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

    private static readonly string[] Known = ["encoder", "latent", "goals", "memory", "decoder", "critic", .. Shared.Settings];

    /// <inheritdoc/>
    public string Summary => "Encoder, stochastic latent, decoder with or without memory; what is to be done is seen before the latent only";

    /// <inheritdoc/>
    public IReadOnlyList<string> Settings => Known;

    /// <inheritdoc/>
    public NetworkSpec Describe(IReadOnlyDictionary<string, string> settings)
    {
        var s = new PartSettings(ArchitectureId, settings, Known);
        var (shared, blocks) = (new Shared(s), new List<BlockSpec>());
        var (latent, memory) = (s.Count("latent", 60), s.Count("memory", 0));
        if (latent == 0)
            throw s.Wrong("latent", "has latent 0; expected at least 1", "core/mlp and core/lstm have none.");
        blocks.Add(Shared.Sized("latent", BlockKinds.Gaussian, latent, shared.Dense(blocks, "encoder", "512,256", Shared.Observation)));
        // What lies behind the latent sees the body, and of the goal only what the latent says.
        var goals = s.Text("goals", "reference/*").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] features = ["latent", .. goals.Select(g => "!" + g)];
        if (memory > 0)
        {
            blocks.Add(Shared.Sized("decoder/memory", "lstm", memory, features));
            features = ["decoder/memory"];
        }

        blocks.Add(Shared.Head("action", Decoder(shared, blocks, features)));
        // Behind the latent the critic would be as blind to the goal as the decoder.
        blocks.Add(Shared.Head("value", shared.Dense(blocks, "critic", "256,256", Shared.Observation)));
        return new() { Id = ArchitectureId, Blocks = blocks, Transform = Shared.Transform(s), InitialLogDeviation = Shared.LogDeviation(s, -1) };
    }

    private static string[] Decoder(Shared shared, List<BlockSpec> blocks, string[] features) =>
        shared.Dense(blocks, "decoder", "512,256", features) is var decoder && blocks[^1].Name == decoder ? [decoder] : features;
}
