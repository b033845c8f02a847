namespace Embodied.Analysis.EncodingModels.Families;

/// <summary>
/// How a response is distributed about its mean and how the mean depends on the linear predictor η (McCullagh and Nelder 1989). The loss of a bin is
/// A(η, y) − y η; all families here have a convex one.
/// </summary>
internal abstract class GlmFamily
{
    /// <summary>Poisson counts, logarithmic link.</summary>
    public static GlmFamily Poisson { get; } = new PoissonFamily();

    /// <summary>Zero or one, logistic link.</summary>
    public static GlmFamily Bernoulli { get; } = new BernoulliFamily();

    /// <summary>Normal with unit variance, identity link.</summary>
    public static GlmFamily Gaussian { get; } = new GaussianFamily();

    /// <summary>Counts with variance μ + μ²/θ, logarithmic link.</summary>
    /// <param name="theta">θ &gt; 0; large values approach Poisson.</param>
    public static GlmFamily NegativeBinomial(double theta) => new NegativeBinomialFamily(theta);

    /// <summary>Name for reports.</summary>
    public abstract string Name { get; }

    /// <summary>Whether A depends on y, so that responses are needed in every evaluation.</summary>
    internal virtual bool NeedsResponses => false;

    /// <summary>Whether a unit with this mean response has a finite best fit.</summary>
    internal abstract bool IsFinite(double mean);

    /// <summary>η of a mean.</summary>
    internal abstract double Link(double mean);

    /// <summary>The mean at η.</summary>
    internal abstract double Mean(double eta);

    /// <summary>∂²A/∂η² at the mean response, the scale of the preconditioner.</summary>
    internal abstract double Curvature(double mean);

    /// <summary>Replaces η by ∂A/∂η and adds A to the sum of its column.</summary>
    /// <param name="eta">[rows × columns].</param>
    /// <param name="y">[rows × columns], or empty.</param>
    /// <param name="sums">[columns].</param>
    internal abstract void Respond(Span<double> eta, ReadOnlySpan<double> y, Span<double> sums);

    /// <summary>∂²A/∂η².</summary>
    internal abstract double SecondDerivative(double eta, double y);

    /// <summary>Log-likelihood of one response, all terms [nats].</summary>
    internal abstract double LogLikelihood(double y, double mean);

    /// <summary>Deviance of one response: twice the log-likelihood ratio of the saturated model to this one.</summary>
    internal abstract double Deviance(double y, double mean);
}
