using System.Globalization;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Files;

/// <summary>How many bytes one thing in a file may become in memory, whatever the file says of itself.</summary>
internal static class ReadBudget
{
    /// <summary>Raises the limit: a number of gigabytes.</summary>
    public const string Variable = "EMBODIED_READ_GIGABYTES";

    private const double Usual = 8;

    /// <summary>Refuses what is larger.</summary>
    /// <param name="place">What is read.</param>
    /// <param name="bytes">What it would take.</param>
    /// <exception cref="InputException">It is larger than the limit.</exception>
    public static void Require(string place, double bytes)
    {
        var limit = double.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var own) && own > 0 ? own : Usual;
        if (bytes > limit * 1e9)
            throw new InputException(place, $"would take {bytes / 1e9:0.#} GB of memory; at most {limit:0.#} are read at once.", $"Split the file, or set {Variable} to more if it is right.");
    }
}
