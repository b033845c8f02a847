using Embodied.Analysis.Neural;
using Embodied.Analysis.Spikes;
using Embodied.Analysis.Statistics;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Settings;

namespace Embodied.Analysis.Neurons;

/// <summary>Rates of neurons by the value of variables, and how much each spike tells about them (Skaggs et al. 1993).</summary>
public sealed class TuningAnalysis : IAnalysis
{
    /// <summary>Catalog id.</summary>
    public const string AnalysisId = "core/tuning";

    private const int MostShown = 6;
    private static readonly string[] Known = ["variables", "bins", "shifts"];

    /// <inheritdoc/>
    public string Summary => "Rates of neurons by the value of a variable, and the information of a spike about it";

    /// <inheritdoc/>
    public Report Run(AnalysisRequest request, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var settings = new PartSettings($"analysis '{AnalysisId}'", request.Settings, Known);
        var studies = NeuronStudies.Read(request, AnalysisId);
        string[] variables = [.. settings.Text("variables", RecordedVariable.Speed).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        var (bins, shifts) = (Math.Max(2, settings.Count("bins", 15)), Math.Max(1, settings.Count("shifts", 199)));
        var sections = new List<ReportSection>();
        foreach (var variable in variables)
        {
            progress.Report(new(variable, sections.Count, variables.Length));
            sections.Add(Section(variable, [.. studies.SelectMany((s, i) => Units(s, variable, bins, shifts, request.Seed + (ulong)i, cancel))], shifts));
        }

        progress.Report(new("done", variables.Length, variables.Length));
        return new() { Title = "Tuning of neurons", Sections = sections };
    }

    private static IEnumerable<Tuned> Units(NeuralStudy study, string variable, int bins, int shifts, ulong seed, CancellationToken cancel)
    {
        var values = RecordedVariable.Of(study, variable);
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0 || sorted[0] == sorted[^1])
            throw new Sdk.Errors.InputException($"recording '{study.Name}'", $"variable '{variable}' never varies", "Name another: variables=CHANNEL:0");

        // The rarest values would be bins of a few frames.
        var (low, high) = (Descriptive.SortedQuantile(sorted, 0.01), Descriptive.SortedQuantile(sorted, 0.99));
        (low, high) = high > low ? (low, high) : (sorted[0], sorted[^1]);
        TuningCurve Curve(double[] at) => TuningCurve.Of(study.Counts, study.Units.Count, at, low, high, bins, 1 / study.Rate);
        var (curve, random) = (Curve(values), RandomStream.For(seed, 0));
        var information = curve.BitsPerSpike();
        int[] by = [.. Enumerable.Range(0, shifts).Select(_ => (study.Frames / 20) + 1 + random.NextInt(Math.Max(1, (study.Frames * 9 / 10) - 1)))];
        var above = new int[shifts][];
        Parallel.For(0, shifts, new() { CancellationToken = cancel }, s =>
        {
            double[] shifted = [.. Enumerable.Range(0, study.Frames).Select(f => values[NeuronStudies.Shifted(f, by[s], study.Frames)])];
            above[s] = [.. Curve(shifted).BitsPerSpike().Select((b, u) => b >= information[u] ? 1 : 0)];
        });
        return [.. Enumerable.Range(0, study.Units.Count).Select(u => new Tuned(study.Name, study.Units[u], curve.Centers, curve.Rates[u], information[u],
            double.IsNaN(information[u]) ? double.NaN : (1.0 + above.Sum(a => a[u])) / (1 + shifts)))];
    }

    private static ReportSection Section(string variable, Tuned[] units, int shifts)
    {
        Tuned[] spiking = [.. units.Where(u => double.IsFinite(u.Bits))];
        var adjusted = NeuronStudies.Adjusted([.. spiking.Select(u => u.P)]);
        var file = new string([.. variable.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-');
        return new()
        {
            Heading = $"Tuning to {variable}",
            Text =
            [
                $"Bins span the middle 98 % of the values. Information is that of Skaggs et al. (1993) in bits per spike; its p-value compares it with {shifts} shifts of the variable in time, which keep both their own statistics, and q is the false discovery rate.",
                $"{adjusted.Count(q => q < 0.05)} of {spiking.Length} units that fire have q < 0.05{(spiking.Length < units.Length ? $"; {units.Length - spiking.Length} units are silent" : "")}.",
            ],
            Tables =
            [
                new($"tuning-{file}", ["session", "unit", "bits per spike", "p", "q", "preferred value", "highest rate [Hz]", "lowest rate [Hz]"],
                [
                    .. spiking.Select((u, i) =>
                    {
                        double[] known = [.. u.Rates.Where(double.IsFinite)];
                        IReadOnlyList<object> row = [u.Session, u.Unit, u.Bits, u.P, adjusted[i], u.Centers[Array.IndexOf(u.Rates, known.Max())], known.Max(), known.Min()];
                        return row;
                    }),
                ]),
            ],
            Figures =
            [
                new()
                {
                    Name = $"tuning-{file}-curves",
                    Title = $"Neurons most informative about {variable}",
                    XLabel = variable,
                    YLabel = "rate [Hz]",
                    Series = [.. spiking.OrderBy(u => u.P).ThenByDescending(u => u.Bits).Take(MostShown).Select(u => new Series(u.Unit, SeriesStyle.Line, u.Centers, u.Rates))],
                },
            ],
        };
    }

    private sealed record Tuned(string Session, string Unit, double[] Centers, double[] Rates, double Bits, double P);
}
