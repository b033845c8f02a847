using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Rodent.Synthetic;

/// <summary>
/// Clips of a synthetic rat, of five seconds, ten in postures, twenty where it roams, of twenty-five classes in turn: walks at eight speeds, turns, starts and stops, rearing, grooming, sniffing,
/// crouching, standing, transitions, roaming, and postures of all kinds; then roaming and what is done on two paws once more or twice; after each round a hundred snapshots of a second, each of another rat in another posture. Poses only, one
/// clip after the other; the channel <see cref="ChannelNames.Clips"/> says where each begins.
/// </summary>
public sealed class RatClipGenerator : IRecordingGenerator
{
    /// <summary>Catalog id.</summary>
    public const string Id = "rodent/behaviour-library";

    /// <inheritdoc/>
    public string Summary => "Synthetic rat: clips of 5 to 20 s of walks at 5 … 40 cm/s, turns, starts and stops, rearing, grooming, sniffing, crouching, standing, transitions, roaming, postures; and of 1 s of any posture";

    /// <inheritdoc/>
    /// <exception cref="InputException">The body is not the rat, or a setting is out of range.</exception>
    public Recording Generate(GeneratorRequest request) => new RatClips(Id, RatClipKind.Library).Generate(request);
}
