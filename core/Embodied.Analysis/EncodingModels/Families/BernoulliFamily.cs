namespace Embodied.Analysis.EncodingModels.Families;

/// <summary>A = ln(1 + e^η).</summary>
internal sealed class BernoulliFamily : GlmFamily
{
    public override string Name => "Bernoulli";

    internal override bool IsFinite(double mean) => mean is > 0 and < 1;

    internal override double Link(double mean) => Math.Log(mean / (1 - mean));

    internal override double Mean(double eta) => 1 / (1 + Math.Exp(-eta));

    internal override double Curvature(double mean) => mean * (1 - mean);

    internal override void Respond(Span<double> eta, ReadOnlySpan<double> y, Span<double> sums)
    {
        for (var i = 0; i < eta.Length; i++)
        {
            sums[i % sums.Length] += Math.Max(eta[i], 0) + double.LogP1(Math.Exp(-Math.Abs(eta[i])));
            eta[i] = Mean(eta[i]);
        }
    }

    internal override double SecondDerivative(double eta, double y) => Curvature(Mean(eta));

    internal override double LogLikelihood(double y, double mean) => (y == 0 ? 0 : y * Math.Log(mean)) + (y == 1 ? 0 : (1 - y) * Math.Log(1 - mean));

    internal override double Deviance(double y, double mean) => -2 * LogLikelihood(y, mean);
}
