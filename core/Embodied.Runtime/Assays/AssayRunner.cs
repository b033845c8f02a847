using Embodied.Runtime.Bodies;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Environments;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Control;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Progress;

namespace Embodied.Runtime.Assays;

/// <summary>
/// Runs the episodes of an assay, all of a condition side by side in one batch of the controller. Actions are the controller's means; the result
/// depends on the job alone.
/// </summary>
/// <param name="catalog">Where tasks, bodies and backends are found.</param>
public sealed class AssayRunner(Catalog catalog)
{
    /// <summary>Runs a job.</summary>
    /// <exception cref="Sdk.Errors.InputException">Something named is unknown, or the controller does not fit the task.</exception>
    public AssayResult Run(AssayJob job, IProgress<WorkProgress>? progress = null, CancellationToken cancel = default)
    {
        var conditions = (job.Episodes ?? catalog.Get<IAssay>(job.Assay, "--assay")).Conditions(job.Conditions, job.Settings);
        var results = new List<AssayConditionResult>();
        foreach (var condition in conditions)
        {
            progress?.Report(new(condition.Name, results.Count, conditions.Count));
            results.Add(Run(job, condition, cancel));
        }

        progress?.Report(new("done", conditions.Count, conditions.Count));
        return new(job.Assay, job.ControllerName, results) { Settings = job.Settings };
    }

    private AssayConditionResult Run(AssayJob job, AssayCondition condition, CancellationToken cancel)
    {
        var builder = new WorldBuilder(catalog);
        var recipe = new WorldRecipe { Task = condition.Task, Body = job.Body, BodyOptions = job.BodyOptions, BodyPlace = "--body" };
        var setups = condition.Episodes.Select(e => builder.Setup(recipe with { Settings = e.Settings })).ToList();
        var body = builder.Body(recipe, setups[0]);
        var backend = builder.Backend(recipe);
        var scene = EnvironmentBuilder.Scene(backend, body, setups[0]);
        using var model = backend.Compile(scene);
        using var changed = job.Change?.Invoke(model);
        var worlds = setups.Select(setup => new PhysicsEnvironment(new(changed ?? model, scene.Bodies[0]), setup)).ToArray();
        try
        {
            var measures = new EpisodeMeasures(catalog, worlds);
            for (var i = 0; i < worlds.Length && job.Watch is { } watch; i++)
                worlds[i].Attach(watch(i, worlds[i]));
            using var controller = job.Controller(RequestFor(worlds[0], job.Seed));
            using var batch = new AssayBatch(worlds, condition.Episodes, controller, job);
            batch.Run(cancel);
            return Result(condition, worlds, batch, job) with { Measures = measures.Results() };
        }
        finally
        {
            foreach (var world in worlds)
                world.Dispose();
        }
    }

    internal static ControllerRequest RequestFor(PhysicsEnvironment world, ulong seed) => new()
    {
        Observation = world.Info.Observation,
        Action = world.Info.Action,
        ControlTimestep = world.Info.ControlTimestep,
        Seed = seed,
    };

    private static AssayConditionResult Result(AssayCondition condition, PhysicsEnvironment[] worlds, AssayBatch batch, AssayJob job)
    {
        var outcomes = worlds[0].Info.Outcomes;
        return new()
        {
            Name = condition.Name,
            Episodes = worlds.Length,
            Successes = worlds.Count(w => w.Outcome >= 0 && outcomes[w.Outcome].Success),
            Outcomes = outcomes.Select((o, i) => (o.Name, Count: worlds.Count(w => w.Outcome == i))).ToDictionary(o => o.Name, o => o.Count),
            MeanSteps = batch.Steps.Average(),
            Returns = batch.Returns,
            References = condition.References,
            Recording = batch.Log?.ToRecording(job, condition, [.. worlds.Select(w => w.Outcome)]),
        };
    }
}
