using Embodied.Sdk.Analysis;

namespace Embodied.OdorPlume.Analyses;

/// <summary>Which averages of the odour's history can be read out of the memory linearly, and over which window best.</summary>
internal static class HistorySection
{
    private static readonly double[] Spans = [2, 4, 6, 8, 10, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 54, 62, 70, 80, 100, 120];

    public static ReportSection Build(TrackStudy study)
    {
        var odour = RSquared(study, OdourHistory.Odour);
        var encounters = RSquared(study, OdourHistory.Encounters);
        var (bestOdour, bestEncounters) = (Best(odour), Best(encounters));
        return new()
        {
            Heading = "History of the odour",
            Text =
            [
                "Linear regressions of averages of odour and of encounters (starts of whiffs) on the memory; the averages are exponentially weighted with "
                + "the span shown, and the best span is the one whose average is read best. Odour is the concentration itself here; in the published "
                + "analysis it is normalised, and an encounter is a rise above its running mean.",
            ],
            Tables =
            [
                new("history", ["average of", "best span [steps]", "[s]", "R²", "Singh et al.: span [steps]", "R² of theirs"],
                [
                    ["odour", Spans[bestOdour], Spans[bestOdour] / 25, Math.Round(odour[bestOdour], 3), "8, 10, 8, 6, 12", ".91 .86 .92 .88 .91"],
                    ["encounters", Spans[bestEncounters], Spans[bestEncounters] / 25, Math.Round(encounters[bestEncounters], 3), "62, 44, 46, 40, 44", ".57 .71 .57 .51 .59"],
                ]),
            ],
            Figures =
            [
                new()
                {
                    Name = "history-windows",
                    Title = "What the memory tells of the odour's past",
                    XLabel = "span of the average [steps of 40 ms]",
                    YLabel = "R²",
                    Series = [new("odour", SeriesStyle.Line, Spans, odour), new("encounters", SeriesStyle.Line, Spans, encounters)],
                },
            ],
        };
    }

    /// <summary>The span at which an average of the odour is read best.</summary>
    public static double BestSpan(TrackStudy study, Func<TrackEpisode, double[]> series) => Spans[Best(RSquared(study, series))];

    private static double[] RSquared(TrackStudy study, Func<TrackEpisode, double[]> series)
    {
        var rows = study.States.Rows;
        var outputs = new double[rows * Spans.Length];
        for (var s = 0; s < Spans.Length; s++)
        {
            var column = study.Column(e => OdourHistory.Average(series(e), Spans[s]));
            for (var row = 0; row < rows; row++)
                outputs[(row * Spans.Length) + s] = column[row];
        }

        return study.Statistics.Regress(study.States, new(outputs, rows, Spans.Length)).RSquared;
    }

    private static int Best(double[] values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            best = values[i] > values[best] ? i : best;
        return best;
    }
}
