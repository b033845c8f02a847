using Embodied.Analysis.Forests;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Tests.Forests;

public sealed class RandomForestTests
{
    [Fact]
    public void LearnsWhatNoLineSeparates()
    {
        var (train, trainClasses) = Checkerboard(1, 2000);
        var (test, testClasses) = Checkerboard(2, 1000);

        var forest = RandomForest.Grow(train, trainClasses, new(Seed: 5));

        Assert.True(Accuracy(forest, test, testClasses) > 0.9);
    }

    [Fact]
    public void ATreeWithoutLimitsLearnsItsSampleByHeart()
    {
        var (train, classes) = Checkerboard(1, 300);

        // Every sample is in 63 % of the bootstraps, and there it is alone in its leaf.
        var forest = RandomForest.Grow(train, classes, new(Seed: 1, Trees: 60, Depth: 64, LeafSize: 1));

        Assert.Equal(1, Accuracy(forest, train, classes), 0.005);
    }

    [Fact]
    public void NoiseIsNotLearnt()
    {
        var random = new RandomStream(6);
        var inputs = new Matrix([.. Enumerable.Range(0, 2000).Select(_ => random.NextGaussian())], 1000, 2);
        var classes = Enumerable.Range(0, 1000).Select(_ => random.NextInt(2)).ToArray();
        var forest = RandomForest.Grow(inputs, classes, new(Seed: 5, Depth: 3));

        var fresh = new Matrix([.. Enumerable.Range(0, 2000).Select(_ => random.NextGaussian())], 1000, 2);
        Assert.InRange(Accuracy(forest, fresh, [.. Enumerable.Range(0, 1000).Select(_ => random.NextInt(2))]), 0.43, 0.57);
    }

    [Fact]
    public void SameSeedSameForest()
    {
        var (train, classes) = Checkerboard(1, 500);
        var (test, _) = Checkerboard(2, 300);
        int[] Votes(ulong seed)
        {
            var forest = RandomForest.Grow(train, classes, new(seed, Trees: 5));
            return [.. Enumerable.Range(0, 300).Select(i => forest.Predict(test.Row(i)))];
        }

        Assert.Equal(Votes(3), Votes(3));
        Assert.NotEqual(Votes(3), Votes(4));
    }

    private static double Accuracy(RandomForest forest, Matrix inputs, int[] classes) =>
        Enumerable.Range(0, classes.Length).Count(i => forest.Predict(inputs.Row(i)) == classes[i]) / (double)classes.Length;

    /// <summary>Two features that matter together, two that do not.</summary>
    private static (Matrix Inputs, int[] Classes) Checkerboard(ulong seed, int count)
    {
        var random = new RandomStream(seed);
        var inputs = Enumerable.Range(0, 4 * count).Select(_ => random.NextUniform(-1, 1)).ToArray();
        return (new(inputs, count, 4), [.. Enumerable.Range(0, count).Select(i => inputs[4 * i] * inputs[(4 * i) + 1] > 0 ? 1 : 0)]);
    }
}
