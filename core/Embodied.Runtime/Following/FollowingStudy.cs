using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Imitation.Tracking;
using Embodied.Learning.Controllers;
using Embodied.Mujoco.Simulation;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Pipeline;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Control;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Progress;

namespace Embodied.Runtime.Following;

/// <summary>
/// How far a controller follows motions, beside those who have learnt nothing: doing nothing, holding the pose in which the motion begins, servos of the joints, and the
/// teacher. Both rules of when a motion is lost are applied to the same trials, so that neither hides what the other sees. Then, if asked, with something else in the place of
/// its latent, and with the teacher in perturbed worlds.
/// </summary>
/// <param name="catalog">Where body and task are found.</param>
public sealed class FollowingStudy(Catalog catalog)
{
    /// <summary>Measures.</summary>
    /// <exception cref="InputException">The controller does not fit, or a window is too short.</exception>
    public FollowingResult Run(FollowingJob job, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        var library = ReferenceLibraryFile.Read(job.Library);
        var settings = FollowingSettings.Of(job, library);
        // All at once, so that the last is not refused after an hour.
        var perturbed = job.Perturbations.Select(p => (What: p, Settings: FollowingSettings.Of(job, library, p))).ToArray();
        foreach (var resized in job.Perturbations.Where(p => p.Scale != 1))
            _ = ResizedWorld.BodyOf(catalog, library, resized.Scale);
        var steps = new Steps(progress, 1 + Others(job).Length + job.Baselines.Count + perturbed.Length);
        var agent = new FollowingAgent(catalog, job, cancel);
        var (actors, variability) = Agents(job, agent, settings, steps);
        var body = BodyResolver.Resolve(catalog, library.Body, library.Options);
        using var model = SoloScene.OnGround(catalog, body, new PhysicsSettings { Timestep = settings.Timestep });
        var taught = new TeacherBody(new(model, new PlacedBody(body)));
        var baselines = new FollowingBaselines(job, taught, cancel);
        foreach (var name in job.Baselines)
            actors.Add(steps.Done(new FollowingActor(name, baselines.Follow(name, settings))));
        return new(job.Windows, actors)
        {
            ControlStep = settings.ControlStep,
            Parts = BodyPart.Of(taught),
            Variability = variability,
            Conditions = [.. perturbed.Select(p => steps.Done(p.What.Scale == 1 ? Condition(job, agent, baselines, p.Settings, p.What) : Resized(job, library, taught, p.Settings, p.What, cancel)))],
        };
    }

    /// <summary>Refuses agents that were trained on something else than motions.</summary>
    /// <exception cref="InputException">This one was.</exception>
    public static void RequireFollower(string name, WorldRecipe world)
    {
        if (ContributionIds.Full(world.Task) != TrackingTask.TaskId)
            throw new InputException(name, $"was trained on '{world.Task}': it follows no motion", $"Give an agent of '{TrackingTask.TaskId}'.");
    }

    /// <summary>Refuses agents whose latent cannot be drawn, removed or shuffled.</summary>
    /// <param name="name">The agent, for messages.</param>
    /// <param name="controller">It; null when it is no saved agent.</param>
    /// <exception cref="InputException">It has none.</exception>
    public static void RequireLatent(string name, IController? controller)
    {
        if (controller is not NetworkController { LatentSize: > 0 })
            throw FollowingAgent.NoLatent(name);
    }

    private static LatentUse[] Others(FollowingJob job) => [.. job.Latents.Where(l => l != LatentUse.Mean)];

    private static (List<FollowingActor> Actors, IReadOnlyList<double>? Variability) Agents(FollowingJob job, FollowingAgent agent, FollowingSettings settings, Steps steps)
    {
        var looks = job.Draws > 0 || job.Latents.Contains(LatentUse.Shuffled);
        var (trials, tap) = looks ? agent.Look(settings) : (agent.Follow(settings), null);
        var actors = new List<FollowingActor> { steps.Done(new FollowingActor(job.ControllerName, trials)) };
        foreach (var use in Others(job))
            actors.Add(steps.Done(new FollowingActor(use.RowName(), agent.Follow(settings, use, tap?.Pool ?? new(1)))));
        return (actors, job.Draws > 0 ? tap!.Deviations : null);
    }

    private static FollowingCondition Condition(FollowingJob job, FollowingAgent agent, FollowingBaselines baselines, FollowingSettings settings, Perturbation what)
    {
        var own = new FollowingActor(job.ControllerName, agent.Follow(settings, what));
        return new(what, job.Baselines.Contains(FollowingBaselines.Teacher) ? [own, new(FollowingBaselines.Teacher, baselines.Follow(FollowingBaselines.Teacher, settings, what))] : [own]);
    }

    private FollowingCondition Resized(FollowingJob job, ReferenceLibrary library, TeacherBody body, FollowingSettings settings, Perturbation what, CancellationToken cancel)
    {
        using var world = new ResizedWorld(catalog, job, library, what.Scale, settings.Timestep);
        return Condition(world.Job, new(catalog, world.Job, cancel), new(world.Job, world.Body, cancel, (job, body)), settings, what);
    }

    /// <summary>How much has been done.</summary>
    private sealed class Steps(IProgress<WorkProgress>? progress, int count)
    {
        private int _done;

        public T Done<T>(T made)
        {
            progress?.Report(new("following", ++_done, count));
            return made;
        }
    }
}
