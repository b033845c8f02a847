namespace Embodied.Learning.Normalizing;

/// <summary>Mean and variance of a stream of vectors, merged batch by batch (Chan, Golub, LeVeque 1983, parallel update).</summary>
public sealed class RunningMoments
{
    private readonly double[] _means;
    private readonly double[] _squares;

    /// <summary>No data yet: mean 0, variance 1, with the weight of a tiny fraction of a sample, as in OpenAI baselines.</summary>
    public RunningMoments(int size)
    {
        (Mean, Variance, Count) = (new double[size], [.. Enumerable.Repeat(1.0, size)], 1e-4);
        (_means, _squares) = (new double[size], new double[size]);
    }

    /// <summary>Mean of every number.</summary>
    public double[] Mean { get; }

    /// <summary>Variance of every number (of the population).</summary>
    public double[] Variance { get; }

    /// <summary>Samples seen.</summary>
    public double Count { get; set; }

    /// <summary>Takes in rows of [rows × size].</summary>
    public void Add(ReadOnlySpan<float> rows)
    {
        var size = Mean.Length;
        var count = rows.Length / size;
        if (count == 0)
            return;
        var total = Count + count;
        Describe(rows);
        for (var i = 0; i < size; i++)
        {
            var delta = _means[i] - Mean[i];
            Variance[i] = ((Variance[i] * Count) + _squares[i] + (delta * delta * Count * count / total)) / total;
            Mean[i] += delta * count / total;
        }

        Count = total;
    }

    // Means and sums of squared deviations of the batch. Row by row, as the numbers lie in memory.
    private void Describe(ReadOnlySpan<float> rows)
    {
        var size = Mean.Length;
        Array.Clear(_means);
        Array.Clear(_squares);
        for (var at = 0; at < rows.Length; at += size)
        {
            for (var i = 0; i < size; i++)
                _means[i] += rows[at + i];
        }

        for (var i = 0; i < size; i++)
            _means[i] /= rows.Length / size;
        for (var at = 0; at < rows.Length; at += size)
        {
            for (var i = 0; i < size; i++)
                _squares[i] += (rows[at + i] - _means[i]) * (rows[at + i] - _means[i]);
        }
    }
}
