using Embodied.Analysis.EncodingModels.Families;

namespace Embodied.Analysis.EncodingModels.Comparison;

/// <summary>How classes of features are compared.</summary>
internal sealed record ComparisonOptions
{
    /// <summary>Distribution of counts.</summary>
    public GlmFamily Family { get; init; } = GlmFamily.Poisson;

    /// <summary>Smallest lag of the window, in bins; negative lags look ahead of the neuron.</summary>
    public int FirstLag { get; init; }

    /// <summary>Largest lag.</summary>
    public int LastLag { get; init; } = 4;

    /// <summary>Share of the variance that principal components of the features must hold.</summary>
    public double VarianceKept { get; init; } = 0.95;

    /// <summary>Most components before the window of lags is laid over them.</summary>
    public int MostComponents { get; init; } = 60;

    /// <summary>Folds.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Bins of a chunk.</summary>
    public int Chunk { get; init; } = 200;

    /// <summary>
    /// Strengths of the penalty, tried strongest first on a part of the training rows held out for it; each unit takes its own best. A single one is used
    /// as it is.
    /// </summary>
    public IReadOnlyList<double> Strengths { get; init; } = [1, 1e-1, 1e-2, 1e-3, 1e-4];

    /// <summary>How many parts of the training rows are held out in turn for the strength, at most <see cref="Folds"/> − 1: more cost more and choose better.</summary>
    public int InnerFolds { get; init; } = 1;

    /// <summary>0 is ridge, 1 lasso.</summary>
    public double L1Share { get; init; }

    /// <summary>Units with fewer spikes are not classified: nothing could be told.</summary>
    public int FewestSpikes { get; init; } = 100;

    /// <summary>Seed of folds and tests.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Stops between fits.</summary>
    public CancellationToken Cancel { get; init; }

    /// <summary>Bins between training and test rows: windows must not overlap.</summary>
    public int Purge => LastLag - FirstLag + 1;
}
