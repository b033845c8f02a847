using Embodied.Learning.Checkpoints;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Yaml;
using Embodied.Sdk.Assays;

namespace Embodied.Runtime.Assays;

/// <summary>The task settings a trained agent brings to an assay: those of its training that belong to the animal.</summary>
public static class TrainedSettings
{
    /// <summary>The settings; none for an agent that does not know its experiment.</summary>
    /// <param name="agent">Its file, or the folder of a run.</param>
    /// <param name="assay">What it is to be measured on.</param>
    /// <exception cref="Sdk.Errors.InputException">There is no agent, or it is damaged.</exception>
    public static IReadOnlyDictionary<string, string> Of(string agent, IAssay assay)
    {
        if (assay.Info.AnimalSettings.Count == 0 || SavedAgent.Facts(agent).Experiment is not { Length: > 0 } text)
            return new Dictionary<string, string>();
        var settings = StrictYaml.Parse<Experiment>(text, agent).Task.Settings;
        return assay.Info.AnimalSettings.Where(settings.ContainsKey).ToDictionary(k => k, k => settings[k], StringComparer.Ordinal);
    }

    /// <summary>Catalog id of the body an agent was trained in; null when it does not know, or took its task's default.</summary>
    /// <param name="agent">Its file, or the folder of a run; null for none.</param>
    /// <exception cref="Sdk.Errors.InputException">There is no agent, or it is damaged.</exception>
    public static string? Body(string? agent) =>
        agent is not null && SavedAgent.Facts(agent).Experiment is { Length: > 0 } text ? StrictYaml.Parse<Experiment>(text, agent).Body?.Value : null;
}
