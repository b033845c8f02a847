using Embodied.Sdk.Analysis;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.EncodingModels.Comparison;

/// <summary>Features that keep their own statistics and lose, or never had, their relation to the neurons.</summary>
internal static class FeatureControls
{
    /// <summary>The features later by some rows, the end coming back at the begin.</summary>
    public static FeatureClass TimeShifted(FeatureClass features, int rows)
    {
        var (n, d) = (features.Values.Rows, features.Values.Columns);
        var by = ((rows % n) + n) % n;
        var values = new double[n * d];
        features.Values.Values.AsSpan(0, (n - by) * d).CopyTo(values.AsSpan(by * d));
        features.Values.Values.AsSpan((n - by) * d).CopyTo(values);
        return new($"{features.Name}, shifted", FeatureKind.Control, new(values, n, d));
    }

    /// <summary>
    /// Chunks exchanged with others of like speed: what is left to predict is what speed alone tells.
    /// </summary>
    /// <param name="features">Features.</param>
    /// <param name="speed">Speed in each row.</param>
    /// <param name="chunk">Rows of a chunk; a rest stays where it is.</param>
    /// <param name="strata">Strata of equally many chunks.</param>
    /// <param name="seed">Of the exchange.</param>
    public static FeatureClass Permuted(FeatureClass features, double[] speed, int chunk, int strata, ulong seed)
    {
        var (d, count) = (features.Values.Columns, features.Values.Rows / chunk);
        int[] order = [.. Enumerable.Range(0, count).OrderBy(c => speed.AsSpan(c * chunk, chunk).ToArray().Average())];
        var values = (double[])features.Values.Values.Clone();
        for (var s = 0; s < strata; s++)
        {
            var members = order[(count * s / strata)..(count * (s + 1) / strata)];
            var (shuffled, random) = ((int[])members.Clone(), RandomStream.For(seed, (ulong)s));

            // Sattolo's cycle: every chunk goes elsewhere.
            for (var i = shuffled.Length - 1; i > 0; i--)
            {
                var j = random.NextInt(i);
                (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
            }

            for (var i = 0; i < members.Length; i++)
                features.Values.Values.AsSpan(shuffled[i] * chunk * d, chunk * d).CopyTo(values.AsSpan(members[i] * chunk * d));
        }

        return new($"{features.Name}, permuted", FeatureKind.Control, new(values, features.Values.Rows, d));
    }

    /// <summary>One column per behaviour: what a neuron tells about behaviour alone.</summary>
    /// <param name="labels">Behaviour of each row from 0, or −1.</param>
    public static FeatureClass Behaviour(int[] labels)
    {
        var classes = Math.Max(1, labels.Max() + 1);
        var values = new double[labels.Length * classes];
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] >= 0)
                values[(row * classes) + labels[row]] = 1;
        }

        return new("behaviour only", FeatureKind.Control, new(values, labels.Length, classes));
    }
}
