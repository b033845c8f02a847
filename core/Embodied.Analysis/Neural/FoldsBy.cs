using Embodied.Analysis.EncodingModels.Comparison;

namespace Embodied.Analysis.Neural;

/// <summary>What is left out together when models are tested.</summary>
internal enum FoldsBy
{
    /// <summary>Chunks of contiguous time.</summary>
    Time,

    /// <summary>Episodes or clips, dealt to the folds in turn.</summary>
    Episode,

    /// <summary>Each behaviour in turn: whether a model holds in what it never saw.</summary>
    Behaviour,

    /// <summary>Each session in turn; the units are the same in all.</summary>
    Session,
}

/// <summary>Makes the folds.</summary>
internal static class StudyFolds
{
    /// <summary>The folds of one study.</summary>
    /// <exception cref="ArgumentException">The study has too few of what is to be left out.</exception>
    public static IReadOnlyList<Fold> Of(NeuralStudy study, FoldsBy by, ComparisonOptions options)
    {
        if (by == FoldsBy.Time)
            return FoldPlan.TimeBlocked(study.Epochs, options.Folds, options.Chunk, options.Purge, options.Seed);
        int[] labels = by switch
        {
            FoldsBy.Behaviour => study.Behaviour ?? throw new ArgumentException($"'{study.Name}' does not say what the animal did: there are no behaviours to leave out.", nameof(study)),
            FoldsBy.Session => study.Session ?? throw new ArgumentException($"'{study.Name}' is one session: there is none to leave out.", nameof(study)),
            _ => Episodes(study, options.Folds),
        };
        var count = labels.Where(l => l >= 0).Distinct().Count();
        return count > 1 ? FoldPlan.ByLabel(study.Epochs, labels, options.Purge)
            : throw new ArgumentException($"'{study.Name}' has {count} {by.ToString().ToLowerInvariant()}s: at least two are needed to leave one out.", nameof(study));
    }

    private static int[] Episodes(NeuralStudy study, int folds)
    {
        var labels = new int[study.Frames];
        for (var e = 0; e < study.Epochs.Count; e++)
            labels.AsSpan(study.Epochs[e].Start, study.Epochs[e].Length).Fill(e % folds);
        return labels;
    }
}
