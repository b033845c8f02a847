namespace Embodied.Analysis.EncodingModels.Families;

/// <summary>A = η²/2.</summary>
internal sealed class GaussianFamily : GlmFamily
{
    private const double LogTwoPi = 1.8378770664093453;

    public override string Name => "Gaussian";

    internal override bool IsFinite(double mean) => true;

    internal override double Link(double mean) => mean;

    internal override double Mean(double eta) => eta;

    internal override double Curvature(double mean) => 1;

    internal override void Respond(Span<double> eta, ReadOnlySpan<double> y, Span<double> sums)
    {
        for (var i = 0; i < eta.Length; i++)
            sums[i % sums.Length] += eta[i] * eta[i] / 2;
    }

    internal override double SecondDerivative(double eta, double y) => 1;

    internal override double LogLikelihood(double y, double mean) => -((y - mean) * (y - mean) / 2) - (LogTwoPi / 2);

    internal override double Deviance(double y, double mean) => (y - mean) * (y - mean);
}
