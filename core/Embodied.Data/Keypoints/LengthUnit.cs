using System.Globalization;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Keypoints;

/// <summary>Finds the unit that keypoints are really in. An attribute is believed only as far as an animal of that size can exist.</summary>
internal static class LengthUnit
{
    /// <summary>Smallest and largest extent of a body [m] that is believed.</summary>
    private const double Smallest = 1e-3;
    private const double Largest = 3;

    /// <summary>An animal smaller than this [m] is not guessed: the same numbers are one a thousand times as large in another unit.</summary>
    private const double Tiny = 5e-3;

    /// <summary>Tried in this order when the file is silent or wrong.</summary>
    private static readonly string[] Guesses = ["mm", "m"];

    /// <summary>Metres per unit.</summary>
    /// <param name="extent">Typical size of the body in the file's numbers; NaN when it cannot be told.</param>
    /// <param name="declared">What the file says, or null.</param>
    /// <param name="given">What the user says, or null.</param>
    /// <param name="usual">What the format usually holds.</param>
    /// <param name="place">For messages.</param>
    /// <param name="notes">Receives what was overruled or assumed.</param>
    /// <exception cref="InputException">No unit makes it an animal, or the user's unit is unknown.</exception>
    public static double Scale(double extent, string? declared, string? given, string usual, string place, List<string> notes)
    {
        if (given is not null)
            return Given(extent, declared, given, notes);
        var stated = Metres(declared);
        var says = string.IsNullOrWhiteSpace(declared) ? "The file names no unit" : $"The unit attribute says \"{declared}\"";
        if (stated is { } scale && (double.IsNaN(extent) || Plausible(extent * scale)))
            return scale;
        if (double.IsNaN(extent))
        {
            notes.Add($"{says} and the size of the body cannot be judged: read as {usual}.");
            return Metres(usual)!.Value;
        }

        var fits = Guesses.Prepend(usual).FirstOrDefault(u => Plausible(extent * Metres(u)!.Value))
            ?? throw new InputException(place, $"the body is {Figure(extent)} across in the file's numbers, which is no animal of {Smallest} to {Largest} m in any unit tried.",
                "Tell the unit with --unit (m, dm, cm, mm, um, in), and check that the file holds positions.");
        if (stated is null && extent * Metres(fits)!.Value < Tiny)
        {
            throw new InputException(
                place, $"names no unit; read as {fits} the body would be {Figure(1000 * extent * Metres(fits)!.Value)} mm across, which few animals are.",
                $"Tell the unit: --unit {fits} if it is that small, else one of m, dm, cm, mm, um, in.");
        }
        var reason = stated is { } wrong ? $", which would make the body {Figure(extent * wrong)} m across" : "";
        notes.Add($"{says}{reason}: read as {fits}, which makes it {Figure(extent * Metres(fits)!.Value)} m. Overrule with --unit.");
        return Metres(fits)!.Value;
    }

    /// <summary>Metres in one unit, or null for a name that is no unit of length.</summary>
    public static double? Metres(string? unit) => unit?.Trim().ToLowerInvariant() switch
    {
        "m" or "meter" or "meters" or "metre" or "metres" => 1,
        "dm" or "decimeter" or "decimeters" or "decimetre" or "decimetres" => 1e-1,
        "in" or "inch" or "inches" => 0.0254,
        "cm" or "centimeter" or "centimeters" or "centimetre" or "centimetres" => 1e-2,
        "mm" or "millimeter" or "millimeters" or "millimetre" or "millimetres" => 1e-3,
        "um" or "µm" or "μm" or "micrometer" or "micrometers" or "micrometre" or "micrometres" => 1e-6,
        _ => null,
    };

    /// <summary>Median over frames of the diagonal of the box around the keypoints [frames, keypoints, 3]; NaN with fewer than two of them.</summary>
    public static double Extent(ReadOnlySpan<double> values, int keypoints)
    {
        const int Frames = 1000;
        var width = keypoints * 3;
        var frames = values.Length / width;
        var diagonals = new List<double>();
        for (var i = 0; i < Math.Min(frames, Frames); i++)
        {
            var frame = (int)((long)i * frames / Math.Min(frames, Frames));
            if (Diagonal(values.Slice(frame * width, width)) is > 0 and var diagonal)
                diagonals.Add(diagonal);
        }

        diagonals.Sort();
        return diagonals.Count > 0 ? diagonals[diagonals.Count / 2] : double.NaN;
    }

    private static double Diagonal(ReadOnlySpan<double> points)
    {
        Span<double> low = [double.MaxValue, double.MaxValue, double.MaxValue];
        Span<double> high = [double.MinValue, double.MinValue, double.MinValue];
        for (var i = 0; i < points.Length; i++)
        {
            if (!double.IsFinite(points[i]))
                continue;
            low[i % 3] = Math.Min(low[i % 3], points[i]);
            high[i % 3] = Math.Max(high[i % 3], points[i]);
        }

        var (x, y, z) = (high[0] - low[0], high[1] - low[1], high[2] - low[2]);
        return x < 0 || y < 0 || z < 0 ? 0 : Math.Sqrt((x * x) + (y * y) + (z * z));
    }

    private static double Given(double extent, string? declared, string given, List<string> notes)
    {
        var scale = Metres(given) ?? throw new InputException("--unit", $"'{given}' is no unit of length.", "Known are m, dm, cm, mm, um and in.");
        if (Metres(declared) is { } stated && stated != scale)
            notes.Add($"The unit attribute says \"{declared}\"; {given} was given and used.");
        if (!double.IsNaN(extent) && !Plausible(extent * scale))
            notes.Add($"With the unit that was given, {given}, the body is {Figure(extent * scale)} m across.");
        return scale;
    }

    private static bool Plausible(double extent) => extent is >= Smallest and <= Largest;

    private static string Figure(double value) => value.ToString("g3", CultureInfo.InvariantCulture);
}
