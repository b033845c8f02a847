using System.Numerics;

namespace Embodied.Sdk.Analysis;

/// <summary>
/// Statistics that know nothing of species, supplied by the host. Resolve it where an analysis is registered:
/// <c>registry.Add&lt;IAnalysis&gt;("plugin/report", c =&gt; new MyReport(c.Resolve&lt;IStatistics&gt;()))</c>.
/// </summary>
public interface IStatistics
{
    /// <summary>Principal components of samples in rows.</summary>
    PrincipalComponents Components(Matrix samples);

    /// <summary>Eigenvalues of a square matrix, largest modulus first.</summary>
    Complex[] Eigenvalues(Matrix square);

    /// <summary>Least squares with an intercept, every column of the outputs on its own.</summary>
    /// <param name="inputs">Samples in rows.</param>
    /// <param name="outputs">As many rows.</param>
    LinearFit Regress(Matrix inputs, Matrix outputs);

    /// <summary>A random forest (Breiman 2001).</summary>
    /// <param name="inputs">Samples in rows.</param>
    /// <param name="classes">Class of each sample, from 0.</param>
    /// <param name="options">Size and seed.</param>
    IClassifier Forest(Matrix inputs, int[] classes, ForestOptions options);

    /// <summary>95 % interval of a share of successes (Wilson 1927).</summary>
    (double Low, double High) Share(int successes, int trials);
}

/// <summary>Numbers in rows and columns, row-major.</summary>
/// <param name="Values">[rows × columns].</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
public readonly record struct Matrix(double[] Values, int Rows, int Columns)
{
    /// <summary>An element.</summary>
    public double this[int row, int column] => Values[(row * Columns) + column];

    /// <summary>A row.</summary>
    public ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Columns, Columns);
}

/// <summary>Directions of largest variance.</summary>
/// <param name="Variances">Variance along each, descending.</param>
/// <param name="Directions">Unit vectors in rows, in that order.</param>
/// <param name="Scores">The samples in these coordinates, samples in rows.</param>
public sealed record PrincipalComponents(double[] Variances, Matrix Directions, Matrix Scores)
{
    /// <summary>How many of the first components it takes to hold a share of the variance.</summary>
    public int CountFor(double share)
    {
        var (sum, total) = (0.0, Variances.Sum());
        for (var i = 0; i < Variances.Length; i++)
        {
            sum += Variances[i];
            if (sum >= share * total)
                return i + 1;
        }

        return Variances.Length;
    }
}

/// <summary>A linear fit.</summary>
/// <param name="Weights">[outputs × inputs].</param>
/// <param name="Intercepts">One per output.</param>
/// <param name="RSquared">Share of variance explained, one per output; NaN for a constant output.</param>
public sealed record LinearFit(Matrix Weights, double[] Intercepts, double[] RSquared);

/// <summary>Size of a random forest.</summary>
/// <param name="Seed">Seed of samples and features.</param>
/// <param name="Trees">Trees.</param>
/// <param name="Depth">Largest depth.</param>
/// <param name="LeafSize">Fewest samples in a leaf.</param>
public sealed record ForestOptions(ulong Seed, int Trees = 30, int Depth = 12, int LeafSize = 3);

/// <summary>Names the class of a sample.</summary>
public interface IClassifier
{
    /// <summary>The class.</summary>
    int Predict(ReadOnlySpan<double> sample);
}
