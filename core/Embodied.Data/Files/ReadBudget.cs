using System.Globalization;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Files;

/// <summary>How many bytes one thing in a file may become in memory, whatever the file says of itself.</summary>
internal static class ReadBudget
{
    /// <summary>Raises the limit: a number of gigabytes.</summary>
    public const string Variable = "EMBODIED_READ_GIGABYTES";

    /// <summary>Deflate cannot do better than this (zlib, technical details: 1032:1).</summary>
    public const int BestDeflateRatio = 1032;

    private const double Usual = 8;

    // Measurements are packed to a half or a tenth; only what was made to fill memory shrinks like this. Eight bytes may come of each that is unpacked.
    private const int UnlikelyRatio = 200;
    private const double MostOfUnlikely = 80e6;

    /// <summary>Refuses what is larger.</summary>
    /// <param name="place">What is read.</param>
    /// <param name="bytes">What it would take.</param>
    /// <exception cref="InputException">It is larger than the limit.</exception>
    public static void Require(string place, double bytes)
    {
        var limit = Own() ?? Usual;
        if (bytes > limit * 1e9)
            throw new InputException(place, $"would take {bytes / 1e9:0.#} GB of memory; at most {limit:0.#} are read at once.", $"Split the file, or set {Variable} to more if it is right.");
    }

    /// <summary>Refuses what is larger, or cannot or hardly come out of what is stored.</summary>
    /// <param name="place">What is read.</param>
    /// <param name="stored">Bytes in the file.</param>
    /// <param name="unpacked">Bytes that they become.</param>
    /// <exception cref="InputException">It is not read.</exception>
    public static void RequireUnpacked(string place, long stored, double unpacked)
    {
        if (unpacked > ((double)stored * BestDeflateRatio) + BestDeflateRatio)
            throw new InputException(place, $"declares {unpacked:0} bytes out of {stored} stored ones.", "The file is truncated or damaged: copy or export it again.");
        if (unpacked > MostOfUnlikely && unpacked > (double)stored * UnlikelyRatio && Own() is null)
        {
            throw new InputException(place, $"would unpack {stored} bytes to {unpacked / 1e6:0} MB; measurements do not shrink more than {UnlikelyRatio} times.",
                $"Set {Variable} to the gigabytes that may be used if it is right.");
        }

        Require(place, unpacked);
    }

    private static double? Own() => double.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var own) && own > 0 ? own : null;
}
