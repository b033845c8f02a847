using System.Globalization;
using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Imitation.Tracking;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Following;

/// <summary>What the worlds of a study are made of, besides its windows.</summary>
/// <param name="Kept">Settings of the task.</param>
/// <param name="ControlStep">Time between actions [s].</param>
/// <param name="Timestep">Integration step [s].</param>
/// <param name="ActionScales">Share of half its range that an action of 1 asks of each actuator; empty for all of it.</param>
/// <param name="Disturbance">Noise and pushes; null for none.</param>
internal sealed record FollowingSettings(IReadOnlyDictionary<string, string> Kept, double ControlStep, double Timestep, IReadOnlyList<double> ActionScales, Disturbance? Disturbance)
{
    // What of an agent's world belongs to its animal; the rest is asked of it here.
    private static readonly string[] Carried = ["actions", "action_scales", "look_ahead", "segments", "control_timestep", "timestep", "noise", "push_every", "push_speed"];

    /// <summary>Of a job, as it is or under a perturbation.</summary>
    /// <exception cref="InputException">The agent follows no motions, its body is another, or a setting is out of range.</exception>
    public static FollowingSettings Of(FollowingJob job, ReferenceLibrary library, Perturbation? perturbation = null)
    {
        FollowingStudy.RequireFollower(job.ControllerName, job.World);
        if (job.World.BodyOptions is { } options && (options.Actuation != library.Options.Actuation || options.Scale != library.Options.Scale))
            throw new InputException(job.Library, $"is of a body of scale {library.Options.Scale}, actuation '{library.Options.Actuation}', that of the agent is of scale {options.Scale}, '{options.Actuation}'", "Make the motions for the agent's body.");
        var own = perturbation is null ? job.World.Settings : job.World.Settings.With(perturbation.Settings);
        // Teachers are asked for their scales, and where the agent's actions move what they follow.
        var kept = own.Only(k => Carried.Contains(k) || ((!own.ContainsKey("action_scales") || own.ContainsKey("actions")) && k.StartsWith("teacher", StringComparison.Ordinal)));
        var read = new PartSettings($"task '{TrackingTask.TaskId}'", own.Only(Carried.Contains), Carried);
        // The task itself refuses scales that are none.
        double[] scales = [.. read.Text("action_scales", "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(n => double.TryParse(n, NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) ? scale : double.NaN)];
        var disturbance = new Disturbance { Noise = read.Number("noise", 0, 0, 10), PushEvery = read.Number("push_every", 0), PushSpeed = read.Number("push_speed", new Disturbance().PushSpeed) };
        return new(kept, read.Number("control_timestep", 0.02, 1e-4, 1), read.Number("timestep", 0.004, 1e-5, 0.02), scales, disturbance is { Noise: 0, PushEvery: 0 } ? null : disturbance);
    }

    /// <summary>How a window is tried.</summary>
    public TrialOptions Trial(FollowingWindow window) => new() { Duration = window.Seconds, ControlStep = ControlStep, Disturbance = Disturbance, Traced = true };
}
