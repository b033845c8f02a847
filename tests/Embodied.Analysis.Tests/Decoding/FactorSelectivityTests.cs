using Embodied.Analysis.Decoding;

namespace Embodied.Analysis.Tests.Decoding;

public sealed class FactorSelectivityTests
{
    private static readonly int[][] Factors = [[.. Enumerable.Range(0, 400).Select(i => i % 4)], [.. Enumerable.Range(0, 400).Select(i => i / 4 % 5)]];

    [Fact]
    public void Units_of_one_factor_each_have_ratio_one() => Assert.Equal(1, Ratio(i => [Factors[0][i], -Factors[1][i]]), 1e-9);

    [Fact]
    public void Units_that_know_both_alike_have_a_ratio_near_zero() => Assert.InRange(Ratio(i => [Factors[0][i] + (10 * Factors[1][i])]), 0, 0.1);

    [Fact]
    public void Units_without_variance_are_left_out() => Assert.Equal(1, Ratio(i => [Factors[0][i], 3]), 1e-9);

    [Fact]
    public void Information_of_a_labelling_with_itself_is_its_entropy() => Assert.Equal(2, FactorSelectivity.Information(Factors[0], Factors[0]), 1e-12);

    private static double Ratio(Func<int, double[]> activity)
    {
        double[] values = [.. Enumerable.Range(0, 400).SelectMany(activity)];
        return FactorSelectivity.Ratio(new(values, 400, values.Length / 400), Factors);
    }
}
