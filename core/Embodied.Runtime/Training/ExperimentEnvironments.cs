using Embodied.Runtime.Bodies;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Training;

/// <summary>The worlds of an experiment.</summary>
/// <param name="catalog">Where body, task and backend are found.</param>
/// <param name="experiment">The experiment.</param>
public sealed class ExperimentEnvironments(Catalog catalog, Experiment experiment) : IEnvironmentSource
{
    /// <inheritdoc/>
    public IVectorEnvironment Create(int worlds, int threads, IReadOnlyDictionary<string, string> overrides)
    {
        var tasks = catalog.Get<ITaskFactory>(ContributionIds.Full(experiment.Task.Use.Value), "task");
        var bodies = BodyReference.Find(catalog, experiment.Body?.Value, tasks, "body");
        var values = new Dictionary<string, string>(experiment.Task.Settings, StringComparer.Ordinal);
        foreach (var (key, value) in overrides)
            values[key] = value;
        return EnvironmentBuilder.For(catalog.Get<IBackend>(tasks.Offer.Backend, "backend"), bodies, tasks, new() { Values = values }).BuildVector(worlds, threads);
    }
}
