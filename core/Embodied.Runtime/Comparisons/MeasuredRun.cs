using System.Text.Json;
using Embodied.Sdk.Files;

namespace Embodied.Runtime.Comparisons;

/// <summary>What a controller did in its world, kept in a file as soon as it is known.</summary>
public abstract record MeasuredRun
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

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

    /// <summary>A result that was kept, or null.</summary>
    internal static T? Read<T>(string path)
        where T : MeasuredRun
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Json);
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
            AtomicFile.WriteText(path, JsonSerializer.Serialize(this, GetType(), Json) + "\n");
        }
        catch (Exception e) when (AtomicFile.IsOfTheDisk(e))
        {
            throw AtomicFile.Unwritable(path, e);
        }
    }
}
