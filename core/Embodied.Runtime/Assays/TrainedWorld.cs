using Embodied.Learning.Checkpoints;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Tasks;
using Embodied.Runtime.Yaml;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Assays;

/// <summary>The world a saved agent was trained in, as it carries it.</summary>
public static class TrainedWorld
{
    // What an animal senses, does and is made of goes with it wherever it is measured.
    private static readonly string[] Animal = ["sensors", "actuation", "physics"];

    /// <summary>The recipe; null for an agent that does not know its experiment.</summary>
    /// <param name="agent">Its file, or the folder of a run; null for none.</param>
    /// <exception cref="Sdk.Errors.InputException">There is no agent, or it is damaged.</exception>
    public static WorldRecipe? Of(string? agent) =>
        agent is not null && SavedAgent.Facts(agent).Experiment is { Length: > 0 } text ? StrictYaml.Parse<Experiment>(text, agent).World : null;

    /// <summary>A job with the body an agent was trained in, and with those settings of its training that belong to the animal under the job's own.</summary>
    /// <param name="job">The job.</param>
    /// <param name="assay">Its assay.</param>
    /// <param name="agent">File of the agent, or the folder of its run; null for a controller that was not trained.</param>
    public static AssayJob Carry(AssayJob job, IAssay assay, string? agent)
    {
        if (Of(agent) is not { } world)
            return job;
        return job with
        {
            Body = job.Body ?? world.Body,
            BodyOptions = job.Body is null ? job.BodyOptions ?? world.BodyOptions : job.BodyOptions,
            Settings = world.Settings.Only(k => assay.Info.AnimalSettings.Contains(k) || Belongs(k)).With(job.Settings),
        };
    }

    private static bool Belongs(string key) => Array.Exists(Animal, a => key == a || key.StartsWith(a + ".", StringComparison.Ordinal)) && TaskKeys.Shared(key);
}
