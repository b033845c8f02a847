namespace Embodied.Analysis.Neural;

/// <summary>How much units vary beyond what their rates imply.</summary>
internal static class NeuralVariability
{
    /// <summary>(variance − mean)/mean² of each unit's counts over some frames: the relative variance of its rate, 0 for Poisson counts, shrunk where spikes are few.</summary>
    public static double[] Of(NeuralStudy study, int[] rows)
    {
        var units = study.Units.Count;
        return [.. Enumerable.Range(0, units).Select(u =>
        {
            double sum = 0, square = 0;
            foreach (var row in rows)
            {
                double count = study.Counts[(row * units) + u];
                (sum, square) = (sum + count, square + (count * count));
            }

            var mean = sum / rows.Length;
            var variance = (square - (sum * mean)) / (rows.Length - 1);

            // A few spikes say little: the square of the mean never falls below that of a tenth of a spike per frame.
            return (variance - mean) / Math.Max(mean * mean, 0.01);
        })];
    }
}
