using Embodied.Sdk.Recordings;

namespace Embodied.Sdk.Tests;

public sealed class TimeBaseTests
{
    [Fact]
    public void RegularSamplesStandAtEqualDistances()
    {
        var time = TimeBase.Regular(50, 2);

        Assert.Equal(2, time.At(0));
        Assert.Equal(2.1, time.At(5), 12);
        Assert.Null(time.Times);
    }

    [Fact]
    public void LongRecordingsDoNotDrift() => Assert.Equal(72000, TimeBase.Regular(30).At(30 * 72000));

    [Fact]
    public void IrregularSamplesStandWhereListed()
    {
        var time = TimeBase.Irregular([0.5, 0.7, 1.5]);

        Assert.Equal(0.5, time.Start);
        Assert.Equal(1.5, time.At(2));
        Assert.Equal(0, time.Rate);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ARateIsPositive(double rate) => Assert.Throws<ArgumentOutOfRangeException>(() => TimeBase.Regular(rate));
}
