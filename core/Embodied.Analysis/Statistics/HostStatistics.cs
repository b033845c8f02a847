using System.Numerics;
using Embodied.Analysis.Forests;
using Embodied.Analysis.Linear;
using Embodied.Numerics;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Statistics;

/// <summary>The statistics plugins get from the host.</summary>
public sealed class HostStatistics : IStatistics
{
    /// <inheritdoc/>
    public PrincipalComponents Components(Matrix samples) => Linear.Components.Of(samples);

    /// <inheritdoc/>
    public Complex[] Eigenvalues(Matrix square) => Linear.Eigenvalues.Of(square.Values, square.Rows);

    /// <inheritdoc/>
    public LinearFit Regress(Matrix inputs, Matrix outputs) => Regression.Fit(inputs, outputs);

    /// <inheritdoc/>
    public IClassifier Forest(Matrix inputs, int[] classes, ForestOptions options) => RandomForest.Grow(inputs, classes, options);

    /// <inheritdoc/>
    public (double Low, double High) Share(int successes, int trials) => Proportion.Wilson(successes, trials) is var interval ? (interval.Low, interval.High) : default;
}
