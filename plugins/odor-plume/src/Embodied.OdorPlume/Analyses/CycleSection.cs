using Embodied.Sdk.Analysis;

namespace Embodied.OdorPlume.Analyses;

/// <summary>Whether the memory goes round in circles while the insect is lost, and how long a round takes.</summary>
internal static class CycleSection
{
    private const int ShortestStretch = 60;
    private const int ShortestPeriod = 5;
    private const double LeastCorrelation = 0.3;

    public static ReportSection Build(TrackStudy study)
    {
        var periods = Periods(study).Order().ToArray();
        var median = periods.Length == 0 ? double.NaN : periods[periods.Length / 2];
        return new()
        {
            Heading = "Cycles while lost",
            Text =
            [
                $"Period of the first component of the memory in stretches of at least {ShortestStretch} lost steps: the lag of the highest peak of the "
                + $"autocorrelation, where that is at least {LeastCorrelation}.",
            ],
            Tables =
            [
                new("cycles", ["", "here", "Singh et al. 2023"],
                    [["stretches with a period", periods.Length, ""], ["median period [steps]", double.IsNaN(median) ? "none" : median, "19, n/a, 17, 28, 18"]]),
            ],
        };
    }

    private static IEnumerable<double> Periods(TrackStudy study)
    {
        var row = 0;
        foreach (var episode in study.Balanced)
        {
            var modules = OdourHistory.Modules(episode, study.LostAfter);
            for (var from = 0; from < episode.Length;)
            {
                var end = from;
                while (end < episode.Length && modules[end] == BehaviourModule.Lost)
                    end++;
                if (end - from >= ShortestStretch && Period([.. Enumerable.Range(row + from, end - from).Select(i => study.Components.Scores[i, 0])]) is { } period)
                    yield return period;
                from = Math.Max(end, from + 1);
            }

            row += episode.Length;
        }
    }

    private static double? Period(double[] series)
    {
        var mean = series.Average();
        var power = series.Sum(v => (v - mean) * (v - mean));
        if (power <= 1e-9 * series.Length)
            return null;
        // Beyond the first zero of the autocorrelation lies the first round.
        var correlation = Enumerable.Range(0, series.Length / 2).Select(lag => Correlate(series, mean, lag) / power * series.Length / (series.Length - lag)).ToArray();
        var crossing = Array.FindIndex(correlation, c => c < 0);
        if (crossing < 0)
            return null;
        int? best = null;
        for (var lag = Math.Max(crossing + 1, ShortestPeriod); lag + 1 < correlation.Length; lag++)
        {
            // Rounds later than the first are peaks as well, hardly higher.
            var peak = correlation[lag] >= correlation[lag - 1] && correlation[lag] >= correlation[lag + 1];
            if (peak && correlation[lag] >= LeastCorrelation && (best is not { } found || correlation[lag] > correlation[found] + 0.05))
                best = lag;
        }

        return best;
    }

    private static double Correlate(double[] series, double mean, int lag)
    {
        var sum = 0.0;
        for (var i = 0; i + lag < series.Length; i++)
            sum += (series[i] - mean) * (series[i + lag] - mean);
        return sum;
    }
}
