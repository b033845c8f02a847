namespace Embodied.Analysis.Decoding;

/// <summary>Which classes are taken for which.</summary>
internal sealed class Confusion
{
    /// <summary>Counts.</summary>
    /// <param name="truth">True class of each sample.</param>
    /// <param name="predictions">What was predicted.</param>
    /// <param name="classes">Classes.</param>
    public Confusion(IReadOnlyList<int> truth, IReadOnlyList<int> predictions, int classes)
    {
        (Classes, Counts) = (classes, new int[classes * classes]);
        for (var i = 0; i < truth.Count; i++)
            Counts[(truth[i] * classes) + predictions[i]]++;
    }

    /// <summary>Classes.</summary>
    public int Classes { get; }

    /// <summary>Samples of a true class (row) predicted as another (column), [classes²].</summary>
    public int[] Counts { get; }

    /// <summary>Share of samples predicted right.</summary>
    public double Accuracy => Enumerable.Range(0, Classes).Sum(c => Counts[(c * Classes) + c]) / (double)Counts.Sum();

    /// <summary>Mean over classes that occur of the share predicted right; chance is 1/classes however unequal they are.</summary>
    public double BalancedAccuracy => Enumerable.Range(0, Classes).Where(c => Total(c) > 0).Average(c => Counts[(c * Classes) + c] / (double)Total(c));

    private int Total(int c) => Counts.AsSpan(c * Classes, Classes).ToArray().Sum();
}
