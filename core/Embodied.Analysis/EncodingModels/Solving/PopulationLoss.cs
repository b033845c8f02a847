using System.Numerics.Tensors;
using Embodied.Analysis.EncodingModels.Families;
using Embodied.Numerics;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.EncodingModels.Solving;

/// <summary>
/// Mean loss per bin of many units that share a design, and its gradient: two matrix products per evaluation for all of them together. Where the
/// family allows, the responses enter only through Xᵀy and Σy, computed once.
/// </summary>
internal sealed class PopulationLoss
{
    private const int Block = 128;
    private const int Lanes = 8;

    private readonly Matrix _x;
    private readonly IReadOnlyList<RowRange> _rows;
    private readonly Responses _y;
    private readonly GlmFamily _family;

    public PopulationLoss(Matrix x, IReadOnlyList<RowRange> rows, Responses y, GlmFamily family)
    {
        (_x, _rows, _y, _family, Count) = (x, rows, y, family, rows.Sum(r => r.Length));
        (Cross, Means, CenterOfX) = (new double[Units * Features], new double[Units], new double[Features]);
        Summarize();
    }

    public int Features => _x.Columns;

    public int Units => _y.Units;

    /// <summary>Bins.</summary>
    public int Count { get; }

    /// <summary>Xᵀ y / bins, [units × features].</summary>
    public double[] Cross { get; }

    /// <summary>Mean response per unit.</summary>
    public double[] Means { get; }

    /// <summary>Mean of each feature.</summary>
    public double[] CenterOfX { get; }

    /// <summary>Covariance of the features, [features × features].</summary>
    public double[] Covariance()
    {
        var gram = new double[Features * Features];
        var centred = new double[Block * Features];
        foreach (var (row, count) in Blocks())
        {
            for (var r = 0; r < count; r++)
                TensorPrimitives.Subtract(_x.Row(row + r), CenterOfX, centred.AsSpan(r * Features, Features));
            MatrixProduct.AddTransposed(centred, Features, count, centred, Features, gram);
        }

        foreach (ref var value in gram.AsSpan())
            value /= Count;
        return gram;
    }

    /// <summary>Evaluates some units. All arrays are indexed by unit.</summary>
    /// <param name="units">Which.</param>
    /// <param name="weights">[units × features].</param>
    /// <param name="intercepts">[units].</param>
    /// <param name="loss">Receives the mean loss.</param>
    /// <param name="gradient">Receives its gradient, [units × features].</param>
    /// <param name="interceptGradient">Receives its derivative by the intercept.</param>
    public void Evaluate(ReadOnlySpan<int> units, double[] weights, double[] intercepts, double[] loss, double[] gradient, double[] interceptGradient)
    {
        var columns = (units.Length + Lanes - 1) / Lanes * Lanes;
        var work = new Work(columns, Features, _family.NeedsResponses ? Block * columns : 0);
        for (var j = 0; j < units.Length; j++)
        {
            work.Intercepts[j] = intercepts[units[j]];
            for (var i = 0; i < Features; i++)
                work.Weights[(i * columns) + j] = weights[(units[j] * Features) + i];
        }

        foreach (var (row, count) in Blocks())
            Add(row, count, units, work);
        for (var j = 0; j < units.Length; j++)
        {
            var unit = units[j];
            var own = weights.AsSpan(unit * Features, Features);
            var cross = Cross.AsSpan(unit * Features, Features);
            loss[unit] = (work.Sums[j] / Count) - TensorPrimitives.Dot<double>(own, cross) - (intercepts[unit] * Means[unit]);
            interceptGradient[unit] = (work.Totals[j] / Count) - Means[unit];
            for (var i = 0; i < Features; i++)
                gradient[(unit * Features) + i] = (work.Gradient[(i * columns) + j] / Count) - cross[i];
        }
    }

    /// <summary>
    /// Second derivatives of the mean loss of one unit with the intercept taken out: the curvature of the intercept, the centre that makes the rest
    /// independent of it, and the matrix about that centre.
    /// </summary>
    public (double Curvature, double[] Center, double[] Matrix) Hessian(int unit, ReadOnlySpan<double> weights, double intercept)
    {
        var (total, center, matrix) = (0.0, new double[Features], new double[Features * Features]);
        var scaled = new double[Block * Features];
        foreach (var (row, count) in Blocks())
        {
            for (var r = 0; r < count; r++)
            {
                var x = _x.Row(row + r);
                var curvature = _family.SecondDerivative(intercept + TensorPrimitives.Dot(x, weights), _y[row + r, unit]);
                total += curvature;
                var to = scaled.AsSpan(r * Features, Features);
                TensorPrimitives.Multiply(x, curvature, to);
                TensorPrimitives.Add(center, to, center);
            }

            MatrixProduct.AddTransposed(_x.Values.AsSpan(row * Features), Features, count, scaled, Features, matrix);
        }

        foreach (ref var value in center.AsSpan())
            value /= total;
        for (var i = 0; i < Features; i++)
            for (var j = 0; j < Features; j++)
                matrix[(i * Features) + j] = (matrix[(i * Features) + j] - (total * center[i] * center[j])) / Count;
        return (total / Count, center, matrix);
    }

    private void Add(int row, int count, ReadOnlySpan<int> units, Work work)
    {
        var columns = work.Columns;
        var x = _x.Values.AsSpan(row * Features, count * Features);
        var eta = work.Eta.AsSpan(0, count * columns);
        for (var r = 0; r < count; r++)
            work.Intercepts.CopyTo(eta[(r * columns)..]);
        MatrixProduct.Multiply(x, count, Features, work.Weights, columns, eta, add: true);
        if (_family.NeedsResponses)
            _y.Read(row, count, units, work.Responses, columns);
        _family.Respond(eta, _family.NeedsResponses ? work.Responses.AsSpan(0, eta.Length) : [], work.Sums);
        for (var r = 0; r < count; r++)
            TensorPrimitives.Add(work.Totals, eta.Slice(r * columns, columns), work.Totals);
        MatrixProduct.AddTransposed(x, Features, count, eta, columns, work.Gradient);
    }

    private void Summarize()
    {
        int[] all = [.. Enumerable.Range(0, Units)];
        var (responses, product) = (new double[Block * Units], new double[Features * Units]);
        foreach (var (row, count) in Blocks())
        {
            _y.Read(row, count, all, responses, Units);
            for (var r = 0; r < count; r++)
            {
                TensorPrimitives.Add(Means, responses.AsSpan(r * Units, Units), Means);
                TensorPrimitives.Add(CenterOfX, _x.Row(row + r), CenterOfX);
            }

            MatrixProduct.AddTransposed(_x.Values.AsSpan(row * Features), Features, count, responses, Units, product);
        }

        TensorPrimitives.Divide(Means, Count, Means);
        TensorPrimitives.Divide(CenterOfX, Count, CenterOfX);
        for (var i = 0; i < Features; i++)
            for (var unit = 0; unit < Units; unit++)
                Cross[(unit * Features) + i] = product[(i * Units) + unit] / Count;
    }

    private IEnumerable<(int Row, int Count)> Blocks()
    {
        foreach (var range in _rows)
            for (var row = range.Start; row < range.End; row += Block)
                yield return (row, Math.Min(Block, range.End - row));
    }

    private sealed class Work(int columns, int features, int responses)
    {
        public int Columns { get; } = columns;

        public double[] Weights { get; } = new double[features * columns];

        public double[] Gradient { get; } = new double[features * columns];

        public double[] Eta { get; } = new double[Block * columns];

        public double[] Responses { get; } = new double[responses];

        public double[] Intercepts { get; } = new double[columns];

        public double[] Sums { get; } = new double[columns];

        public double[] Totals { get; } = new double[columns];
    }
}
