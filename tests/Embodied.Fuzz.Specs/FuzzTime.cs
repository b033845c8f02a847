using System.Globalization;

namespace Embodied.Fuzz.Specs;

/// <summary>How long and from which seed on is tried, as <c>./embodied fuzz</c> says in the environment.</summary>
internal static class FuzzTime
{
    /// <summary>Minutes in all; null in the gate, which counts inputs.</summary>
    public static double? Minutes() =>
        double.TryParse(Environment.GetEnvironmentVariable("EMBODIED_FUZZ_MINUTES"), CultureInfo.InvariantCulture, out var minutes) ? minutes : null;

    /// <summary>The first seed.</summary>
    public static ulong FirstSeed() => ulong.TryParse(Environment.GetEnvironmentVariable("EMBODIED_FUZZ_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 1;
}
