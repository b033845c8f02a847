using CsCheck;
using Embodied.Imitation.Teaching.Solving;
using Embodied.Numerics;

namespace Embodied.Imitation.Tests.Teaching;

public sealed class LeastSquaresTests
{
    private static readonly Gen<(double[] Columns, double[] Penalties, double[] Target)> Problems =
        from unknowns in Gen.Int[1, 6]
        from columns in Gen.Double[-2, 2].Array[unknowns * 3]
        from penalties in Gen.Double[0.02, 1].Array[unknowns]
        from target in Gen.Double[-3, 3].Array[3]
        select (columns, penalties, target);

    // Karush-Kuhn-Tucker: no force pulls, and the gradient vanishes where a force pushes and points outwards where none does.
    [Fact]
    public void TheSolutionIsTheOneOptimum() => Problems.Sample(p =>
    {
        var x = Solve(p.Columns, p.Penalties, p.Target, out var residual);
        for (var j = 0; j < x.Length; j++)
        {
            var gradient = (p.Penalties[j] * x[j]) - Enumerable.Range(0, 3).Sum(r => p.Columns[(3 * j) + r] * residual[r]);
            Assert.True(x[j] >= 0);
            Assert.True(x[j] > 0 ? Math.Abs(gradient) < 1e-6 : gradient > -1e-6, $"unknown {j}: {x[j]} with gradient {gradient}");
        }
    });

    // The optimum of each choice of unknowns that may be positive, by normal equations; the best one that is non-negative.
    [Fact]
    public void TheSolutionIsThatOfTryingAllActiveSets() => Problems.Sample(p =>
    {
        var x = Solve(p.Columns, p.Penalties, p.Target, out _);
        var best = Enumerable.Range(0, 1 << x.Length).Select(set => Restricted(p.Columns, p.Penalties, p.Target, set)).Where(y => y.All(v => v >= 0))
            .Min(y => Cost(p.Columns, p.Penalties, p.Target, y));
        Assert.Equal(best, Cost(p.Columns, p.Penalties, p.Target, x), 1e-9);
    });

    [Fact]
    public void SymmetricSystemsAreSolved() => Gen.Double[-1, 1].Array[36].Sample(a =>
    {
        const int Size = 6;
        var matrix = new double[Size * Size];
        for (var i = 0; i < Size; i++)
            for (var j = 0; j < Size; j++)
                matrix[(i * Size) + j] = Enumerable.Range(0, Size).Sum(k => a[(i * Size) + k] * a[(j * Size) + k]) + (i == j ? 0.1 : 0);
        double[] wanted = [1, -2, 3, 0, 5, -1];
        var right = Enumerable.Range(0, Size).Select(i => Enumerable.Range(0, Size).Sum(j => matrix[(i * Size) + j] * wanted[j])).ToArray();
        Assert.True(PositiveDefinite.FactorAndSolve(matrix, Size, right));
        for (var i = 0; i < Size; i++)
            Assert.Equal(wanted[i], right[i], 1e-9);
    });

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void WhatIsNotPositiveDefiniteIsSaid(double value) => Assert.False(PositiveDefinite.FactorAndSolve([value], 1, [1.0]));

    private static double[] Solve(double[] columns, double[] penalties, double[] target, out double[] residual)
    {
        var x = new double[penalties.Length];
        residual = [.. target];
        NonNegativeLeastSquares.Solve(columns, penalties, residual, x, 100_000, 1e-14);
        return x;
    }

    private static double Cost(double[] columns, double[] penalties, double[] target, double[] x) =>
        Enumerable.Range(0, 3).Sum(r => Math.Pow(target[r] - x.Select((v, j) => v * columns[(3 * j) + r]).Sum(), 2)) + x.Select((v, j) => penalties[j] * v * v).Sum();

    private static double[] Restricted(double[] columns, double[] penalties, double[] target, int set)
    {
        var free = Enumerable.Range(0, penalties.Length).Where(j => (set & (1 << j)) != 0).ToArray();
        var (matrix, right, x) = (new double[free.Length * free.Length], new double[free.Length], new double[penalties.Length]);
        double Dot(int i, int j) => Enumerable.Range(0, 3).Sum(r => columns[(3 * i) + r] * columns[(3 * j) + r]);
        for (var a = 0; a < free.Length; a++)
        {
            right[a] = Enumerable.Range(0, 3).Sum(r => columns[(3 * free[a]) + r] * target[r]);
            for (var b = 0; b < free.Length; b++)
                matrix[(a * free.Length) + b] = Dot(free[a], free[b]) + (a == b ? penalties[free[a]] : 0);
        }
        PositiveDefinite.FactorAndSolve(matrix, free.Length, right);
        for (var a = 0; a < free.Length; a++)
            x[free[a]] = right[a];
        return x;
    }
}
