using Embodied.Analysis.Neural;
using Embodied.Analysis.Spikes;
using Embodied.Analysis.Statistics;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Settings;

namespace Embodied.Analysis.Neurons;

/// <summary>How the rates of neurons change around events (peri-event time histograms, Gerstein and Kiang 1960).</summary>
public sealed class PethAnalysis : IAnalysis
{
    /// <summary>Catalog id.</summary>
    public const string AnalysisId = "core/peth";

    private const int MostShown = 6;
    private static readonly string[] Known = ["events", "before", "after", "bin_ms", "fewest_events"];

    /// <inheritdoc/>
    public string Summary => "Rates of neurons around events: onsets of behaviours, begins of episodes, a variable rising above a threshold";

    /// <inheritdoc/>
    public Report Run(AnalysisRequest request, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var settings = new PartSettings($"analysis '{AnalysisId}'", request.Settings, Known);
        var studies = NeuronStudies.Read(request, AnalysisId);
        var fewest = settings.Count("fewest_events", 5);
        var responses = new List<Response>();
        for (var s = 0; s < studies.Length; s++)
        {
            progress.Report(new(studies[s].Name, s, studies.Length));
            cancel.ThrowIfCancellationRequested();
            responses.AddRange(Of(studies[s], settings, fewest, request.Seed));
        }

        if (responses.Count == 0)
            throw new InputException($"analysis '{AnalysisId}'", $"no kind of event occurs {fewest} times with a whole window around it", "Shorten the window (before, after), or lower fewest_events.");
        progress.Report(new("done", studies.Length, studies.Length));
        return new() { Title = "Neurons around events", Sections = [Section(responses, fewest)] };
    }

    private static IEnumerable<Response> Of(NeuralStudy study, PartSettings settings, int fewest, ulong seed)
    {
        var frame = 1 / study.Rate;
        var bin = Math.Max(1, (int)Math.Round(settings.Number("bin_ms", 50, 0.001, 1e6) / 1000 / frame));
        int Frames(string name, double otherwise) => bin * Math.Max(1, (int)Math.Round(settings.Number(name, otherwise, 0.001, 3600) / frame / bin));
        var (before, after) = (Frames("before", 0.5), Frames("after", 1));
        foreach (var (kind, events) in EventList.Of(study, settings.Text("events", study.Behaviour is null ? "episodes" : "behaviour"), before, after).Where(k => k.Frames.Length >= fewest))
        {
            for (var u = 0; u < study.Units.Count; u++)
            {
                var histogram = PeriEventHistogram.OfCounts(NeuronStudies.Counts(study, u), events, before / bin, after / bin, bin, study.Rate);
                double[] change = [.. histogram.Counts.Select(c => (c[(before / bin)..].Sum() * study.Rate / after) - (c[..(before / bin)].Sum() * study.Rate / before))];
                yield return new(study.Name, study.Units[u], kind, events.Length, histogram, before / bin, change.Average(), PairedTest.SignFlip(change, seed + (ulong)u));
            }
        }
    }

    private static ReportSection Section(List<Response> responses, int fewest)
    {
        var adjusted = NeuronStudies.Adjusted([.. responses.Select(r => r.P)]);
        var kinds = responses.Select(r => r.Kind).Distinct().ToArray();
        return new()
        {
            Heading = "Rates around events",
            Text =
            [
                $"Kinds of events with at least {fewest} whole windows are shown. The change is the mean rate after less that before an event; its p-value comes from flipping the signs of events' changes at random, and q is the false discovery rate over all rows (Benjamini and Hochberg 1995).",
                $"{adjusted.Count(q => q < 0.05)} of {responses.Count} responses have q < 0.05.",
            ],
            Tables =
            [
                new("responses", ["session", "unit", "event", "events", "rate before [Hz]", "change [Hz]", "p", "q", "peak [Hz]", "peak at [s]"],
                [
                    .. responses.Select((r, i) =>
                    {
                        var rate = r.Histogram.MeanRate;
                        var peak = Array.IndexOf(rate, rate.Max());
                        IReadOnlyList<object> row = [r.Session, r.Unit, r.Kind, r.Events, rate[..r.Zero].Average(), r.Change, r.P, adjusted[i], rate[peak], Centre(r, peak)];
                        return row;
                    }),
                ]),
            ],
            Figures = [Population(responses, kinds), Units(responses)],
        };
    }

    private static Figure Population(List<Response> responses, string[] kinds) => new()
    {
        Name = "population",
        Title = "Mean rate of all neurons around events",
        XLabel = "time to the event [s]",
        YLabel = "rate [Hz]",
        Series =
        [
            .. kinds.Select(kind =>
            {
                Response[] own = [.. responses.Where(r => r.Kind == kind)];
                double[][] rates = [.. own.Select(r => r.Histogram.MeanRate)];
                double[] at = [.. Enumerable.Range(0, rates.Min(r => r.Length)).Select(b => Centre(own[0], b))];
                return new Series(kind, SeriesStyle.Band, at, [.. at.Select((_, b) => rates.Average(r => r[b]))])
                {
                    Error = [.. at.Select((_, b) => rates.Length > 1 ? Descriptive.StandardDeviation([.. rates.Select(r => r[b])]) / Math.Sqrt(rates.Length) : 0)],
                };
            }),
        ],
        Caption = "Mean over units; bands are standard errors over units.",
    };

    private static Figure Units(List<Response> responses) => new()
    {
        Name = "units",
        Title = "Neurons that change most surely",
        XLabel = "time to the event [s]",
        YLabel = "rate [Hz]",
        Series =
        [
            .. responses.OrderBy(r => r.P).ThenByDescending(r => Math.Abs(r.Change)).Take(MostShown).Select(r =>
            {
                var rate = r.Histogram.MeanRate;
                return new Series($"{r.Unit}, {r.Kind}", SeriesStyle.Band, [.. rate.Select((_, b) => Centre(r, b))], rate) { Error = [.. r.Histogram.RateError.Select(e => double.IsFinite(e) ? e : 0)] };
            }),
        ],
        Caption = "Bands are standard errors over events.",
    };

    private static double Centre(Response response, int bin) => (response.Histogram.Edges[bin] + response.Histogram.Edges[bin + 1]) / 2;

    private sealed record Response(string Session, string Unit, string Kind, int Events, PeriEventHistogram Histogram, int Zero, double Change, double P);
}
