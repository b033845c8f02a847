using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Baselines;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Trials;

namespace Embodied.Rodent.Tests.Teaching;

/// <summary>The teacher on synthetic walks, which nobody survives by standing still.</summary>
[Trait("speed", "slow")]
public sealed class WalkingRatTests
{
    private static readonly int[] Windows = [0, 111, 222];

    [Theory]
    [InlineData(0.06, "turn", 9)]
    [InlineData(0.10, "steady-walk", 11)]
    [InlineData(0.18, "quick-walk", 14)]
    public void TheTeacherWalks(double speed, string gains, double mostMm)
    {
        using var rat = new TeachingRat();

        var teacher = rat.Try(s => new InverseDynamicsTeacher(s, rat.Taught, TeacherGainSets.All[gains]), rat.Walking(speed, 10), Windows);

        TestContext.Current.SendDiagnosticMessage("{0} {1} {2}", speed, gains, teacher);
        Assert.Equal(1, teacher.TrackShare);
        Assert.Equal(1, teacher.MimicShare);
        Assert.InRange(teacher.SegmentMm, 0, mostMm);
    }

    [Fact]
    public void NobodyWalksByStanding()
    {
        using var rat = new TeachingRat();
        var motion = rat.Walking(0.06, 10);

        var still = rat.Try(s => new InverseDynamicsTeacher(s, rat.Taught, TeacherGainSets.Still), motion, Windows);
        var hold = rat.Try(s => new HoldActor(rat.Taught, new InverseDynamicsTeacher(s, rat.Taught, TeacherGainSets.Still)), motion, Windows);
        var zero = rat.Try(_ => new ZeroActor(), motion, Windows);

        foreach (var summary in (ReadOnlySpan<TrialSummary>)[still, hold, zero])
        {
            Assert.Equal(0, summary.TrackShare);
            Assert.InRange(summary.TrackSeconds, 0, 2.5);
        }
    }
}
