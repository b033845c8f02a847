using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Neural;

/// <summary>What was analysed.</summary>
internal static class DataSection
{
    public static ReportSection Build(IReadOnlyList<NeuralStudy> studies) => new()
    {
        Heading = "Data",
        Text =
        [
            .. studies.SelectMany(s => s.Recording.Provenance.Notes.Select(n => $"{s.Name}: {n}")),
            .. studies.SelectMany(s => s.Notes.Select(n => $"{s.Name}: {n}")),
            .. studies.Where(s => s.Recording.Provenance.Synthetic).Select(s => $"{s.Name} is synthetic: no animal was recorded."),
        ],
        Tables =
        [
            new("sessions", ["session", "minutes", "frames per second", "stretches", "units", "silent units", "median rate [Hz]", "behaviours", "classes of features"],
            [
                .. studies.Select(s =>
                {
                    double[] rates = [.. Enumerable.Range(0, s.Units.Count).Select(u => Rate(s, u))];
                    IReadOnlyList<object> row =
                    [
                        s.Name, s.Frames / s.Rate / 60, s.Rate, s.Epochs.Count, s.Units.Count, rates.Count(r => r == 0), Statistics.Descriptive.Median(rates),
                        s.Behaviour?.Where(b => b >= 0).Distinct().Count() ?? 0, s.Classes.Count,
                    ];
                    return row;
                }),
            ]),
        ],
    };

    private static double Rate(NeuralStudy study, int unit)
    {
        long sum = 0;
        for (var i = unit; i < study.Counts.Length; i += study.Units.Count)
            sum += study.Counts[i];
        return sum * study.Rate / study.Frames;
    }
}
