using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Similarity;

/// <summary>Measured patterns with the condition and the independent fold (run, block, session) of each.</summary>
internal sealed record PatternSet
{
    /// <summary>Puts patterns together.</summary>
    /// <param name="measurements">[observations × channels].</param>
    /// <param name="conditions">Condition of each observation, from 0.</param>
    /// <param name="folds">Fold of each observation, from 0.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a condition was never observed.</exception>
    public PatternSet(Matrix measurements, int[] conditions, int[] folds)
    {
        if (measurements.Rows != conditions.Length || measurements.Rows != folds.Length)
            throw new ArgumentException($"{measurements.Rows} patterns, {conditions.Length} conditions and {folds.Length} folds.", nameof(conditions));
        (Measurements, Conditions, Folds) = (measurements, conditions, folds);
        (ConditionCount, FoldCount) = (conditions.Max() + 1, folds.Max() + 1);
        if (Enumerable.Range(0, ConditionCount).FirstOrDefault(c => !conditions.Contains(c), -1) is >= 0 and var missing)
            throw new ArgumentException($"Condition {missing} was never observed.", nameof(conditions));
    }

    /// <summary>[observations × channels].</summary>
    public Matrix Measurements { get; }

    /// <summary>Condition of each observation.</summary>
    public int[] Conditions { get; }

    /// <summary>Fold of each observation.</summary>
    public int[] Folds { get; }

    /// <summary>Conditions.</summary>
    public int ConditionCount { get; }

    /// <summary>Folds.</summary>
    public int FoldCount { get; }

    /// <summary>Channels.</summary>
    public int Channels => Measurements.Columns;

    /// <summary>Mean pattern of every condition over some observations, [conditions × channels]; null for a condition without any.</summary>
    public double[]?[] Means(Func<int, bool>? which = null)
    {
        var (sums, counts) = (new double[]?[ConditionCount], new int[ConditionCount]);
        for (var i = 0; i < Conditions.Length; i++)
        {
            if (which is not null && !which(i))
                continue;
            var sum = sums[Conditions[i]] ??= new double[Channels];
            System.Numerics.Tensors.TensorPrimitives.Add(sum, Measurements.Row(i), sum);
            counts[Conditions[i]]++;
        }

        for (var c = 0; c < ConditionCount; c++)
        {
            foreach (ref var x in (sums[c] ?? []).AsSpan())
                x /= counts[c];
        }

        return sums;
    }

    /// <summary>Same patterns with each one's mean over channels removed.</summary>
    public PatternSet WithoutMeans()
    {
        var values = (double[])Measurements.Values.Clone();
        for (var i = 0; i < Measurements.Rows; i++)
        {
            var row = values.AsSpan(i * Channels, Channels);
            System.Numerics.Tensors.TensorPrimitives.Subtract(row, System.Numerics.Tensors.TensorPrimitives.Sum<double>(row) / Channels, row);
        }

        return new(new(values, Measurements.Rows, Channels), Conditions, Folds);
    }
}
