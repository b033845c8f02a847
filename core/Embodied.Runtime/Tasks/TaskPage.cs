using Embodied.Runtime.Experiments;
using Embodied.Runtime.Yaml;

namespace Embodied.Runtime.Tasks;

/// <summary>A task as a page of YAML: terms, senses and surroundings by name.</summary>
internal sealed class TaskPage
{
    /// <summary>Version of the format.</summary>
    public required Placed<int> Embodied { get; init; }

    /// <summary>One line for lists.</summary>
    public required string Summary { get; init; }

    /// <summary>Catalog id of the body it is usually run with; empty when it has none of its own.</summary>
    public string Body { get; init; } = "";

    /// <summary>Catalog id of the backend.</summary>
    public string Backend { get; init; } = "mujoco";

    /// <summary>Everything an experiment may change.</summary>
    [YamlRest]
    public IReadOnlyDictionary<string, YamlNode> Rest { get; init; } = new Dictionary<string, YamlNode>(StringComparer.Ordinal);

    /// <summary>Checks what can be checked without a catalog.</summary>
    public void Check(YamlProblems problems)
    {
        if (Embodied.Value != ExperimentFile.Format)
            problems.Add(Embodied.Place, $"format {Embodied.Value} is not known", $"This version reads format {ExperimentFile.Format}.");
    }
}
