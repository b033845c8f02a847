using Embodied.Imitation.Teaching.Gains;
using Embodied.Sdk.Errors;

namespace Embodied.Imitation.Tests.Teaching;

public sealed class TeacherGainsTests
{
    public static TheoryData<string> Sets { get; } = new(TeacherGainSets.All.Keys);

    [Theory]
    [MemberData(nameof(Sets))]
    public void GainsReadBackAsTheyWereWritten(string name)
    {
        var gains = TeacherGainSets.All[name] with { Horizon = 0.1 + 0.2 };

        Assert.Equal(gains, TeacherGainsFile.Parse(TeacherGainsFile.ToText(gains), "text"));
    }

    [Fact]
    public void AFileKeepsGains()
    {
        var path = Path.Combine(Path.GetTempPath(), $"gains-{Guid.NewGuid():N}.json");
        TeacherGainsFile.Write(TeacherGainSets.SteadyWalk, path);
        Assert.Equal(TeacherGainSets.SteadyWalk, TeacherGainsFile.Read(path));
        File.Delete(path);
        Assert.Throws<InputException>(() => TeacherGainsFile.Read(path));
    }

    [Theory]
    [InlineData("""{"horizont": 1}""", "horizont")]
    [InlineData("""{"horizon": -1}""", "horizon")]
    [InlineData("""{"horizon": 0}""", "horizon")]
    [InlineData("""{"feet": {"swing_time": 0}}""", "feet.swing_time")]
    [InlineData("""{"contact_fade": 0}""", "contact_fade")]
    [InlineData("""{"horizon": """, "text:1")]
    [InlineData("null", "null")]
    public void WhatIsWrongIsNamed(string text, string named) =>
        Assert.Contains(named, Assert.Throws<InputException>(() => TeacherGainsFile.Parse(text, "text")).Message, StringComparison.Ordinal);

    [Fact]
    public void TheVectorHoldsWhatItIsGiven()
    {
        var values = GainVector.Values(TeacherGainSets.Common).Select((v, i) => v * (1 + i)).ToArray();
        Assert.Equal(values, GainVector.Values(GainVector.With(TeacherGainSets.Common, values)));
        Assert.Equal(values.Length, GainVector.Names(TeacherGainSets.Common).Distinct().Count());
        Assert.Equal(8, GainVector.Values(TeacherGainSets.Still).Length);
        Assert.Throws<ArgumentException>(() => GainVector.With(TeacherGainSets.Still, values));
    }

    // A body four times as long moves half as fast in its own lengths.
    [Fact]
    public void ScaledGainsAreThoseOfASimilarBody()
    {
        var large = TeacherGainSets.Common.Scaled(4);
        Assert.Equal(2 * TeacherGainSets.Common.Horizon, large.Horizon, 1e-12);
        Assert.Equal(TeacherGainSets.Common.JointRate / 2, large.JointRate, 1e-12);
        Assert.Equal(4 * TeacherGainSets.Common.ContactHeight, large.ContactHeight, 1e-12);
        Assert.Equal(16 * TeacherGainSets.Common.Feet!.Ridge, large.Feet!.Ridge, 1e-12);
        Assert.Equal(2 * TeacherGainSets.Common.Feet!.Raibert, large.Feet!.Raibert, 1e-12);
        Assert.Equal(TeacherGainSets.Common.Friction, large.Friction);
    }
}
