using Embodied.Rodent.Tests.Support;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.Rodent.Tests.Bodies;

public sealed class RatFactoryTests
{
    [Fact]
    public void TheDefaultIsThePublishedBodyWithPositionServos()
    {
        var figures = Rats.Figures();

        Assert.Equal(figures.Segments, Rats.Figures(new() { Actuation = "position", ScalingRule = "dm-control" }).Segments);
        Assert.Equal(65, figures.Segments.Count);
        Assert.Equal(67, figures.Segments.Sum(s => s.Joints.Count));
        Assert.All(figures.Actuators, a => Assert.NotNull(a.Bias));
        Assert.All(figures.Actuators, a => Assert.Equal(0.04, a.TimeConstant));
    }

    [Fact]
    public void RolesAreThoseOfTheImitationStudies()
    {
        var roles = Rats.Rat().Roles;

        Assert.Equal(23, roles.Keypoints.Count);
        Assert.Equal(["Snout", "EarL", "EarR", "SpineF", "SpineM", "SpineL", "TailBase"], roles.Keypoints.Take(7).Select(k => k.Name));
        Assert.Equal(8, roles.Keypoints.Count(k => k.Trunk));
        Assert.Equal(["SpineF", "SpineM", "SpineL", "HandL", "HandR"], roles.Keypoints.Where(k => k.Regularized).Select(k => k.Name));
        Assert.Equal(18, roles.TrackedSegments.Count);
        Assert.Equal(4, roles.EndEffectors.Count);
        Assert.Equal([.. roles.EndEffectors, "skull"], roles.Appendages);
        Assert.Equal(23, roles.Skeleton.Count);
    }

    [Theory]
    [InlineData("dm-control", 0.003)]
    [InlineData("track-mjx", 0.003)]
    public void LumbarAnchorsComeFromAClassAndAreNeverScaled(string rule, double x) =>
        Assert.Equal(x, Joint(new() { Scale = 0.9, ScalingRule = rule }, "vertebra_1_extend").Position.X);

    [Theory]
    [InlineData("dm-control", 0.9)]
    [InlineData("track-mjx", 1)]
    public void OwnAnchorsAreScaledByOneRuleOnly(string rule, double factor) =>
        Assert.Equal(factor * Joint(new(), "mandible").Position.X, Joint(new() { Scale = 0.9, ScalingRule = rule }, "mandible").Position.X, 1e-15);

    [Theory]
    [InlineData("dm-control", 1)]
    [InlineData("track-mjx", 0.81)]
    public void GearIsScaledByOneRuleOnly(string rule, double gear) =>
        Assert.All(Rats.Figures(new() { Scale = 0.9, ScalingRule = rule }).Actuators, a => Assert.Equal(gear, a.Gear, 1e-15));

    [Fact]
    public void KeypointOffsetsAndStandingHeightScaleWithTheBody()
    {
        var (full, small) = (Rats.Rat().Roles, Rats.Rat(new() { Scale = 0.5 }).Roles);

        Assert.Equal(0.5 * full.StandingHeight, small.StandingHeight);
        Assert.All(full.Keypoints.Zip(small.Keypoints), p => Assert.Equal(0.5 * p.First.Offset, p.Second.Offset));
    }

    [Fact]
    public void WideFeetChangeFourRangesOnly()
    {
        var changed = Rats.Figures().Segments.SelectMany(s => s.Joints)
            .Zip(Rats.Figures(new() { Modifications = ["feet"] }).Segments.SelectMany(s => s.Joints))
            .Where(p => p.First != p.Second)
            .ToDictionary(p => p.Second.Name, p => p.Second.Range!.Value);

        Assert.Equal(["ankle_L", "toe_L", "ankle_R", "toe_R"], changed.Keys);
        Assert.Equal(new Interval(-0.1, 2.0), changed["ankle_R"]);
        Assert.Equal(new Interval(-0.7, 0.87), changed["toe_L"]);
    }

    [Fact]
    public void RefusesWhatItDoesNotOffer()
    {
        Assert.Equal("Did you mean 'torque'?", Assert.Throws<InputException>(() => Rats.Rat(new() { Actuation = "torques" })).Hint);
        Assert.Contains("scaling rule", Assert.Throws<InputException>(() => Rats.Rat(new() { ScalingRule = "cubic" })).Message, StringComparison.Ordinal);
        Assert.Contains("modification 'wings'", Assert.Throws<InputException>(() => Rats.Rat(new() { Modifications = ["wings"] })).Message, StringComparison.Ordinal);
        Assert.Contains("found 9", Assert.Throws<InputException>(() => Rats.Rat(new() { Scale = 9 })).Message, StringComparison.Ordinal);
        Assert.Contains("found NaN", Assert.Throws<InputException>(() => Rats.Rat(new() { Scale = double.NaN })).Message, StringComparison.Ordinal);
    }

    private static Joint Joint(BodyOptions options, string name) => Rats.Figures(options).Segments.SelectMany(s => s.Joints).Single(j => j.Name == name);
}
