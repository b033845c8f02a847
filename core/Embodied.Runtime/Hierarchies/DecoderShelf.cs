using System.Collections.Concurrent;
using Embodied.Learning.Checkpoints;
using Embodied.Runtime.Assays;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Parts;
using Embodied.Sdk.Acting;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Hierarchies;

/// <summary>Opens decoders for worlds; every world of a training shares one.</summary>
/// <param name="parts">Where the agents' own worlds are made from.</param>
internal sealed class DecoderShelf(CatalogParts parts)
{
    /// <summary>Catalog id of the actuation.</summary>
    public const string ActuationId = "core/decoder";

    private readonly ConcurrentDictionary<(string File, DateTime Written), Lazy<(LatentDecoder Decoder, string Fingerprint)>> _open = new();

    /// <summary>The actuation as a part.</summary>
    public static PartFactory<IActuation> Part(CatalogParts parts)
    {
        var shelf = new DecoderShelf(parts);
        return new(
            "The latent of a trained agent is the action; its decoder, frozen, moves the body",
            [
                new PartSetting("agent", "", "an agent of encoder-decoder: its file, or the folder of its run, from where the command runs"),
                new PartSetting("reach", "2", "what −1 and 1 are as values of the latent, whose prior has deviation 1"),
                new PartSetting(DecoderPin.Fingerprint, "", "written by the program: what the agent was when training began"),
            ],
            shelf.Make);
    }

    private DecoderActuation Make(PartSettings settings)
    {
        if (settings.Text("agent", "") is not { Length: > 0 } agent)
            throw settings.Wrong("agent", "names no agent", "Add agent: the folder of a run that trained core/encoder-decoder.");
        if (!Path.Exists(agent))
            throw settings.Wrong("agent", $"names the agent '{agent}', which is not there", "Train it first, or say where it is: --set task.actuation.agent=PATH");
        var (decoder, fingerprint) = Open(agent);
        if (settings.Text(DecoderPin.Fingerprint, "") is { Length: > 0 } before && before != fingerprint)
            throw settings.Wrong("agent", $"finds another agent in '{agent}' than the one training began with", "Bring the former one back, or train anew.");
        if (TrainedWorld.Of(agent) is not { } world)
            throw settings.Wrong("agent", $"finds an agent in '{agent}' that does not know its world", "Give one that was trained by this program.");
        return new(decoder, settings.Number("reach"), () => Setup(agent, world));
    }

    private (LatentDecoder Decoder, string Fingerprint) Open(string agent)
    {
        var file = SavedAgent.Find(agent);
        return _open.GetOrAdd((Path.GetFullPath(file), File.GetLastWriteTimeUtc(file)), key => new(() => (LatentDecoder.Open(key.File), DecoderPin.Of(key.File)))).Value;
    }

    private TaskSetup Setup(string agent, WorldRecipe world)
    {
        try
        {
            return new WorldBuilder(parts.Catalog).Setup(world);
        }
        catch (InputException e)
        {
            throw new InputException(agent, $"was trained in a world that cannot be built: {e.Message}", e.Hint, e);
        }
    }
}
