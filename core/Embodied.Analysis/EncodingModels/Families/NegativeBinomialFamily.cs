using Embodied.Numerics;

namespace Embodied.Analysis.EncodingModels.Families;

/// <summary>A = (y + θ) ln(θ + e^η), variance μ + μ²/θ (Hilbe 2011, "NB2"); θ is given.</summary>
internal sealed class NegativeBinomialFamily : GlmFamily
{
    private readonly double _theta;

    public NegativeBinomialFamily(double theta) =>
        _theta = theta > 0 && double.IsFinite(theta) ? theta : throw new ArgumentOutOfRangeException(nameof(theta), theta, "θ is a positive number.");

    public override string Name => "negative binomial";

    internal override bool NeedsResponses => true;

    internal override bool IsFinite(double mean) => mean > 0;

    internal override double Link(double mean) => Math.Log(mean);

    internal override double Mean(double eta) => Math.Exp(eta);

    internal override double Curvature(double mean) => mean * _theta / (_theta + mean);

    internal override void Respond(Span<double> eta, ReadOnlySpan<double> y, Span<double> sums)
    {
        for (var i = 0; i < eta.Length; i++)
        {
            var mean = Math.Exp(eta[i]);
            sums[i % sums.Length] += (y[i] + _theta) * Math.Log(_theta + mean);
            eta[i] = (y[i] + _theta) * mean / (_theta + mean);
        }
    }

    internal override double SecondDerivative(double eta, double y)
    {
        var mean = Math.Exp(eta);
        return (y + _theta) * mean * _theta / ((_theta + mean) * (_theta + mean));
    }

    internal override double LogLikelihood(double y, double mean) =>
        SpecialFunctions.LogGamma(y + _theta) - SpecialFunctions.LogGamma(_theta) - SpecialFunctions.LogGamma(y + 1)
        + (_theta * Math.Log(_theta / (_theta + mean))) + (y == 0 ? 0 : y * Math.Log(mean / (_theta + mean)));

    internal override double Deviance(double y, double mean) =>
        2 * ((y == 0 ? 0 : y * Math.Log(y / mean)) - ((y + _theta) * Math.Log((y + _theta) / (mean + _theta))));
}
