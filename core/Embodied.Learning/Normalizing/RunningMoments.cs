namespace Embodied.Learning.Normalizing;

/// <summary>Mean and variance of a stream of vectors, merged batch by batch (Chan, Golub, LeVeque 1983, parallel update).</summary>
public sealed class RunningMoments
{
    /// <summary>No data yet: mean 0, variance 1, with the weight of a tiny fraction of a sample, as in OpenAI baselines.</summary>
    public RunningMoments(int size) => (Mean, Variance, Count) = (new double[size], [.. Enumerable.Repeat(1.0, size)], 1e-4);

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
        for (var i = 0; i < size; i++)
        {
            double sum = 0;
            for (var r = 0; r < count; r++)
                sum += rows[(r * size) + i];
            var mean = sum / count;
            double squares = 0;
            for (var r = 0; r < count; r++)
                squares += (rows[(r * size) + i] - mean) * (rows[(r * size) + i] - mean);
            var delta = mean - Mean[i];
            Variance[i] = ((Variance[i] * Count) + squares + (delta * delta * Count * count / total)) / total;
            Mean[i] += delta * count / total;
        }

        Count = total;
    }
}
