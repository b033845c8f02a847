using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.EncodingModels.Bases;

/// <summary>Cosines and sines of whole periods on [0, 1].</summary>
internal static class FourierBasis
{
    /// <summary>cos 2πkx and sin 2πkx for k = 1 … harmonics; the constant is the model's intercept.</summary>
    /// <param name="samples">Places; 1 is a period.</param>
    /// <param name="harmonics">At least 1.</param>
    /// <returns>[samples × 2 harmonics].</returns>
    public static Matrix Of(ReadOnlySpan<double> samples, int harmonics)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(harmonics, 1);
        var values = new double[samples.Length * harmonics * 2];
        for (var i = 0; i < samples.Length; i++)
            for (var k = 0; k < harmonics; k++)
                (values[((i * harmonics) + k) * 2], values[(((i * harmonics) + k) * 2) + 1]) =
                    (Math.Cos(2 * Math.PI * (k + 1) * samples[i]), Math.Sin(2 * Math.PI * (k + 1) * samples[i]));
        return new(values, samples.Length, harmonics * 2);
    }
}
