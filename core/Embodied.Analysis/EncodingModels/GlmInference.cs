using Embodied.Analysis.EncodingModels.Solving;
using Embodied.Numerics;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.EncodingModels;

/// <summary>Wald statistics of an unpenalised fit: the intercept first, then the weights.</summary>
/// <param name="Covariance">Inverse of the information, [(features + 1)²].</param>
/// <param name="Errors">Standard errors.</param>
/// <param name="Z">Estimates in standard errors.</param>
/// <param name="P">Two-sided p-values of a normal.</param>
internal sealed record GlmInference(double[] Covariance, double[] Errors, double[] Z, double[] P)
{
    /// <summary>Of one unit (McCullagh and Nelder 1989, 4.4). Valid where the fit has no penalty and the design full rank.</summary>
    /// <exception cref="ArithmeticException">The information is singular.</exception>
    public static GlmInference Of(GlmFit fit, Matrix design, Responses responses, GlmOptions options, int unit)
    {
        var loss = new PopulationLoss(design, [new(0, design.Rows)], responses, options.Family);
        var (curvature, center, matrix) = loss.Hessian(unit, fit.WeightsOf(unit), fit.Intercepts[unit]);
        var (n, d, size) = ((double)design.Rows, design.Columns, design.Columns + 1);
        var inverse = Cholesky.Inverse(matrix, d);
        var covariance = new double[size * size];
        covariance[0] = 1 / curvature / n;
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                var value = inverse[(i * d) + j] / n;
                covariance[((i + 1) * size) + j + 1] = value;
                covariance[i + 1] -= value * center[j];
                covariance[0] += value * center[i] * center[j];
            }
        }

        for (var i = 1; i < size; i++)
            covariance[i * size] = covariance[i];
        double[] estimates = [fit.Intercepts[unit], .. fit.WeightsOf(unit)];
        double[] errors = [.. Enumerable.Range(0, size).Select(i => Math.Sqrt(covariance[(i * size) + i]))];
        double[] z = [.. estimates.Zip(errors, (e, s) => e / s)];
        return new(covariance, errors, z, [.. z.Select(SpecialFunctions.NormalTwoSided)]);
    }
}
