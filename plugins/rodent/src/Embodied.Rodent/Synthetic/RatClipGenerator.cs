using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;
using Embodied.Sdk.Settings;

namespace Embodied.Rodent.Synthetic;

/// <summary>
/// Clips of a synthetic rat, of five seconds, ten in postures, twenty where it roams, of twenty-five classes in turn: walks at eight speeds, turns, starts and stops, rearing, grooming, sniffing,
/// crouching, standing, transitions, roaming, and postures of all kinds; then roaming, what is done on two paws and small steps once more or twice; after each round a hundred snapshots of a second, each of another rat in another posture. Poses only, one
/// clip after the other; the channel <see cref="ChannelNames.Clips"/> says where each begins.
/// </summary>
public sealed class RatClipGenerator : IRecordingGenerator
{
    /// <summary>Catalog id.</summary>
    public const string Id = "rodent/behaviour-library";

    private const string Classes = "classes";

    /// <inheritdoc/>
    public string Summary => "Synthetic rat: clips of 5 to 20 s of walks at 5 … 40 cm/s, turns, starts and stops, rearing, grooming, sniffing, crouching, standing, transitions, roaming, postures; and of 1 s of any posture";

    /// <inheritdoc/>
    public IReadOnlyList<PartSetting> Settings { get; } = [new(Classes, "", "only these classes, separated by commas, in the order of the library"), .. RatGaits.Settings];

    /// <inheritdoc/>
    /// <exception cref="InputException">The body is not the rat, or a setting is unknown or out of range.</exception>
    public Recording Generate(GeneratorRequest request)
    {
        var settings = PartSettings.Of(Id, request.Settings, Settings);
        return new RatClips(Id, settings.Has(Classes) ? Only(settings) : RatClipKind.Library, new(settings)).Generate(request);
    }

    private static IReadOnlyList<RatClipKind> Only(PartSettings settings)
    {
        var wanted = settings.Text(Classes).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var known = RatClipKind.Library.Select(k => k.Name).Distinct(StringComparer.Ordinal).ToArray();
        if (wanted.Length == 0)
            throw settings.Wrong(Classes, $"has {Classes} without a name", $"Name some of: {string.Join(", ", known)}.");
        return wanted.FirstOrDefault(w => !known.Contains(w)) is { } unknown
            ? throw settings.Wrong(Classes, $"has no class '{unknown}'", NearestName.Hint(unknown, known))
            : [.. RatClipKind.Library.Where(k => wanted.Contains(k.Name))];
    }
}
