using Embodied.Runtime.Yaml;

namespace Embodied.Runtime.Experiments;

/// <summary>An experiment as it is written.</summary>
public sealed record Experiment
{
    /// <summary>Version of the format.</summary>
    public required Placed<int> Embodied { get; init; }

    /// <summary>Short name; runs are filed under it.</summary>
    public required Placed<string> Name { get; init; }

    /// <summary>Catalog id of the body, or an MJCF file, beside the experiment unless the path is absolute; null takes the task's default.</summary>
    public Placed<string>? Body { get; init; }

    /// <summary>What the animal is asked to do.</summary>
    public required Part Task { get; init; }

    /// <summary>What moves it, or null when nothing is learnt.</summary>
    public Part? Controller { get; init; }

    /// <summary>What improves the controller, or null.</summary>
    public Part? Trainer { get; init; }

    /// <summary>Seed of everything random.</summary>
    public ulong Seed { get; init; }
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
    public IReadOnlyDictionary<string, string> Settings => FlatSettings.Flatten(Rest);
}
