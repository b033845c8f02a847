using System.Globalization;
using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Baselines;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Imitation.Tracking;
using Embodied.Mujoco.Simulation;
using Embodied.Runtime.Assays;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Pipeline;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Following;

/// <summary>
/// How far a controller follows motions, beside those who have learnt nothing: doing nothing, holding the pose in which the motion begins, servos of the joints, and the
/// teacher. Both rules of when a motion is lost are applied to the same trials, so that neither hides what the other sees.
/// </summary>
/// <param name="catalog">Where body and task are found.</param>
public sealed class FollowingStudy(Catalog catalog)
{
    // What of an agent's world belongs to its animal; the rest is asked of it here.
    private static readonly string[] Carried = ["action_scales", "look_ahead", "segments", "control_timestep", "timestep", "noise", "push_every", "push_speed"];

    /// <summary>Measures.</summary>
    /// <exception cref="InputException">The controller does not fit, or a window is too short.</exception>
    public FollowingResult Run(FollowingJob job, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        var library = ReferenceLibraryFile.Read(job.Library);
        var settings = Settings(job, library);
        var actors = new List<FollowingActor> { new(job.ControllerName, Controller(job, settings, cancel)) };
        var count = job.Baselines ? 5 : 1;
        progress?.Report(new("following", 1, count));
        if (!job.Baselines)
            return new(job.Windows, actors);
        var body = BodyResolver.Resolve(catalog, library.Body, library.Options);
        using var model = SoloScene.OnGround(catalog, body, new PhysicsSettings { Timestep = settings.Timestep });
        var taught = new TeacherBody(new(model, new PlacedBody(body)));
        var book = job.Teachers is { } file ? TeacherBook.Read(file) : null;
        foreach (var (name, make) in Baselines(taught, book))
        {
            actors.Add(new(name, Baseline(job, taught, make, settings, cancel)));
            progress?.Report(new("following", actors.Count, count));
        }

        return new(job.Windows, actors);
    }

    /// <summary>Refuses agents that were trained on something else than motions.</summary>
    /// <exception cref="InputException">This one was.</exception>
    public static void RequireFollower(string name, WorldRecipe world)
    {
        if (ContributionIds.Full(world.Task) != TrackingTask.TaskId)
            throw new InputException(name, $"was trained on '{world.Task}': it follows no motion", $"Give an agent of '{TrackingTask.TaskId}'.");
    }

    private static IEnumerable<(string Name, Func<MujocoSimulation, string, IMotionActor> Make)> Baselines(TeacherBody body, TeacherBook? book) =>
    [
        ("zero action", (_, _) => new ZeroActor()),
        ("hold start pose", (world, _) => new HoldActor(body, new InverseDynamicsTeacher(world, body, TeacherGainSets.Still))),
        ("servos", (world, _) => new JointServoActor(world, body)),
        ("teacher", (world, clip) => new ScheduledTeacher(new(world, body, TeacherGainSets.Still), book?.For(clip) ?? new(TeacherGainSets.Still))),
    ];

    private static TrialResult[] Baseline(FollowingJob job, TeacherBody body, Func<MujocoSimulation, string, IMotionActor> make, Following settings, CancellationToken cancel)
    {
        var results = new TrialResult[job.Windows.Count];
        double[] units = [.. body.Model.Info.ControlRanges.Select((r, i) => 0.5 * r.Width * (settings.ActionScales.Count > i ? settings.ActionScales[i] : 1))];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = job.Threads > 0 ? job.Threads : Environment.ProcessorCount, CancellationToken = cancel };
        Parallel.For(0, results.Length, parallel, () => (MujocoSimulation)body.Model.CreateSimulation(), (i, _, world) =>
        {
            var window = job.Windows[i];
            var options = new TrialOptions { Duration = window.Seconds, ControlStep = settings.ControlStep, Disturbance = settings.Disturbance, ControlScales = units };
            results[i] = new TeacherTrial(body, world).Run(make(world, window.Motion.Name), window.Motion, window.Frame, options, RandomStream.For(job.Seed, (ulong)i).State);
            return world;
        }, world => world.Dispose());
        return results;
    }

    private TrialResult[] Controller(FollowingJob job, Following settings, CancellationToken cancel)
    {
        var watchers = new FollowingObserver[job.Windows.Count];
        new AssayRunner(catalog).Run(
            new()
            {
                Assay = TrackingTask.TaskId,
                ControllerName = job.ControllerName,
                Controller = job.Controller,
                Body = job.World.Body,
                BodyOptions = job.World.BodyOptions,
                Sampled = job.Sampled,
                Threads = job.Threads,
                Seed = job.Seed,
                Episodes = new Windows(job, settings),
                Watch = (i, world) => watchers[i] = new((TrackingTask)world.Task, new() { Duration = job.Windows[i].Seconds, ControlStep = settings.ControlStep }),
            },
            null,
            cancel);
        return [.. watchers.Select(w => w.Result())];
    }

    private static Following Settings(FollowingJob job, ReferenceLibrary library)
    {
        RequireFollower(job.ControllerName, job.World);
        if (job.World.BodyOptions is { } options && (options.Actuation != library.Options.Actuation || options.Scale != library.Options.Scale))
            throw new InputException(job.Library, $"is of a body of scale {library.Options.Scale}, actuation '{library.Options.Actuation}', that of the agent is of scale {options.Scale}, '{options.Actuation}'", "Make the motions for the agent's body.");
        var own = job.World.Settings;
        var kept = own.Only(k => Carried.Contains(k) || (!own.ContainsKey("action_scales") && k.StartsWith("teacher", StringComparison.Ordinal)));
        var read = new PartSettings($"task '{TrackingTask.TaskId}'", own.Only(Carried.Contains), Carried);
        // The task itself refuses scales that are none.
        double[] scales = [.. read.Text("action_scales", "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(n => double.TryParse(n, NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) ? scale : double.NaN)];
        var disturbance = new Disturbance { Noise = read.Number("noise", 0, 0, 10), PushEvery = read.Number("push_every", 0), PushSpeed = read.Number("push_speed", new Disturbance().PushSpeed) };
        return new(kept, read.Number("control_timestep", 0.02, 1e-4, 1), read.Number("timestep", 0.004, 1e-5, 0.02), scales, disturbance is { Noise: 0, PushEvery: 0 } ? null : disturbance);
    }

    /// <summary>What the world is made of, besides the window.</summary>
    private sealed record Following(IReadOnlyDictionary<string, string> Kept, double ControlStep, double Timestep, IReadOnlyList<double> ActionScales, Disturbance? Disturbance);

    /// <summary>One episode per window.</summary>
    private sealed class Windows(FollowingJob job, Following settings) : IAssay
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
