using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Following;

/// <summary>What stands in the place of a controller's stochastic latent, to see whether it is used; actions are means behind all of them.</summary>
public enum LatentUse
{
    /// <summary>Its mean.</summary>
    Mean,

    /// <summary>A draw from its distribution.</summary>
    Sampled,

    /// <summary>Zeros, the mean of its prior: it says nothing.</summary>
    Removed,

    /// <summary>The latent of another moment, by chance: it says what does not belong here.</summary>
    Shuffled,
}

/// <summary>Reads <see cref="LatentUse"/>.</summary>
public static class LatentUses
{
    /// <summary>Reads words separated by commas; each once, in their order.</summary>
    /// <param name="place">Where they stand, for messages.</param>
    /// <param name="text">The words.</param>
    /// <exception cref="InputException">One is none of them.</exception>
    public static IReadOnlyList<LatentUse> Read(string place, IEnumerable<string> text) =>
        [.. text.SelectMany(t => t.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(w => One(place, w)).Distinct()];

    /// <summary>Name of a row that is measured so.</summary>
    internal static string RowName(this LatentUse use) => $"latent {use.ToString().ToLowerInvariant()}";

    private static LatentUse One(string place, string word)
    {
        string[] words = [.. Enum.GetNames<LatentUse>().Select(n => n.ToLowerInvariant())];
        return Array.IndexOf(words, word) is >= 0 and var at ? (LatentUse)at : throw new InputException(place, $"is '{word}'; expected {string.Join(", ", words)}");
    }
}
