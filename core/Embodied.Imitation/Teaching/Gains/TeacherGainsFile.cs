using System.Text.Json;
using System.Text.Json.Serialization;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;

namespace Embodied.Imitation.Teaching.Gains;

/// <summary>Gains as JSON, for people and for caches. What a file leaves out has its default; unknown keys are refused.</summary>
internal static class TeacherGainsFile
{
    internal static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    /// <summary>Writes beside and renames.</summary>
    public static void Write(TeacherGains gains, string path) => AtomicFile.WriteText(path, ToText(gains) + "\n");

    /// <summary>Reads gains.</summary>
    /// <exception cref="InputException">The file is missing, is no JSON of gains, or a gain is out of range.</exception>
    public static TeacherGains Read(string path)
    {
        if (!File.Exists(path))
            throw new InputException(path, "there is no such file");
        return Parse(File.ReadAllText(path), path);
    }

    /// <summary>The gains as JSON text.</summary>
    public static string ToText(TeacherGains gains) => JsonSerializer.Serialize(gains, Json);

    /// <summary>Gains from JSON text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">What errors call it.</param>
    /// <exception cref="InputException">The text is no JSON of gains, or a gain is out of range.</exception>
    public static TeacherGains Parse(string text, string place)
    {
        try
        {
            var gains = JsonSerializer.Deserialize<TeacherGains>(text, Json) ?? throw new InputException(place, "expected gains, found null");
            Check(gains, place);
            return gains;
        }
        catch (JsonException e)
        {
            throw new InputException($"{place}:{e.LineNumber + 1}", $"is no JSON of gains: {e.Message}", $"Known are {string.Join(", ", GainVector.Names(TeacherGainSets.Common))}.", e);
        }
    }

    /// <summary>Refuses gains that are not positive finite numbers.</summary>
    /// <exception cref="InputException">One is out of range; says which.</exception>
    public static void Check(TeacherGains gains, string place)
    {
        var (names, values) = (GainVector.Names(gains), GainVector.Values(gains));
        for (var i = 0; i < values.Length; i++)
            Require(values[i] > 0 || (values[i] == 0 && MayBeZero(names[i])), values[i], $"{place}: {names[i]}");
        Require(gains.Lever > 0, gains.Lever, $"{place}: lever");
        Require(gains.ContactHeight > 0, gains.ContactHeight, $"{place}: contact_height");
        Require(gains.ContactFade > 0, gains.ContactFade, $"{place}: contact_fade");
        if (gains.Feet is not { } feet) return;
        Require(feet.SoleHeight > 0, feet.SoleHeight, $"{place}: feet.sole_height");
        Require(feet.StanceLead >= 0, feet.StanceLead, $"{place}: feet.stance_lead");
        Require(feet.LargestShift > 0, feet.LargestShift, $"{place}: feet.largest_shift");
        Require(feet.LargestTurn > 0, feet.LargestTurn, $"{place}: feet.largest_turn");
    }

    // Rates and shares switch something off at zero; times, heights and penalties are divided by.
    private static bool MayBeZero(string name) =>
        name is "root_rate" or "turn_rate" or "joint_rate" or "root_stiffness" or "turn_stiffness" or "friction"
            or "feet.root_rate" or "feet.turn_rate" or "feet.root_velocity" or "feet.raibert" or "feet.shift" or "feet.lead" or "feet.lift" or "feet.posture";

    private static void Require(bool holds, double value, string place)
    {
        if (!holds || !double.IsFinite(value))
            throw new InputException(place, $"expected a finite number above 0, found {value}");
    }
}
