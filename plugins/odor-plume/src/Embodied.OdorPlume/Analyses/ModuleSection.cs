using Embodied.OdorPlume.Plumes;
using Embodied.Sdk.Analysis;

namespace Embodied.OdorPlume.Analyses;

/// <summary>Behaviour modules: how much of the time, how it moves in each, and pictures of trajectories coloured by them.</summary>
internal static class ModuleSection
{
    private const int PuffsDrawn = 500;
    private static readonly BehaviourModule[] Modules = Enum.GetValues<BehaviourModule>();

    public static ReportSection Build(TrackStudy study) => new()
    {
        Heading = "Behaviour modules",
        Text =
        [
            $"Tracking: odour within the last {OdourHistory.TrackingSteps} steps (0.48 s). Recovering: longer ago, but less than {study.LostAfter} steps; also the first "
            + $"{OdourHistory.TrackingSteps} steps. Lost: longer. Singh et al. set the limit between recovering and lost by eye, at 25 to 38 steps.",
        ],
        Tables = [new("modules", ["module", "share of steps [%]", "speed [m/s]", "turn rate [rad/s]"], [.. Modules.Select(m => Row(study, m))])],
        Figures = [.. study.Conditions.SelectMany(c => Trajectories(study, c))],
    };

    private static IReadOnlyList<object> Row(TrackStudy study, BehaviourModule module)
    {
        int all = 0, count = 0;
        double speed = 0, turn = 0;
        foreach (var episode in study.Episodes)
        {
            var modules = OdourHistory.Modules(episode, study.LostAfter);
            for (var t = 0; t + 1 < episode.Length; t++)
            {
                all++;
                if (modules[t] != module)
                    continue;
                count++;
                var ((x, y, heading), (nextX, nextY, nextHeading)) = (episode.Pose[t], episode.Pose[t + 1]);
                speed += Math.Sqrt(((nextX - x) * (nextX - x)) + ((nextY - y) * (nextY - y))) * PlumeMovie.Rate;
                turn += Math.Abs(Math.IEEERemainder(nextHeading - heading, Math.Tau)) * PlumeMovie.Rate;
            }
        }

        return [Name(module), Round(100.0 * count / Math.Max(1, all)), Round(speed / Math.Max(1, count)), Round(turn / Math.Max(1, count))];
    }

    private static IEnumerable<Figure> Trajectories(TrackStudy study, string condition)
    {
        foreach (var (succeeded, what) in new[] { (true, "home"), (false, "not home") })
        {
            // The middle one by length is neither a lucky nor a hopeless start.
            var fitting = study.Episodes.Where(e => e.Condition == condition && e.Succeeded == succeeded).OrderBy(e => e.Length).ToArray();
            if (fitting.Length > 0)
                yield return Draw(study, fitting[fitting.Length / 2], what);
        }
    }

    private static Figure Draw(TrackStudy study, TrackEpisode episode, string what)
    {
        var modules = OdourHistory.Modules(episode, study.LostAfter);
        var frame = episode.Plume[episode.FirstFrame + episode.Length];
        var every = Math.Max(1, frame.Count / PuffsDrawn);
        var (puffX, puffY) = (new List<double>(), new List<double>());
        for (var i = 0; i < frame.Count; i += every)
        {
            puffX.Add(frame.X[i]);
            puffY.Add(frame.Y[i]);
        }

        var last = episode.Length - 1;
        return new()
        {
            Name = $"trajectory-{episode.Condition}-{what.Replace(' ', '-')}",
            Title = $"{episode.Condition}: {what}, {episode.Length} steps",
            XLabel = "downwind [m]",
            YLabel = "across [m]",
            EqualAxes = true,
            Caption = "Puffs at the end of the episode; the source is at (0, 0).",
            Series =
            [
                new("puffs", SeriesStyle.Points, [.. puffX], [.. puffY]),
                .. Modules.Select(m => Part(episode, modules, m)),
                new("start", SeriesStyle.Points, [episode.Pose[0].X], [episode.Pose[0].Y]),
                new("end", SeriesStyle.Points, [episode.Pose[last].X], [episode.Pose[last].Y]),
            ],
        };
    }

    /// <summary>The stretches of one module; each reaches to the first point of the next.</summary>
    private static Series Part(TrackEpisode episode, BehaviourModule[] modules, BehaviourModule module)
    {
        var shown = Enumerable.Range(0, episode.Length).Select(t => modules[t] == module || (t > 0 && modules[t - 1] == module)).ToArray();
        return new(Name(module), SeriesStyle.Line, [.. episode.Pose.Select(p => p.X)], [.. episode.Pose.Select((p, t) => shown[t] ? p.Y : double.NaN)]) { Color = ColorOf(module) };
    }

    /// <summary>The colour of a module in all figures; 0 is for puffs.</summary>
    public static int ColorOf(BehaviourModule module) => 1 + (int)module;

    private static string Name(BehaviourModule module) => module.ToString().ToLowerInvariant();

    private static double Round(double value) => Math.Round(value, 2);
}
