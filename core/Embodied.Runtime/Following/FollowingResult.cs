using Embodied.Analysis.Statistics;
using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Trials;

namespace Embodied.Runtime.Following;

/// <summary>How everybody followed the same windows.</summary>
/// <param name="Windows">The windows.</param>
/// <param name="Actors">Who followed; the controller first.</param>
public sealed record FollowingResult(IReadOnlyList<FollowingWindow> Windows, IReadOnlyList<FollowingActor> Actors)
{
    /// <summary>Time between actions [s].</summary>
    public required double ControlStep { get; init; }

    /// <summary>The parts of the body, as the traces of the trials count them.</summary>
    public IReadOnlyList<BodyPart> Parts { get; init; } = [];

    /// <summary>Standard deviation of the mean action over drawn latents, averaged over actuators and steps, one per window; null unless it was asked for.</summary>
    public IReadOnlyList<double>? Variability { get; init; }

    /// <summary>Under what else controller and teacher were measured.</summary>
    public IReadOnlyList<FollowingCondition> Conditions { get; init; } = [];

    /// <summary>The controller.</summary>
    public FollowingActor Agent => Actors[0];

    /// <summary>The teacher; null where the agent was measured alone.</summary>
    public FollowingActor? Teacher => Actors.FirstOrDefault(a => a.Name == FollowingBaselines.Teacher);

    /// <summary>Windows by behaviour, their numbers in order.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<int> Windows)> Behaviours =>
    [
        .. Enumerable.Range(0, Windows.Count).GroupBy(i => Windows[i].Motion.Behaviour, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key.Length > 0 ? g.Key : "(unnamed)", (IReadOnlyList<int>)[.. g])),
    ];
}

/// <summary>How controller and teacher followed the windows under one perturbation.</summary>
/// <param name="What">The perturbation.</param>
/// <param name="Actors">The controller and, unless it was measured alone, the teacher.</param>
public sealed record FollowingCondition(Perturbation What, IReadOnlyList<FollowingActor> Actors);

/// <summary>How one of them did.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trials">One per window.</param>
public sealed record FollowingActor(string Name, IReadOnlyList<TrialResult> Trials)
{
    /// <summary>The trials of some windows.</summary>
    public IReadOnlyList<TrialResult> Of(IReadOnlyList<int> windows) => [.. windows.Select(w => Trials[w])];
}

/// <summary>Some windows of one actor in a few numbers. Millimetres, degrees, seconds.</summary>
/// <param name="Windows">How many.</param>
/// <param name="Mimic">Share that was followed to the end under the rule <c>mimic</c>, with Wilson's 95 % interval.</param>
/// <param name="Track">The same under the rule <c>track-mjx</c>.</param>
/// <param name="Both">The same under both.</param>
/// <param name="MeanSegmentMm">Mean distance of tracked segments, averaged over windows.</param>
/// <param name="MedianSegmentMm">Median over windows.</param>
/// <param name="RootMm">Mean distance of the root.</param>
/// <param name="RootDegrees">Mean angle of the root.</param>
/// <param name="JointDegrees">Mean joint error.</param>
/// <param name="SurvivalSeconds">Mean time until one of the rules was broken.</param>
public sealed record FollowingFigures(
    int Windows, ConfidenceInterval Mimic, ConfidenceInterval Track, ConfidenceInterval Both, double MeanSegmentMm, double MedianSegmentMm, double RootMm, double RootDegrees,
    double JointDegrees, double SurvivalSeconds)
{
    /// <summary>Of some trials.</summary>
    public static FollowingFigures Of(IReadOnlyList<TrialResult> trials)
    {
        ConfidenceInterval Share(Func<TrialResult, bool> success) => Proportion.Wilson(trials.Count(success), trials.Count);
        double Mean(Func<TrialResult, double> value) => trials.Average(value);
        double[] segments = [.. trials.Select(t => t.Segment).Order()];
        return new(
            trials.Count, Share(t => t.MimicComplete), Share(t => t.TrackComplete), Share(t => t is { MimicComplete: true, TrackComplete: true }),
            1000 * Mean(t => t.Segment), 500 * (segments[(segments.Length - 1) / 2] + segments[segments.Length / 2]), 1000 * Mean(t => t.Root),
            double.RadiansToDegrees(Mean(t => t.Angle)), double.RadiansToDegrees(Mean(t => t.Joint)), Mean(t => Math.Min(t.MimicSeconds, t.TrackSeconds)));
    }
}
