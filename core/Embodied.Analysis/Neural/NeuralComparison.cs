using Embodied.Analysis.EncodingModels.Comparison;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Settings;

namespace Embodied.Analysis.Neural;

/// <summary>
/// Does the controller predict the brain (Aldarondo et al. 2024)? Encoding models by class of features, representational similarity across behaviours, and
/// the variability of the latent, from recordings that hold spikes beside what a body did and what its controller computed.
/// </summary>
public sealed class NeuralComparison : IAnalysis
{
    /// <summary>Catalog id.</summary>
    public const string AnalysisId = "core/mimic";

    private static readonly string[] Known = ["folds", "chunk_seconds", "first_lag", "last_lag", "variance", "strengths", "l1_share", "fewest_spikes", "draws", "nested", "folds_by", "pattern_seconds"];

    /// <inheritdoc/>
    public string Summary => "Neurons against body and controller: encoding models, representational similarity, variability";

    /// <inheritdoc/>
    public Report Run(AnalysisRequest request, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var settings = new PartSettings($"analysis '{AnalysisId}'", request.Settings, Known);
        if (request.Recordings.Count == 0)
            throw new InputException($"analysis '{AnalysisId}'", "got no recordings", "embodied analyze mimic --recording FILE --neural FILE --out DIR");
        NeuralStudy[] studies = [.. request.Recordings.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => StudyReader.Read(r.Value))];
        var options = Options(settings, studies, request.Seed, cancel);
        Check(studies, options);
        try
        {
            var encoding = new EncodingSection(studies, request.Controller, options, (FoldsBy)settings.Choice("folds_by", "time", "episode", "behaviour", "session"), (done, all) => progress.Report(new("encoding models", done, all))).Build();
            cancel.ThrowIfCancellationRequested();
            progress.Report(new("similarity", 1, 3));
            var patterns = options with { Chunk = Math.Max(1, (int)Math.Round(settings.Number("pattern_seconds", 1, 0.01, 3600) * studies[0].Rate)) };
            var similarity = SimilaritySection.Build(studies, patterns, settings.Count("draws", 1000));
            cancel.ThrowIfCancellationRequested();
            progress.Report(new("variability", 2, 3));
            var variability = VariabilitySection.Build(studies, request.Controller, options, patterns);
            progress.Report(new("done", 3, 3));
            return new() { Title = "Neurons, body and controller", Sections = [DataSection.Build(studies), encoding, similarity, variability] };
        }
        catch (Exception e) when (e is ArgumentException or ArithmeticException)
        {
            throw new InputException($"analysis '{AnalysisId}'", e.Message, "Change the settings, or give a longer recording.", e);
        }
    }

    private static ComparisonOptions Options(PartSettings settings, NeuralStudy[] studies, ulong seed, CancellationToken cancel)
    {
        var defaults = new ComparisonOptions();
        var strengths = settings.Text("strengths", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(s => double.TryParse(s, System.Globalization.CultureInfo.InvariantCulture, out var value) && value >= 0 && double.IsFinite(value) ? value
                : throw new InputException($"analysis '{AnalysisId}'", $"strengths: '{s}' is no number of at least 0", "strengths=0.1,0.01")).ToArray();
        return defaults with
        {
            Folds = settings.Count("folds", defaults.Folds),
            Chunk = Math.Max(1, (int)Math.Round(settings.Number("chunk_seconds", 4, 0.01, 3600) * studies[0].Rate)),
            FirstLag = (int)settings.Number("first_lag", defaults.FirstLag, -1000, 1000),
            LastLag = (int)settings.Number("last_lag", defaults.LastLag, -1000, 1000),
            VarianceKept = settings.Number("variance", defaults.VarianceKept, 0.01, 1),
            Strengths = strengths.Length > 0 ? strengths : defaults.Strengths,
            InnerFolds = settings.Count("nested", defaults.InnerFolds),
            L1Share = settings.Number("l1_share", 0, 0, 1),
            FewestSpikes = settings.Count("fewest_spikes", defaults.FewestSpikes),
            Seed = seed,
            Cancel = cancel,
        };
    }

    private static void Check(NeuralStudy[] studies, ComparisonOptions options)
    {
        if (options.LastLag < options.FirstLag)
            throw new InputException($"analysis '{AnalysisId}'", $"last_lag {options.LastLag} lies before first_lag {options.FirstLag}");
        foreach (var study in studies)
        {
            if (study.Classes.Count == 0)
                throw new InputException($"recording '{study.Name}'", "holds nothing that could explain its spikes: no qpos, keypoints, observations, probes or actions on the same frames",
                    "embodied eval … --record --out DIR writes what a controller did and computed");
            if (Math.Abs(study.Rate - studies[0].Rate) > 1e-6 * study.Rate)
                throw new InputException($"recording '{study.Name}'", $"has {study.Rate} frames per second, '{studies[0].Name}' has {studies[0].Rate}", "Analyse them apart.");
        }
    }
}
