using System.Numerics.Tensors;
using Embodied.Numerics;

namespace Embodied.Analysis.EncodingModels.Families;

/// <summary>A = e^η.</summary>
internal sealed class PoissonFamily : GlmFamily
{
    public override string Name => "Poisson";

    internal override bool IsFinite(double mean) => mean > 0;

    internal override double Link(double mean) => Math.Log(mean);

    internal override double Mean(double eta) => Math.Exp(eta);

    internal override double Curvature(double mean) => mean;

    internal override void Respond(Span<double> eta, ReadOnlySpan<double> y, Span<double> sums)
    {
        TensorPrimitives.Exp(eta, eta);
        for (var row = 0; row < eta.Length; row += sums.Length)
            TensorPrimitives.Add(sums, eta.Slice(row, sums.Length), sums);
    }

    internal override double SecondDerivative(double eta, double y) => Math.Exp(eta);

    internal override double LogLikelihood(double y, double mean) =>
        (y == 0 ? 0 : y * Math.Log(mean)) - mean - SpecialFunctions.LogGamma(y + 1);

    internal override double Deviance(double y, double mean) => 2 * ((y == 0 ? 0 : y * Math.Log(y / mean)) - (y - mean));
}
