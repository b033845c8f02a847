namespace Embodied.OdorPlume.Analyses;

/// <summary>What the insect is at, judged by how long ago it smelt something (log_analysis.get_regimes of the published code).</summary>
internal enum BehaviourModule
{
    /// <summary>Smelt something within 12 steps (0.48 s).</summary>
    Tracking,

    /// <summary>Lost the odour a short while ago; also the first 12 steps of an episode.</summary>
    Recovering,

    /// <summary>Has not smelt anything for long.</summary>
    Lost,
}

/// <summary>Time series that follow from the odour of an episode.</summary>
internal static class OdourHistory
{
    /// <summary>Steps after which tracking ends.</summary>
    public const int TrackingSteps = 12;

    /// <summary>Steps since the last odour; counted from the start where there was none.</summary>
    public static int[] StepsSinceOdour(TrackEpisode episode)
    {
        var since = new int[episode.Length];
        for (var t = 0; t < since.Length; t++)
            since[t] = episode.Smells(t) ? 0 : t == 0 ? 1 : since[t - 1] + 1;
        return since;
    }

    /// <summary>The module at every step.</summary>
    /// <param name="episode">The episode.</param>
    /// <param name="lostAfter">Steps without odour that make it lost.</param>
    public static BehaviourModule[] Modules(TrackEpisode episode, int lostAfter) =>
    [
        .. StepsSinceOdour(episode).Select((since, t) => t < TrackingSteps ? BehaviourModule.Recovering
            : since <= TrackingSteps ? BehaviourModule.Tracking
            : since < lostAfter ? BehaviourModule.Recovering
            : BehaviourModule.Lost),
    ];

    /// <summary>Encounters [Hz]: the rate of steps at a step that begins a whiff, 0 at all others.</summary>
    public static double[] Encounters(TrackEpisode episode) =>
        [.. Enumerable.Range(0, episode.Length).Select(t => episode.Smells(t) && (t == 0 || !episode.Smells(t - 1)) ? (double)Plumes.PlumeMovie.Rate : 0)];

    /// <summary>The odour.</summary>
    public static double[] Odour(TrackEpisode episode) => [.. episode.Sensed.Select(s => s.Odour)];

    /// <summary>
    /// Exponentially weighted mean with α = 2 / (span + 1), weights normalised over what has been seen (as pandas' <c>ewm(span, adjust=True)</c>).
    /// </summary>
    public static double[] Average(double[] values, double span)
    {
        var decay = 1 - (2 / (span + 1));
        var (sum, weight) = (0.0, 0.0);
        var averages = new double[values.Length];
        for (var t = 0; t < values.Length; t++)
        {
            (sum, weight) = (values[t] + (decay * sum), 1 + (decay * weight));
            averages[t] = sum / weight;
        }

        return averages;
    }
}
