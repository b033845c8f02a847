using System.Text.Json;
using Embodied.Runtime.Assays;
using Embodied.Sdk.Files;

namespace Embodied.Runtime.Comparisons;

/// <summary>What came of a cell.</summary>
public sealed record CellResult
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Name of the task.</summary>
    public required string Task { get; init; }

    /// <summary>Name of the body.</summary>
    public required string Body { get; init; }

    /// <summary>Name of the controller.</summary>
    public required string Controller { get; init; }

    /// <summary>Seed of training and measurement.</summary>
    public required int Seed { get; init; }

    /// <summary>Why there are no numbers; null when there are.</summary>
    public string? Problem { get; init; }

    /// <summary>Sum of rewards of each episode.</summary>
    public IReadOnlyList<double> Returns { get; init; } = [];

    /// <summary>Episodes that ended in a success.</summary>
    public int Successes { get; init; }

    /// <summary>Mean number of steps.</summary>
    public double MeanSteps { get; init; }

    /// <summary>Measures by name, one number per episode; null where one had no meaning.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double?>> Measures { get; init; } = new Dictionary<string, IReadOnlyList<double?>>();

    /// <summary>Environment steps of its training; 0 for a controller that was not trained.</summary>
    public long TrainedSteps { get; init; }

    /// <summary>What the numbers belong to: another text, and they are made again.</summary>
    public required string Mark { get; init; }

    /// <summary>Numbers of a measurement.</summary>
    internal CellResult With(AssayConditionResult measured) => this with
    {
        Returns = measured.Returns,
        Successes = measured.Successes,
        MeanSteps = measured.MeanSteps,
        Measures = measured.Measures.ToDictionary(m => m.Name, m => m.Values, StringComparer.Ordinal),
    };

    /// <summary>A result that was kept, or null.</summary>
    internal static CellResult? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<CellResult>(File.ReadAllText(path), Json);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps it: written beside and renamed.</summary>
    internal void Write(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.WriteText(path, JsonSerializer.Serialize(this, Json) + "\n");
        }
        catch (Exception e) when (AtomicFile.IsOfTheDisk(e))
        {
            throw AtomicFile.Unwritable(path, e);
        }
    }
}
