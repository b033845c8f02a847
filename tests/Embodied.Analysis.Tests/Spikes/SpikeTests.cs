using Embodied.Analysis.Spikes;
using Embodied.Analysis.Tests.Golden;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Tests.Spikes;

public sealed class SpikeTests
{
    [Fact]
    public void Counts_and_rates_around_events_match_numpy()
    {
        var (spikes, expected) = (GoldenCase.Table("peth/p1_spikes.csv").Values, GoldenCase.Json("peth/p1.json"));
        var made = PeriEventHistogram.Of(spikes, expected.Numbers("events"), expected.Number("pre_s"), expected.Number("post_s"), expected.Number("bin_s"));

        Assert.Equal(expected.Numbers("counts"), made.Counts.SelectMany(c => c).Select(c => (double)c));
        GoldenCase.Equal(expected.Numbers("mean_rate_hz"), made.MeanRate, 1e-12);
        GoldenCase.Equal(expected.Numbers("sem_rate_hz"), made.RateError, 1e-12);
        GoldenCase.Equal(expected.Numbers("fano"), made.Fano, 1e-12);
        GoldenCase.Equal(expected.Numbers("smoothed_sigma_0p1s_reflect"), made.Smoothed(0.1), 1e-12);
    }

    [Fact]
    public void Correlograms_are_symmetric_for_one_unit_and_shifted_for_two()
    {
        double[] spikes = [0, 0.1, 0.25, 0.3, 0.9], later = [.. spikes.Select(t => t + 0.02)];

        var (lags, own) = Correlogram.Of(spikes, spikes, 0.1, 0.01);
        Assert.Equal(own, own.Reverse());
        Assert.Equal(0, own[lags.Length / 2]);
        var (_, shifted) = Correlogram.Of(spikes, later, 0.1, 0.01);
        Assert.Equal(5, shifted[(lags.Length / 2) + 2]);
    }

    [Fact]
    public void Tuned_units_tell_where_the_variable_is()
    {
        const int Rows = 4000, Units = 12;
        var random = RandomStream.For(1, 0);
        double[] variable = [.. Enumerable.Range(0, Rows).Select(r => (1 + Math.Sin(r / 60.0)) / 2)];
        var counts = new byte[Rows * Units];
        for (var r = 0; r < Rows; r++)
            for (var u = 0; u < Units; u++)
                counts[(r * Units) + u] = random.NextDouble() < 0.6 * Math.Exp(-50 * Math.Pow(variable[r] - (u / (Units - 1.0)), 2)) ? (byte)1 : (byte)0;

        var curve = TuningCurve.Of(counts, Units, variable, 0, 1, 20, 0.1);

        Assert.All(curve.BitsPerSpike(), b => Assert.True(b > 0.3));
        var errors = Enumerable.Range(0, Rows).Average(r => Math.Abs(curve.Decode(counts.AsSpan(r * Units, Units), 0.1) - variable[r]));
        Assert.InRange(errors, 0, 0.12);
    }
}
