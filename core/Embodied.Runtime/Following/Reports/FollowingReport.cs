using Embodied.Analysis.Statistics;
using Embodied.Sdk.Analysis;

namespace Embodied.Runtime.Following.Reports;

/// <summary>How a controller follows motions, as a page of tables and figures (after Aldarondo et al. 2024, figure 2).</summary>
public static class FollowingReport
{
    /// <summary>Writes the page.</summary>
    /// <param name="result">Who followed how.</param>
    /// <param name="notes">What the reader should know of the motions.</param>
    public static Report Build(FollowingResult result, IReadOnlyList<string> notes)
    {
        ReportSection?[] sections =
        [
            ActorSection.Build(result), BehaviourSection.Build(result), PartSection.Build(result), CourseSection.Build(result), SurvivalSection.Build(result), LatentSection.Build(result),
            PerturbationSection.Build(result), notes.Count > 0 ? new() { Heading = "Notes", Text = notes } : null,
        ];
        return new() { Title = $"How {result.Agent.Name} follows motions", Sections = [.. sections.OfType<ReportSection>()] };
    }

    /// <summary>Agent and teacher window by window under perturbations, the unperturbed world first; none where nothing was perturbed or there is no teacher.</summary>
    public static IReadOnlyList<FollowingPair> Pairs(FollowingResult result) => PerturbationSection.Pairs(result);

    /// <summary>Where agent and teacher differ under perturbations, a sentence per rule and one on errors; none where nothing was perturbed.</summary>
    public static IReadOnlyList<string> Verdicts(FollowingResult result) => PerturbationSection.Verdicts(result);

    /// <summary>How variable drawn latents make actions, by behaviour, all windows first; none unless it was asked for.</summary>
    public static IReadOnlyList<(string Behaviour, int Windows, ConfidenceInterval Mean)> Variability(FollowingResult result) =>
        result.Variability is { } spread ? [.. LatentSection.Spread(result, spread)] : [];

    /// <summary>The agent and, where it was measured, the teacher.</summary>
    internal static IReadOnlyList<FollowingActor> Compared(FollowingResult result) => result.Teacher is { } teacher ? [result.Agent, teacher] : [result.Agent];

    /// <summary>The rows with something else in the place of the agent's latent.</summary>
    internal static IReadOnlyList<FollowingActor> Latents(FollowingResult result) => [.. result.Actors.Skip(1).Where(a => a.Name.StartsWith("latent ", StringComparison.Ordinal))];

    /// <summary>Who is drawn together: too many curves hide each other. The agent is among those who have learnt nothing, and among its own latents.</summary>
    /// <param name="result">Who followed.</param>
    /// <returns>What is added to the name of a panel, and who is in it.</returns>
    internal static IReadOnlyList<(string Panel, IReadOnlyList<FollowingActor> Actors)> Groups(FollowingResult result)
    {
        var latents = Latents(result);
        (string, IReadOnlyList<FollowingActor>) all = ("", [.. result.Actors.Except(latents)]);
        return latents.Count == 0 ? [all] : [all, (", latents", [result.Agent, .. latents])];
    }

    /// <summary>An actor looks the same in all figures.</summary>
    internal static int ColorOf(FollowingResult result, FollowingActor actor) => Math.Max(0, result.Actors.ToList().FindIndex(a => a.Name == actor.Name));
}
