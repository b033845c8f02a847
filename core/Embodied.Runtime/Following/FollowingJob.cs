using Embodied.Imitation.References;
using Embodied.Sdk.Control;
using Embodied.Sdk.Environments;

namespace Embodied.Runtime.Following;

/// <summary>A stretch of a motion that is to be followed.</summary>
/// <param name="Motion">The motion.</param>
/// <param name="Frame">First frame.</param>
/// <param name="Seconds">Length [s].</param>
public sealed record FollowingWindow(ReferenceMotion Motion, int Frame, double Seconds)
{
    /// <summary>
    /// Windows of equal length, one beginning every <paramref name="stride"/> seconds. Motions shorter than a window are passed over; where all are, each is a window.
    /// </summary>
    public static IReadOnlyList<FollowingWindow> Of(IReadOnlyList<ReferenceMotion> motions, double seconds, double stride)
    {
        var whole = motions.Where(m => m.Duration > seconds - (m.Timestep / 2)).ToArray();
        return [.. (whole.Length > 0 ? whole : motions).SelectMany(m => Of(m, seconds, stride))];
    }

    private static IEnumerable<FollowingWindow> Of(ReferenceMotion motion, double seconds, double stride)
    {
        var step = Math.Max(1, (int)Math.Round(stride / motion.Timestep));
        var last = Math.Max(0, motion.Frames - 1 - (int)Math.Round(seconds / motion.Timestep));
        for (var frame = 0; frame <= last; frame += step)
            yield return new(motion, frame, Math.Min(seconds, motion.Duration));
    }
}

/// <summary>Who is to follow which motions.</summary>
public sealed record FollowingJob
{
    /// <summary>Name of the controller, for tables.</summary>
    public required string ControllerName { get; init; }

    /// <summary>Makes or opens the controller.</summary>
    public required Func<ControllerRequest, IController> Controller { get; init; }

    /// <summary>The world the controller was trained in.</summary>
    public required WorldRecipe World { get; init; }

    /// <summary>File of the library the motions are of.</summary>
    public required string Library { get; init; }

    /// <summary>What is to be followed.</summary>
    public required IReadOnlyList<FollowingWindow> Windows { get; init; }

    /// <summary>File of the teachers' book; null for a teacher with the gains for still motions.</summary>
    public string? Teachers { get; init; }

    /// <summary>All who can be measured beside the controller: doing nothing, holding the first pose, servos and the teacher, by name.</summary>
    public static IReadOnlyList<string> Everybody => FollowingBaselines.Names;

    /// <summary>Who of <see cref="Everybody"/> is measured, too. Under perturbations the teacher alone is, if it is named here.</summary>
    public IReadOnlyList<string> Baselines { get; init; } = [];

    /// <summary>Whether latents and actions are drawn instead of being means.</summary>
    public bool Sampled { get; init; }

    /// <summary>What else is put in the place of its latent, a row each; the mean is measured always.</summary>
    public IReadOnlyList<LatentUse> Latents { get; init; } = [];

    /// <summary>Latents drawn at a step to see how variable they make actions, at least 2; 0 for not looking.</summary>
    public int Draws { get; init; }

    /// <summary>Under what else controller and teacher are measured.</summary>
    public IReadOnlyList<Perturbation> Perturbations { get; init; } = [];

    /// <summary>Seed of what is drawn.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; 0 for one per core. Results do not depend on it.</summary>
    public int Threads { get; init; }
}
