using Embodied.Analysis.EncodingModels.Comparison;
using Embodied.Analysis.Neural;
using Embodied.Analysis.Similarity;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Settings;

namespace Embodied.Analysis.Neurons;

/// <summary>
/// How alike the activity of the neurons is to features of the body and layers of its controller, frame by frame: kernel alignment, canonical correlations and
/// Procrustes' comparison (Kornblith et al. 2019; Raghu et al. 2017; Morcos et al. 2018; Williams et al. 2021).
/// </summary>
public sealed class RepresentationAnalysis : IAnalysis
{
    /// <summary>Catalog id.</summary>
    public const string AnalysisId = "core/similarity";

    private const double Ridge = 0.1;
    private static readonly string[] Known = ["window_ms", "frames", "components"];

    /// <inheritdoc/>
    public string Summary => "Neurons beside features and layers: kernel alignment, canonical correlations, Procrustes";

    /// <inheritdoc/>
    public Report Run(AnalysisRequest request, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var settings = new PartSettings($"analysis '{AnalysisId}'", request.Settings, Known);
        var studies = NeuronStudies.Read(request, AnalysisId);
        var found = new List<Compared>();
        for (var s = 0; s < studies.Length; s++)
        {
            progress.Report(new(studies[s].Name, s, studies.Length));
            found.AddRange(Of(studies[s], settings, cancel));
        }

        progress.Report(new("done", studies.Length, studies.Length));
        return new() { Title = "Representations", Sections = [Section(found)] };
    }

    private static IEnumerable<Compared> Of(NeuralStudy study, PartSettings settings, CancellationToken cancel)
    {
        if (study.Classes.Count == 0)
            throw new InputException($"recording '{study.Name}'", "holds nothing to compare its neurons with: no qpos, keypoints, observations, probes or actions on the same frames");
        var half = (int)Math.Round(settings.Number("window_ms", 250, 0, 60_000) / 1000 * study.Rate / 2);
        var most = settings.Count("components", 20);
        int[] rows = Rows(study.Frames, settings.Count("frames", 1500));
        var (sums, lengths) = NeuronStudies.Windowed(study, half);
        var units = study.Units.Count;
        Matrix rates = new([.. Enumerable.Range(0, study.Frames * units).Select(i => Math.Sqrt(sums[i] / lengths[i / units]))], study.Frames, units);
        var neurons = Standard(rates, rows, 0, most);
        var compared = new Compared[study.Classes.Count];
        Parallel.For(0, compared.Length, new() { CancellationToken = cancel }, c =>
        {
            var (features, moved) = (Standard(study.Classes[c].Values, rows, 0, most), Standard(study.Classes[c].Values, rows, study.Frames / 3, most));
            compared[c] = new(study.Name, study.Classes[c], neurons.Columns, features.Columns, Measures(neurons, features), Measures(neurons, moved));
        });
        return compared;
    }

    private static double[] Measures(Matrix x, Matrix y) =>
    [
        KernelAlignment.Unbiased(x, y), KernelAlignment.Linear(x, y), CanonicalCorrelation.Regularized(x, y, Ridge).Average(), CanonicalCorrelation.OfComponents(x, y).Average(),
        CanonicalCorrelation.Projected(x, y), ShapeSimilarity.Of(x, y),
    ];

    /// <summary>Rows spread evenly over the recording.</summary>
    private static int[] Rows(int frames, int most) => [.. Enumerable.Range(0, Math.Min(frames, Math.Max(10, most))).Select(i => (int)((long)i * frames / Math.Min(frames, Math.Max(10, most))))];

    /// <summary>Standardised columns of some rows, moved in time, reduced to their first components: more columns than the rows can tell apart correlate with anything.</summary>
    private static Matrix Standard(Matrix values, int[] rows, int by, int most)
    {
        Matrix chosen = new([.. rows.SelectMany(r => values.Row(NeuronStudies.Shifted(r, by, values.Rows)).ToArray())], rows.Length, values.Columns);
        var (centred, _) = Numerics.Moments.Centred(chosen);
        double[] deviations = [.. Enumerable.Range(0, values.Columns).Select(j => Math.Sqrt(Enumerable.Range(0, rows.Length).Average(r => centred[(r * values.Columns) + j] * centred[(r * values.Columns) + j])))];
        for (var i = 0; i < centred.Length; i++)
            centred[i] = deviations[i % values.Columns] > 1e-12 ? centred[i] / deviations[i % values.Columns] : 0;
        var components = Linear.Components.Of(new(centred, rows.Length, values.Columns));
        var count = Math.Min(Math.Max(1, most), components.CountFor(0.99));
        return new([.. Enumerable.Range(0, rows.Length).SelectMany(r => components.Scores.Row(r)[..count].ToArray())], rows.Length, count);
    }

    private static ReportSection Section(List<Compared> found)
    {
        string[] classes = [.. found.Select(f => f.Class.Name).Distinct()];
        double Mean(string name, Func<Compared, double> figure) => found.Where(f => f.Class.Name == name).Average(figure);
        return new()
        {
            Heading = "Similarity of neurons with features and layers",
            Text =
            [
                "Neurons are square roots of counts in a window; they and every class are standardised and reduced to principal components that hold 99 % of the variance, at most as many as the setting components says. Each figure stands beside the same with the class moved by a third of the recording, which is what chance and slow drifts give.",
                FormattableString.Invariant($"The first kernel alignment is unbiased (Song et al. 2012); the plain one grows with the number of columns. Regularised canonical correlations have {Ridge} added to variances of 1."),
            ],
            Tables =
            [
                new("similarity", ["session", "class", "kind", "neural components", "components", .. Names.SelectMany(n => new[] { n, $"{n}, moved" })],
                [
                    .. found.Select(f => (IReadOnlyList<object>)
                    [
                        f.Session, f.Class.Name, f.Class.Kind.ToString().ToLowerInvariant(), f.Neural, f.Features, .. f.Values.Zip(f.Moved).SelectMany(p => new object[] { p.First, p.Second }),
                    ]),
                ]),
            ],
            Figures =
            [
                new()
                {
                    Name = "alignment",
                    Title = "Unbiased linear kernel alignment with the neurons",
                    XLabel = "class of features",
                    YLabel = "alignment",
                    Categories = classes,
                    Series =
                    [
                        new("in time", SeriesStyle.Bars, [.. classes.Select((_, i) => (double)i)], [.. classes.Select(c => Mean(c, f => f.Values[0]))]),
                        new("moved", SeriesStyle.Bars, [.. classes.Select((_, i) => (double)i)], [.. classes.Select(c => Mean(c, f => f.Moved[0]))]),
                    ],
                    Caption = "Mean over sessions.",
                },
            ],
        };
    }

    private static readonly string[] Names = ["alignment, unbiased", "alignment", "regularised correlation", "correlation of components", "projection-weighted correlation", "shape similarity"];

    private sealed record Compared(string Session, FeatureClass Class, int Neural, int Features, double[] Values, double[] Moved);
}
