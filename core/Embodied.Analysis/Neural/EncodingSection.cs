using Embodied.Analysis.EncodingModels.Comparison;
using Embodied.Analysis.Statistics;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Control;

namespace Embodied.Analysis.Neural;

/// <summary>Which class of features predicts each neuron best.</summary>
internal sealed class EncodingSection
{
    private readonly IReadOnlyList<NeuralStudy> _studies;
    private readonly ComparisonOptions _options;
    private readonly ClassScores[][] _scores;
    private readonly UnitVerdict[][] _verdicts;
    private readonly string[] _names;
    private readonly string[] _regions;

    private readonly FoldsBy _by;

    public EncodingSection(IReadOnlyList<NeuralStudy> studies, IController? controller, ComparisonOptions options, FoldsBy by, Action<int, int> progress)
    {
        // Controls that show the controller what was recorded need one recording.
        (studies, controller) = by == FoldsBy.Session ? ([StudyMerge.Of(studies)], null) : (studies, controller);
        (_studies, _options, _by) = (studies, options, by);
        _names = [.. studies[0].Classes.Select(c => c.Name).Where(n => studies.All(s => s.Classes.Any(c => c.Name == n)))];
        ClassScores[][] scores = [.. studies.Select(s => EncodingComparison.Run(WithControls(s, controller), s.Responses, s.Epochs, options, progress, StudyFolds.Of(s, by, options)).ToArray())];

        // A control that some session is too short for is left out of all.
        _scores = [.. scores.Select(s => s.Where(c => scores.All(o => o.Any(x => x.Class.Name == c.Class.Name))).ToArray())];
        _regions = [.. studies.SelectMany(s => s.Regions).Distinct().Order(StringComparer.Ordinal)];
        _verdicts = [.. _scores.Select(s => UnitVerdict.Of(s, options).ToArray())];
    }

    public ReportSection Build() => new()
    {
        Heading = "Which features predict the neurons",
        Text = [Method(), Outcome(), .. EncodingWinner.Tell(_scores, _options), .. _regions.Length > 1 ? [RegionText] : Array.Empty<string>()],
        Tables = [ClassTable(), .. EncodingRegions.Table(_studies, _scores, _verdicts, _options), UnitTable()],
        Figures = [Winners(), Likelihood(), .. Layers()],
    };

    private const string RegionText = "Regions are compared along the controller in the figure of its layers and in the table of regions.";

    private static double BitsPerSpike(ClassScores scores, int unit) => scores.Scores[unit].BitsPerSpike;

    /// <summary>The classes all sessions share, with the controls that tell a chance result.</summary>
    private FeatureClass[] WithControls(NeuralStudy study, IController? controller)
    {
        FeatureClass[] classes = [.. _names.Select(n => study.Classes.First(c => c.Name == n))];
        var control = classes.FirstOrDefault(c => c.Kind == FeatureKind.Computational && (c.Name.StartsWith("decoder", StringComparison.Ordinal) || c.Name == "memory"))
            ?? classes.LastOrDefault(c => c.Kind == FeatureKind.Computational) ?? classes[^1];
        var controls = new List<FeatureClass> { FeatureControls.TimeShifted(control, Math.Max(10 * _options.Chunk, study.Frames / 3)) };
        if (study.Classes.FirstOrDefault(c => c.Name == "joint velocities") is { } velocities && study.Frames >= 20 * _options.Chunk)
        {
            double[] speed = [.. Enumerable.Range(0, study.Frames).Select(r => System.Numerics.Tensors.TensorPrimitives.Norm(velocities.Values.Row(r)))];
            controls.Add(FeatureControls.Permuted(control, speed, _options.Chunk, 5, _options.Seed));
        }

        if (UntrainedLayer.Of(study, controller, control.Name, _options.Seed) is { } untrained)
            controls.Add(untrained);
        if (study.Behaviour is { } behaviour && behaviour.Distinct().Count(b => b >= 0) > 1)
            controls.Add(FeatureControls.Behaviour(behaviour));
        return [.. classes, .. controls];
    }

    private string Method() => FormattableString.Invariant(
        $"Each unit's counts are fitted by a {_options.Family.Name} regression on each class of features: standardised, reduced to the principal components that hold {100 * _options.VarianceKept:0} % of the variance, in a window of {_options.LastLag - _options.FirstLag + 1} frames (lags {_options.FirstLag} to {_options.LastLag}). ") + FormattableString.Invariant(
        $"Scores are log-likelihood ratios to the mean rate of the training frames, in frames that were not trained on: {Folds()} with {_options.Purge} frames between training and test. The penalty ({(_options.L1Share == 0 ? "ridge" : "elastic net")}) is {(_options.Strengths.Count > 1 ? $"chosen per unit on {_options.InnerFolds} of {_options.Folds - 1} parts of the training frames" : $"{_options.Strengths[0]:g3}")}.");

    private string Folds() => _by switch
    {
        FoldsBy.Time => FormattableString.Invariant($"{_options.Folds} folds of chunks of {_options.Chunk / _studies[0].Rate:0.##} s"),
        FoldsBy.Episode => $"whole episodes or clips, dealt to {_options.Folds} folds,",
        FoldsBy.Behaviour => "each behaviour left out in turn",
        _ => "each session left out in turn",
    };

    private string Outcome()
    {
        var classified = _verdicts.SelectMany((v, s) => v.Where(u => u.Winner >= 0).Select(u => _scores[s][u.Winner].Class.Kind)).ToArray();
        var all = _verdicts.Sum(v => v.Length);
        if (classified.Length == 0)
            return $"None of {all} units is predicted better than by its mean rate.";
        double[][] groups = [.. _verdicts.Select((v, s) => v.Where(u => u.Winner >= 0).Select(u => _scores[s][u.Winner].Class.Kind == FeatureKind.Computational ? 1.0 : 0).ToArray())];
        var share = HierarchicalBootstrap.Mean(groups, _options.Seed);
        var certain = _verdicts.Sum(v => v.Count(u => u.P < 0.05));
        var missed = _scores.Sum(s => s.Sum(c => c.NotConverged));
        return FormattableString.Invariant($"{classified.Length} of {all} units are classified; of these {100 * share.Estimate:0.#} % (95 % interval {100 * share.Low:0.#} to {100 * share.High:0.#}, sessions and units drawn again) are predicted best by what the controller computes. ")
            + FormattableString.Invariant($"In {certain} units the best class beats the next with p < 0.05 (signs of chunk differences flipped; not corrected for the number of units). {(missed == 0 ? "All fits converged." : $"{missed} fits did not reach their tolerance.")}");
    }

    private ReportTable ClassTable() => new("classes", ["class", "kind", "predictors", "units won", "bits per spike", "low", "high", "deviance explained"],
    [
        .. Enumerable.Range(0, _scores[0].Length).Select(c =>
        {
            var mean = Mean(c, BitsPerSpike);
            IReadOnlyList<object> row = [Name(c), Kind(c), _scores[0][c].Predictors, Wins(c), mean.Estimate, mean.Low, mean.High, Mean(c, (s, u) => s.Scores[u].DevianceExplained).Estimate];
            return row;
        }),
    ]);

    private ReportTable UnitTable() => new("units", ["session", "unit", "spikes", "best class", "next class", "p", "bits per spike", "note"],
    [
        .. _verdicts.SelectMany((verdicts, s) => verdicts.Select(v =>
        {
            IReadOnlyList<object> row =
            [
                _studies[s].Name, _studies[s].Units[v.Unit], _scores[s][0].Scores[v.Unit].Spikes, v.Winner < 0 ? "" : _scores[s][v.Winner].Class.Name,
                v.RunnerUp < 0 ? "" : _scores[s][v.RunnerUp].Class.Name, double.IsNaN(v.P) ? "" : v.P, v.Winner < 0 ? "" : BitsPerSpike(_scores[s][v.Winner], v.Unit), v.Reason ?? "",
            ];
            return row;
        })),
    ]);

    private Figure Winners()
    {
        int[] shown = [.. Enumerable.Range(0, _names.Length)];
        return new()
        {
            Name = "winners",
            Title = "Best class per unit",
            XLabel = "class of features",
            YLabel = "units",
            Categories = [.. shown.Select(Name)],
            Series = [.. ByKind(shown).Select(k => new Series(k.Kind, SeriesStyle.Bars, [.. k.Classes.Select(c => (double)c)], [.. k.Classes.Select(c => (double)Wins(c))]) { Color = k.Color })],
            Caption = "Units whose held-out likelihood is highest with that class.",
        };
    }

    private Figure Likelihood()
    {
        int[] shown = [.. Enumerable.Range(0, _scores[0].Length)];
        return new()
        {
            Name = "likelihood",
            Title = "Held-out likelihood by class",
            XLabel = "class of features",
            YLabel = "log-likelihood ratio [bits per spike]",
            Categories = [.. shown.Select(Name)],
            Series =
            [
                .. ByKind(shown).Select(k =>
                {
                    ConfidenceInterval[] means = [.. k.Classes.Select(c => Mean(c, BitsPerSpike))];
                    return new Series(k.Kind, SeriesStyle.Bars, [.. k.Classes.Select(c => (double)c)], [.. means.Select(m => m.Estimate)])
                    {
                        Error = [.. means.Select(m => (m.High - m.Low) / 2)],
                        Color = k.Color,
                    };
                }),
            ],
            Caption = "Mean over units with enough spikes, against the mean rate of the training frames; bars are half of the 95 % interval, sessions and units drawn again.",
        };
    }

    private IEnumerable<Figure> Layers()
    {
        int[] layers = [.. Enumerable.Range(0, _names.Length).Where(c => _scores[0][c].Class.Kind == FeatureKind.Computational)];
        if (layers.Length < 2)
            yield break;
        yield return new()
        {
            Name = "layers",
            Title = "Likelihood along the controller",
            XLabel = "layer, from the senses to the action",
            YLabel = "log-likelihood ratio [bits per spike]",
            Categories = [.. layers.Select(Name)],
            Series =
            [
                .. _regions.Select(region =>
                {
                    ConfidenceInterval[] means = [.. layers.Select(c => EncodingRegions.Mean(_studies, _scores, c, region, _options))];
                    return new Series(_regions.Length > 1 && region.Length == 0 ? "no region" : region.Length == 0 ? "units" : region, SeriesStyle.Band, [.. layers.Select((_, i) => (double)i)], [.. means.Select(m => m.Estimate)])
                    {
                        Error = [.. means.Select(m => (m.High - m.Low) / 2)],
                    };
                }),
            ],
            Caption = "Mean over units with enough spikes; bands are half of the 95 % interval, sessions and units drawn again.",
        };
    }

    private static IEnumerable<(string Kind, int Color, int[] Classes)> ByKind(int[] shown, Func<int, FeatureKind> kind) =>
        Enum.GetValues<FeatureKind>().Select(k => (k.ToString().ToLowerInvariant(), (int)k, shown.Where(c => kind(c) == k).ToArray())).Where(k => k.Item3.Length > 0);

    private IEnumerable<(string Kind, int Color, int[] Classes)> ByKind(int[] shown) => ByKind(shown, c => _scores[0][c].Class.Kind);

    private ConfidenceInterval Mean(int c, Func<ClassScores, int, double> figure) => HierarchicalBootstrap.Mean(
        [.. _scores.Select(s => Enumerable.Range(0, s[c].Scores.Length).Where(u => s[c].Scores[u].Spikes >= _options.FewestSpikes).Select(u => figure(s[c], u)).ToArray())], _options.Seed);

    private int Wins(int c) => _verdicts.Sum(v => v.Count(u => u.Winner == c));

    private string Name(int c) => _scores[0][c].Class.Name;

    private string Kind(int c) => _scores[0][c].Class.Kind.ToString().ToLowerInvariant();
}
