using System.Numerics.Tensors;
using Embodied.Numerics;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Decoding;

/// <summary>Linear discriminant analysis (Fisher 1936; Hastie, Tibshirani and Friedman 2009, 4.3): classes are normal with one shared covariance.</summary>
internal sealed class LinearDiscriminant
{
    private LinearDiscriminant(int classes, int features, double[] coefficients, double[] intercepts, DiscriminantDirections directions) =>
        (Classes, Features, Coefficients, Intercepts, Directions) = (classes, features, coefficients, intercepts, directions);

    /// <summary>Classes.</summary>
    public int Classes { get; }

    /// <summary>Features.</summary>
    public int Features { get; }

    /// <summary>[classes × features].</summary>
    public double[] Coefficients { get; }

    /// <summary>One per class.</summary>
    public double[] Intercepts { get; }

    /// <summary>Where the classes differ most, at most classes − 1 directions.</summary>
    public DiscriminantDirections Directions { get; }

    /// <summary>Fits.</summary>
    /// <param name="samples">Samples in rows.</param>
    /// <param name="classes">Class of each, from 0; every class up to the largest occurs.</param>
    /// <param name="options">Covariance and priors.</param>
    /// <exception cref="ArgumentException">A class never occurs, there is only one, or the covariance is singular.</exception>
    public static LinearDiscriminant Fit(Matrix samples, int[] classes, DiscriminantOptions options)
    {
        var (count, d) = (classes.Max() + 1, samples.Columns);
        double[] sizes = [.. Enumerable.Range(0, count).Select(c => (double)classes.Count(k => k == c))];
        if (count < 2 || sizes.Contains(0))
            throw new ArgumentException($"{count} classes of {string.Join(", ", sizes)} samples: at least two are needed, and samples of each.", nameof(classes));
        double[] priors = [.. sizes.Select(s => options.EqualPriors ? 1.0 / count : s / classes.Length)];
        var (means, covariance) = ClassCovariance.Pooled(samples, classes, priors, options.Shrinkage);
        if (options.Centred)
            TensorPrimitives.Multiply(covariance, (double)classes.Length / (classes.Length - count), covariance);
        var centre = new double[d];
        for (var c = 0; c < count && options.Centred; c++)
            TensorPrimitives.MultiplyAdd(means.AsSpan(c * d, d), priors[c], centre, centre);
        if (Cholesky.Factor(covariance, d) < d)
            throw new ArgumentException("The covariance within classes is singular: leave out features that do not vary, or shrink it.", nameof(samples));
        var (coefficients, intercepts) = (new double[count * d], new double[count]);
        for (var c = 0; c < count; c++)
        {
            var (own, mean) = (new double[d], Less(means.AsSpan(c * d, d), centre));
            mean.CopyTo(own, 0);
            Cholesky.Forward(covariance, d, own);
            Cholesky.Backward(covariance, d, own);
            own.CopyTo(coefficients, c * d);
            intercepts[c] = (-0.5 * TensorPrimitives.Dot<double>(mean, own)) - TensorPrimitives.Dot<double>(centre, own) + Math.Log(priors[c]);
        }

        return new(count, d, coefficients, intercepts, DiscriminantDirections.Of(covariance, means, priors));
    }

    /// <summary>The most likely class.</summary>
    public int Predict(ReadOnlySpan<double> sample) => TensorPrimitives.IndexOfMax<double>(Scores(sample));

    /// <summary>Probability of each class given a sample, [classes].</summary>
    public double[] Probabilities(ReadOnlySpan<double> sample)
    {
        var scores = Scores(sample);

        // Less the largest, so that nothing overflows.
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max<double>(scores), scores);
        TensorPrimitives.SoftMax<double>(scores, scores);
        return scores;
    }

    /// <summary>Predictions when each fold is left out in turn.</summary>
    /// <param name="samples">Samples in rows.</param>
    /// <param name="classes">Class of each.</param>
    /// <param name="folds">Fold of each, from 0; neighbours in time belong in one fold.</param>
    /// <param name="options">Covariance and priors.</param>
    public static int[] CrossValidate(Matrix samples, int[] classes, int[] folds, DiscriminantOptions options)
    {
        var predictions = new int[classes.Length];
        foreach (var fold in folds.Distinct().Order())
        {
            int[] train = [.. Enumerable.Range(0, classes.Length).Where(i => folds[i] != fold)];
            Matrix rows = new([.. train.SelectMany(i => samples.Row(i).ToArray())], train.Length, samples.Columns);
            var fit = Fit(rows, [.. train.Select(i => classes[i])], options);
            for (var i = 0; i < classes.Length; i++)
                predictions[i] = folds[i] == fold ? fit.Predict(samples.Row(i)) : predictions[i];
        }

        return predictions;
    }

    private double[] Scores(ReadOnlySpan<double> sample)
    {
        var scores = new double[Classes];
        for (var c = 0; c < Classes; c++)
            scores[c] = Intercepts[c] + TensorPrimitives.Dot(sample, Coefficients.AsSpan(c * Features, Features));
        return scores;
    }

    private static double[] Less(ReadOnlySpan<double> a, double[] b)
    {
        var difference = new double[b.Length];
        TensorPrimitives.Subtract(a, b, difference);
        return difference;
    }
}
