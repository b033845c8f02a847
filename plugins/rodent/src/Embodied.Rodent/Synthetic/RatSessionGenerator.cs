using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Rodent.Synthetic;

/// <summary>
/// Sessions of a synthetic rat, two minutes each: it roams at 5 … 14 cm/s, turns, rears, grooms, sniffs, crouches and stands in seeded order, in balance and with paws that
/// do not slide, as in <see cref="RatClipGenerator"/>, and stands a moment before it rises and when it has come down. Poses only; the channel <see cref="ChannelNames.Clips"/> says where each session begins.
/// </summary>
public sealed class RatSessionGenerator : IRecordingGenerator
{
    /// <summary>Catalog id.</summary>
    public const string Id = "rodent/sessions";

    /// <summary>Length of a session [s].</summary>
    public const double SessionSeconds = 120;

    /// <inheritdoc/>
    public string Summary => "Synthetic rat: sessions of 2 minutes of everything but fast gaits, without a pause";

    /// <inheritdoc/>
    /// <exception cref="InputException">The body is not the rat, or a setting is out of range.</exception>
    public Recording Generate(GeneratorRequest request) => new RatClips(Id, [RatClipKind.Roams with { Seconds = SessionSeconds }]).Generate(request);
}
