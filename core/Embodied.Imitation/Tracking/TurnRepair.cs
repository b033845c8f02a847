using Embodied.Imitation.Teaching.Trials;

namespace Embodied.Imitation.Tracking;

/// <summary>Where gains lose a motion, others take over from a little before until a little after; whichever follow it longest.</summary>
internal static class TurnRepair
{
    // How long others are in charge: half of it before the motion was lost [s].
    private const double Turn = 1.6;

    // A repair that gains less time than this is none [s].
    private const double Gained = 0.2;

    /// <summary>Turns that follow the motion to its end; null where no set can take over.</summary>
    /// <param name="turns">Turns that lose it.</param>
    /// <param name="lost">How they did.</param>
    /// <param name="names">The sets.</param>
    /// <param name="run">Follows the motion.</param>
    public static IReadOnlyList<GainTurn>? Of(IReadOnlyList<GainTurn> turns, TrialResult lost, IReadOnlyList<string> names, Func<IReadOnlyList<GainTurn>, TrialResult> run)
    {
        for (var trial = lost; Seconds(trial) < trial.Asked;)
        {
            var from = Math.Max(0, Seconds(trial) - (Turn / 2));
            var (best, found) = names.Select(n => With(turns, from, n)).Select(t => (t, run(t))).OrderByDescending(t => Seconds(t.Item2)).ThenBy(t => t.Item2.Cost).First();
            if (Seconds(found) < Seconds(trial) + Gained && Seconds(found) < trial.Asked)
                return null;
            (turns, trial) = (best, found);
        }

        return turns;
    }

    /// <summary>The turns, but for one set that holds from a time on for a while.</summary>
    internal static IReadOnlyList<GainTurn> With(IReadOnlyList<GainTurn> turns, double from, string name)
    {
        var end = from + Turn;
        var after = turns.Last(t => t.From <= end || t == turns[0]);
        GainTurn[] all = [.. turns.Where(t => t.From < from), new(from, name), new(end, after.Gains), .. turns.Where(t => t.From > end)];
        return [.. all.Where((t, i) => i == 0 || all[i - 1].Gains != t.Gains)];
    }

    private static double Seconds(TrialResult trial) => trial is { MimicComplete: true, TrackComplete: true } ? trial.Asked : Math.Min(trial.MimicSeconds, trial.TrackSeconds);
}
