using System.Numerics.Tensors;

namespace Embodied.Imitation.Teaching.Solving;

/// <summary>
/// min |Σ xⱼ cⱼ − b|² + Σ ρⱼ xⱼ² over x ≥ 0 by cyclic coordinate descent (Franc, Hlaváč and Navara 2005), which suits few rows and many columns.
/// With every ρ above 0 the problem is strictly convex and the descent converges to its one solution.
/// </summary>
internal static class NonNegativeLeastSquares
{
    /// <summary>Improves <paramref name="solution"/> until nothing changes by more than the tolerance, or sweeps run out.</summary>
    /// <param name="columns">cⱼ one after another, [unknowns × rows].</param>
    /// <param name="penalties">ρⱼ, all above 0, [unknowns].</param>
    /// <param name="residual">b on entry, b − Σ xⱼ cⱼ on exit, [rows].</param>
    /// <param name="solution">x: overwritten, starts from zero, [unknowns].</param>
    /// <param name="sweeps">Most passes over all unknowns.</param>
    /// <param name="tolerance">Change of an unknown, relative to the largest one, that counts as none.</param>
    /// <returns>Sweeps made.</returns>
    public static int Solve(
        ReadOnlySpan<double> columns, ReadOnlySpan<double> penalties, Span<double> residual, Span<double> solution, int sweeps = 100, double tolerance = 1e-6)
    {
        solution.Clear();
        for (var sweep = 1; sweep <= sweeps; sweep++)
        {
            var (change, largest) = (0.0, 0.0);
            for (var j = 0; j < solution.Length; j++)
            {
                var column = columns.Slice(j * residual.Length, residual.Length);
                var slope = TensorPrimitives.Dot(column, residual) - (penalties[j] * solution[j]);
                var next = Math.Max(0, solution[j] + (slope / (TensorPrimitives.Dot(column, column) + penalties[j])));
                var step = next - solution[j];
                if (step == 0) continue;
                TensorPrimitives.MultiplyAdd(column, -step, residual, residual);
                solution[j] = next;
                change = Math.Max(change, Math.Abs(step));
                largest = Math.Max(largest, next);
            }
            if (change <= tolerance * largest)
                return sweep;
        }
        return sweeps;
    }
}
