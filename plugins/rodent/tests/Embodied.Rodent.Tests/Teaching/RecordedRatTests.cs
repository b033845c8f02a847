using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Baselines;
using Embodied.Imitation.Teaching.Gains;

namespace Embodied.Rodent.Tests.Teaching;

/// <summary>The teacher on a recording of a real, nearly still rat, against baselines: survival alone says little there.</summary>
[Trait("speed", "slow")]
public sealed class RecordedRatTests
{
    private static readonly int[] Windows = [0, 83, 166, 249, 332, 415, 498, 581, 664, 747];

    [Fact]
    public void TheTeacherFollowsTheRecordingMoreCloselyThanHoldingStill()
    {
        using var rat = new TeachingRat();
        var motion = rat.Recorded();

        var teacher = rat.Try(s => new InverseDynamicsTeacher(s, rat.Taught, TeacherGainSets.Still), motion, Windows);
        var hold = rat.Try(s => new HoldActor(rat.Taught, new InverseDynamicsTeacher(s, rat.Taught, TeacherGainSets.Still)), motion, Windows);
        var zero = rat.Try(_ => new ZeroActor(), motion, Windows);
        var servo = rat.Try(s => new JointServoActor(s, rat.Taught), motion, Windows);

        TestContext.Current.SendDiagnosticMessage("teacher {0}", teacher);
        TestContext.Current.SendDiagnosticMessage("hold    {0}", hold);
        TestContext.Current.SendDiagnosticMessage("zero    {0}", zero);
        TestContext.Current.SendDiagnosticMessage("servo   {0}", servo);
        Assert.Equal(1, teacher.TrackShare);
        Assert.Equal(1, teacher.MimicShare);
        Assert.InRange(teacher.SegmentMm, 0, 7);
        Assert.InRange(teacher.SegmentMm, 0, 0.75 * hold.SegmentMm);
        Assert.InRange(teacher.RootDegrees, 0, 0.6 * hold.RootDegrees);
        Assert.InRange(teacher.SegmentMm, 0, servo.SegmentMm);
        Assert.Equal(0, zero.TrackShare);
        Assert.InRange(zero.TrackSeconds, 0, 2);
    }
}
