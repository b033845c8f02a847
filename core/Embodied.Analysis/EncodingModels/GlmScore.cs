namespace Embodied.Analysis.EncodingModels;

/// <summary>How well a model predicts one unit in some bins, beside a null model of constant mean. Sums over bins add up: scores of folds are added.</summary>
/// <param name="Bins">Bins.</param>
/// <param name="Spikes">Sum of responses.</param>
/// <param name="LogLikelihood">Of the model, all terms [nats].</param>
/// <param name="NullLogLikelihood">Of the null model [nats].</param>
/// <param name="Deviance">Of the model.</param>
/// <param name="NullDeviance">Of the null model.</param>
internal readonly record struct GlmScore(int Bins, double Spikes, double LogLikelihood, double NullLogLikelihood, double Deviance, double NullDeviance)
{
    /// <summary>ln of the likelihood ratio to the null model [nats].</summary>
    public double Ratio => LogLikelihood - NullLogLikelihood;

    /// <summary>The ratio per spike [bits].</summary>
    public double BitsPerSpike => Ratio / (Spikes * Math.Log(2));

    /// <summary>The ratio per bin [bits].</summary>
    public double BitsPerBin => Ratio / (Bins * Math.Log(2));

    /// <summary>1 − LL/LL₀ (McFadden 1974).</summary>
    public double McFadden => 1 - (LogLikelihood / NullLogLikelihood);

    /// <summary>1 − D/D₀: share of deviance explained (Cohen, Cohen, West and Aiken 2003); D².</summary>
    public double DevianceExplained => 1 - (Deviance / NullDeviance);

    /// <summary>1 − exp(2 (LL₀ − LL)/bins) (Cox and Snell 1989).</summary>
    public double CoxSnell => 1 - Math.Exp(-2 * Ratio / Bins);

    /// <summary>Scores of disjoint bins together.</summary>
    public static GlmScore operator +(GlmScore a, GlmScore b) => new(a.Bins + b.Bins, a.Spikes + b.Spikes, a.LogLikelihood + b.LogLikelihood,
        a.NullLogLikelihood + b.NullLogLikelihood, a.Deviance + b.Deviance, a.NullDeviance + b.NullDeviance);
}
