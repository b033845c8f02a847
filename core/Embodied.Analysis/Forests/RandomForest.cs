using Embodied.Sdk.Analysis;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Forests;

/// <summary>
/// A random forest of classification trees (Breiman 2001): every tree grows on a bootstrap sample, every split looks at √d of the features drawn at
/// random and takes the largest fall of the Gini impurity; the trees vote.
/// </summary>
internal sealed class RandomForest : IClassifier
{
    private readonly DecisionTree[] _trees;
    private readonly int _classes;

    private RandomForest(DecisionTree[] trees, int classes) => (_trees, _classes) = (trees, classes);

    /// <summary>Grows a forest. Same seed, same forest.</summary>
    /// <exception cref="ArgumentException">Inputs and classes do not match, or there are none.</exception>
    public static RandomForest Grow(Matrix inputs, int[] classes, ForestOptions options)
    {
        if (inputs.Rows != classes.Length || classes.Length == 0)
            throw new ArgumentException($"{inputs.Rows} samples against {classes.Length} classes.", nameof(classes));
        var count = classes.Max() + 1;
        var trees = new DecisionTree[options.Trees];
        Parallel.For(0, trees.Length, t =>
        {
            var random = RandomStream.For(options.Seed, (ulong)t);
            var sample = new int[inputs.Rows];
            foreach (ref var s in sample.AsSpan())
                s = random.NextInt(inputs.Rows);
            trees[t] = DecisionTree.Grow(inputs, classes, count, sample, options, ref random);
        });
        return new(trees, count);
    }

    /// <inheritdoc/>
    public int Predict(ReadOnlySpan<double> sample)
    {
        Span<int> votes = stackalloc int[_classes];
        foreach (var tree in _trees)
            votes[tree.Predict(sample)]++;
        var best = 0;
        for (var c = 1; c < _classes; c++)
            best = votes[c] > votes[best] ? c : best;
        return best;
    }
}
