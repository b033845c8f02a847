using Embodied.Analysis.Statistics;

namespace Embodied.Analysis.Tests.Statistics;

public sealed class KaplanMeierTests
{
    // Weeks of remission under 6-mercaptopurine, Freireich et al., Blood 21:699 (1963); negative where the patient was still in remission.
    private static readonly double[] Remissions = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35];

    /// <summary>Estimates and Greenwood's standard errors as worked out by Kleinbaum and Klein, Survival Analysis (2012), chapter 2.</summary>
    [Theory]
    [InlineData(0, 5.9, 1, 0)]
    [InlineData(21, 6, 0.8571, 0.0764)]
    [InlineData(17, 7, 0.8067, 0.0869)]
    [InlineData(15, 10, 0.7529, 0.0963)]
    [InlineData(12, 13, 0.6902, 0.1068)]
    [InlineData(11, 16, 0.6275, 0.1141)]
    [InlineData(7, 22, 0.5378, 0.1282)]
    [InlineData(6, 23, 0.4482, 0.1346)]
    [InlineData(6, 34, 0.4482, 0.1346)]
    public void CurvesAreThoseOfTheTextbook(int atRisk, double time, double survival, double error)
    {
        var curve = KaplanMeier.Of([.. Remissions.Select(Math.Abs)], [.. Remissions.Select(r => r > 0)], z: 1);

        var at = curve.At(time);
        Assert.Equal(survival, at.Estimate, 5e-5);
        Assert.Equal(error, at.Estimate - at.Low, 5e-5);
        Assert.Equal(Math.Min(1, survival + error), at.High, 1e-4);
        Assert.True(atRisk == 0 || curve.Steps.Last(s => s.Time <= time).AtRisk == atRisk);
    }

    [Fact]
    public void TheMedianIsWhereHalfAreGone()
    {
        Assert.Equal(23, KaplanMeier.Of([.. Remissions.Select(Math.Abs)], [.. Remissions.Select(r => r > 0)]).Median);
        Assert.Null(KaplanMeier.Of([1, 2, 3], [true, false, false]).Median);
        Assert.Equal(2, KaplanMeier.Of([2, 2], [true, true]).Median);
    }

    [Fact]
    public void AllGoneIsZeroAndNoneGoneIsOne()
    {
        Assert.Equal(new(0, 0, 0), KaplanMeier.Of([1, 2], [true, true]).At(3));
        Assert.Empty(KaplanMeier.Of([1, 2], [false, false]).Steps);
        Assert.True(double.IsNaN(KaplanMeier.Of([], []).Last));
    }

    [Fact]
    public void WhatIsNoTimeIsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => KaplanMeier.Of([1, double.NaN], [true, true]));
}
