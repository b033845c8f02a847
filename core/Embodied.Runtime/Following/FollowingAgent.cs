using Embodied.Imitation.Teaching.Trials;
using Embodied.Imitation.Tracking;
using Embodied.Learning.Controllers;
using Embodied.Mujoco.Simulation;
using Embodied.Runtime.Assays;
using Embodied.Runtime.Catalogs;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Randomness;

namespace Embodied.Runtime.Following;

/// <summary>Lets the controller of a job follow its windows.</summary>
internal sealed class FollowingAgent(Catalog catalog, FollowingJob job, CancellationToken cancel)
{
    /// <summary>As it is, or under a perturbation.</summary>
    public TrialResult[] Follow(FollowingSettings settings, Perturbation? perturbation = null) => Run(settings, job.Sampled, perturbation, (controller, request) =>
        perturbation is { Delay: > 0 and var late } ? new DelayedController(controller, request.Observation.Size, late) : controller);

    /// <summary>With the means of its latent, which are looked at.</summary>
    /// <exception cref="InputException">It has none.</exception>
    public (TrialResult[] Trials, LatentTap Tap) Look(FollowingSettings settings)
    {
        LatentTap? tap = null;
        var trials = Run(settings, sampled: false, null, (controller, _) => tap = new(Network(controller), job.Windows.Count, job.Draws, job.Seed));
        return (trials, tap!);
    }

    /// <summary>With something else in the place of its latent, and mean actions behind it.</summary>
    /// <param name="settings">The worlds.</param>
    /// <param name="use">What.</param>
    /// <param name="pool">Latents of other moments.</param>
    /// <exception cref="InputException">It has none.</exception>
    public TrialResult[] Follow(FollowingSettings settings, LatentUse use, LatentPool pool) => Run(settings, sampled: use != LatentUse.Mean, null, (controller, _) =>
    {
        var network = Network(controller);
        network.ActionNoise = 0;
        network.Latents = use switch { LatentUse.Removed => LatentPool.Silent(network.LatentSize), LatentUse.Shuffled => pool, _ => null };
        return network;
    });

    private TrialResult[] Run(FollowingSettings settings, bool sampled, Perturbation? perturbation, Func<IController, ControllerRequest, IController> prepare)
    {
        var watchers = new FollowingObserver[job.Windows.Count];
        new AssayRunner(catalog).Run(
            new()
            {
                Assay = TrackingTask.TaskId,
                ControllerName = job.ControllerName,
                Controller = request => prepare(job.Controller(request), request),
                Body = job.World.Body,
                BodyOptions = job.World.BodyOptions,
                Sampled = sampled,
                Threads = job.Threads,
                Seed = job.Seed,
                Episodes = new Windows(job, settings),
                Change = perturbation is { ChangesMatter: true } ? model => perturbation.Change((MujocoModel)model) : null,
                Watch = (i, world) => watchers[i] = new((TrackingTask)world.Task, settings.Trial(job.Windows[i])),
            },
            null,
            cancel);
        return [.. watchers.Select(w => w.Result())];
    }

    private NetworkController Network(IController controller)
    {
        if (controller is NetworkController { LatentSize: > 0 } network)
            return network;
        controller.Dispose();
        throw NoLatent(job.ControllerName);
    }

    /// <summary>What is told of an agent without a stochastic latent.</summary>
    public static InputException NoLatent(string agent) => new(agent, "has no stochastic latent that could be drawn, removed or shuffled", "Leave out --latent and --draws, or train with core/encoder-decoder.");

    /// <summary>One episode per window.</summary>
    private sealed class Windows(FollowingJob job, FollowingSettings settings) : IAssay
    {
        public AssayInfo Info { get; } = new("Windows of motions", ["windows"], ["windows"]);

        public IReadOnlyList<AssayCondition> Conditions(IReadOnlyList<string> names, IReadOnlyDictionary<string, string> _) =>
            [new() { Name = "windows", Task = TrackingTask.TaskId, Episodes = [.. job.Windows.Select((w, i) => Episode(w, (ulong)i))] }];

        private AssayEpisode Episode(FollowingWindow window, ulong index)
        {
            return new(
                new Dictionary<string, string>(settings.Kept, StringComparer.Ordinal)
                {
                    ["reference"] = job.Library,
                    ["split"] = "all",
                    ["clip"] = window.Motion.Name,
                    ["frame"] = $"{window.Frame}",
                    ["steps"] = $"{Math.Max(1, (int)Math.Floor((window.Seconds / settings.ControlStep) + 1e-6))}",
                    ["minimum_steps"] = "1",
                    ["termination"] = "none",
                    ["start_noise"] = "0",
                },
                RandomStream.For(job.Seed, index).State)
            {
                Behaviour = window.Motion.Behaviour.Length > 0 ? window.Motion.Behaviour : null,
            };
        }
    }
}
