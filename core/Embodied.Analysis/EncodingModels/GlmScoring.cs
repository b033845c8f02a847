using System.Numerics.Tensors;
using Embodied.Analysis.EncodingModels.Families;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.EncodingModels;

/// <summary>Scores fits on any rows.</summary>
internal static class GlmScoring
{
    /// <summary>The score of every unit.</summary>
    /// <param name="fit">The models.</param>
    /// <param name="design">Features.</param>
    /// <param name="responses">Responses.</param>
    /// <param name="rows">Rows to score.</param>
    /// <param name="family">The family that was fitted.</param>
    /// <param name="nullMeans">
    /// Mean of each unit's null model. On held-out rows give <see cref="GlmFit.NullMeans"/>, the training rows' means: the means of the scored rows
    /// would let the null model see them.
    /// </param>
    /// <returns>One per unit. A unit that was silent where it was fitted has a ratio of 0: model and null model are one, half a response in the rows.</returns>
    public static GlmScore[] Score(GlmFit fit, Matrix design, Responses responses, IReadOnlyList<RowRange> rows, GlmFamily family, IReadOnlyList<double> nullMeans)
    {
        var scores = new GlmScore[responses.Units];
        Parallel.For(0, responses.Units, unit => scores[unit] = Score(fit, design, responses, rows, family, nullMeans[unit], unit));
        return scores;
    }

    private static GlmScore Score(
        GlmFit fit, Matrix design, Responses responses, IReadOnlyList<RowRange> rows, GlmFamily family, double nullMean, int unit)
    {
        var weights = fit.WeightsOf(unit);
        var silent = fit.Status[unit] == GlmStatus.Silent;
        if (silent && nullMean == 0)
            nullMean = 0.5 / Math.Max(1, rows.Sum(r => r.Length));
        double spikes = 0, ll = 0, null0 = 0, deviance = 0, nullDeviance = 0;
        var bins = 0;
        foreach (var range in rows)
        {
            for (var row = range.Start; row < range.End; row++, bins++)
            {
                var y = responses[row, unit];
                var mean = silent ? nullMean : family.Mean(fit.Intercepts[unit] + TensorPrimitives.Dot(design.Row(row), weights));
                spikes += y;
                ll += family.LogLikelihood(y, mean);
                null0 += family.LogLikelihood(y, nullMean);
                deviance += family.Deviance(y, mean);
                nullDeviance += family.Deviance(y, nullMean);
            }
        }

        return new(bins, spikes, ll, null0, deviance, nullDeviance);
    }
}
