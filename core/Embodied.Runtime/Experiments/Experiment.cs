using Embodied.Runtime.Yaml;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Experiments;

/// <summary>An experiment as it is written.</summary>
public sealed record Experiment
{
    /// <summary>Version of the format.</summary>
    public required Placed<int> Embodied { get; init; }

    /// <summary>Short name; runs are filed under it.</summary>
    public required Placed<string> Name { get; init; }

    /// <summary>The body as it is written (<see cref="BodyPart"/>); a file lies beside the experiment unless its path is absolute. Null takes the task's own.</summary>
    public YamlNode? Body { get; init; }

    /// <summary>What the animal is asked to do.</summary>
    public required Part Task { get; init; }

    /// <summary>What moves it, or null when nothing is learnt.</summary>
    public Part? Controller { get; init; }

    /// <summary>What improves the controller, or null.</summary>
    public Part? Trainer { get; init; }

    /// <summary>The agent whose parameters training begins with: an agent file, the folder of a run, or the name of an agent; null begins with drawn ones.</summary>
    public Placed<string>? From { get; init; }

    /// <summary>Seed of everything random.</summary>
    public ulong Seed { get; init; }

    /// <summary>The world of the experiment.</summary>
    /// <exception cref="Sdk.Errors.InputException">The body is neither a name nor a map of how it is wanted.</exception>
    public WorldRecipe World
    {
        get
        {
            var body = BodyPart.Of(Body);
            var recipe = new WorldRecipe { Task = Task.Use.Value, Settings = Task.Settings, Body = body?.Use.Value, BodyOptions = body?.Options };
            return body?.Use.Place.File is { Length: > 0 } ? recipe with { BodyPlace = body.Use.Place.ToString() } : recipe;
        }
    }
}

/// <summary>A part chosen by id, with its settings; the part itself checks those.</summary>
public sealed class Part
{
    /// <summary>Catalog id.</summary>
    public required Placed<string> Use { get; init; }

    /// <summary>All other keys.</summary>
    [YamlRest]
    public IReadOnlyDictionary<string, YamlNode> Rest { get; init; } = new Dictionary<string, YamlNode>(StringComparer.Ordinal);

    /// <summary>Settings as the contracts take them: keys of nested maps joined by dots, lists joined by commas; an empty value is left out.</summary>
    public PlacedSettings Settings => FlatSettings.Flatten(Rest);
}
