using Embodied.Analysis.EncodingModels.Solving;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.EncodingModels;

/// <summary>Generalised linear models of many units that share a design, fitted together.</summary>
internal static class PopulationGlm
{
    /// <summary>Fits every unit: minimises mean loss + penalty over weights and a free intercept.</summary>
    /// <param name="design">Features in columns, bins in rows; finite.</param>
    /// <param name="responses">As many rows.</param>
    /// <param name="options">What and how closely.</param>
    /// <param name="rows">Rows to fit; all when null.</param>
    /// <param name="start">An earlier fit of the same shape to begin from, or null.</param>
    /// <exception cref="ArgumentException">The rows do not match, there are none, or a feature is not finite.</exception>
    public static GlmFit Fit(Matrix design, Responses responses, GlmOptions options, IReadOnlyList<RowRange>? rows = null, GlmFit? start = null)
    {
        rows ??= [new(0, design.Rows)];
        Check(design, responses, rows, options.Penalty);
        var loss = new PopulationLoss(design, rows, responses, options.Family);
        var state = new PopulationState(loss, options, start);
        var preconditioner = new Preconditioner(loss);
        if (options.Penalty.IsSparse)
            new SparseSolver(loss, state, options).Run(options.Cancel);
        else
            new SmoothSolver(loss, preconditioner, state, options).Run(options.Cancel);
        return new()
        {
            Features = design.Columns,
            Weights = state.Weights,
            Intercepts = state.Intercepts,
            Status = state.Status,
            Iterations = state.Iterations,
            Certificate = state.Certificate,
            NullMeans = loss.Means,
            Rank = preconditioner.Rank,
        };
    }

    private static void Check(Matrix design, Responses responses, IReadOnlyList<RowRange> rows, GlmPenalty penalty)
    {
        if (design.Rows != responses.Rows)
            throw new ArgumentException($"{design.Rows} rows of features against {responses.Rows} of responses.", nameof(responses));
        if (design.Columns == 0 || rows.Sum(r => r.Length) == 0)
            throw new ArgumentException("There is nothing to fit: no features or no rows.", nameof(design));
        var bad = design.Values.AsSpan().IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
        if (bad >= 0)
            throw new ArgumentException($"Feature {bad % design.Columns} in bin {bad / design.Columns} is {design.Values[bad]}.", nameof(design));
        if (penalty.Groups is { } groups && !groups.SelectMany(g => g).Order().SequenceEqual(Enumerable.Range(0, design.Columns)))
            throw new ArgumentException("Every feature must be in exactly one group.", nameof(penalty));
    }
}
