using System.Text.Json;
using System.Text.Json.Serialization;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;

namespace Embodied.Imitation.Tracking;

/// <summary>What teachers of a library know: gains for each clip, and how much each actuator is used. A JSON file beside the library.</summary>
public sealed record TeacherBook
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    /// <summary>Share of half its range that an action of 1 asks of each actuator, [actuators].</summary>
    public required IReadOnlyList<double> ActionScales { get; init; }

    /// <summary>Gain sets by name.</summary>
    public required IReadOnlyDictionary<string, TeacherGains> Gains { get; init; }

    /// <summary>Name of the gain set for each clip; a clip that is not named is taught by <see cref="Otherwise"/>.</summary>
    public required IReadOnlyDictionary<string, string> Clips { get; init; }

    /// <summary>Name of the gain set for clips that are not named.</summary>
    public string Otherwise { get; init; } = "still";

    /// <summary>For clips that no one set follows: the sets that take turns; these come before <see cref="Clips"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<GainTurn>>? Turns { get; init; }

    /// <summary>Gains for a clip.</summary>
    public GainSchedule For(string clip) => Turns?.GetValueOrDefault(clip) is { Count: > 0 } turns
        ? new([.. turns.Select(t => (t.From, Gains[t.Gains]))])
        : new(Gains[Clips.TryGetValue(clip, out var name) ? name : Otherwise]);

    /// <summary>Writes beside and renames.</summary>
    public void Write(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>Reads a book.</summary>
    /// <exception cref="InputException">The file is missing, is no such JSON, or names a gain set it does not hold.</exception>
    public static TeacherBook Read(string path)
    {
        if (!File.Exists(path))
            throw new InputException(path, "there is no such file");
        try
        {
            var book = JsonSerializer.Deserialize<TeacherBook>(File.ReadAllText(path), Json) ?? throw new InputException(path, "expected a teachers' book, found null");
            foreach (var (name, gains) in book.Gains)
                TeacherGainsFile.Check(gains, $"{path}: gains '{name}'");
            if (book.Turns?.Values.FirstOrDefault(t => t.Count == 0 || t.Zip(t.Skip(1)).Any(p => p.First.From >= p.Second.From)) is not null)
                throw new InputException(path, "has turns of gains that do not come one after the other", "Make it anew.");
            if (book.Clips.Values.Append(book.Otherwise).Concat(book.Turns?.Values.SelectMany(t => t.Select(x => x.Gains)) ?? []).FirstOrDefault(n => !book.Gains.ContainsKey(n)) is { } missing)
                throw new InputException(path, $"names the gains '{missing}', which it does not hold", $"It holds {string.Join(", ", book.Gains.Keys)}.");
            if (book.ActionScales.Any(s => !(s > 0 && s <= 1)))
                throw new InputException(path, "has a scale of actions outside (0, 1]");
            return book;
        }
        catch (JsonException e)
        {
            throw new InputException($"{path}:{e.LineNumber + 1}", $"is no book of teachers: {e.Message}", "Make it anew.", e);
        }
    }
}

/// <summary>Gains that hold from a time on.</summary>
/// <param name="From">Since the first frame of the clip [s].</param>
/// <param name="Gains">Name of the set.</param>
public sealed record GainTurn(double From, string Gains);
