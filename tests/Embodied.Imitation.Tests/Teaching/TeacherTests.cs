using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Baselines;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Sdk.Errors;

namespace Embodied.Imitation.Tests.Teaching;

public sealed class TeacherTests : IDisposable
{
    private readonly SmallWalker _walker = new();
    private readonly TeacherBody _body;

    public TeacherTests() => _body = _walker.Taught();

    public void Dispose() => _walker.Dispose();

    [Fact]
    public void FeetAreFoundFromRoles()
    {
        Assert.Equal(["shank0", "shank1", "shank2", "shank3"], _body.FootNames);
        Assert.All(_body.Feet, f => Assert.Equal(2, f.Limb.Length));
        Assert.Equal(8, _body.Feet.SelectMany(f => f.Limb).Distinct().Count());
        Assert.All(_body.Feet, f => Assert.Equal(1, f.PointCount));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    public void ItFollowsASwayOfTheBody(double sway)
    {
        using var world = _walker.World();
        var result = new TeacherTrial(_body, world).Run(new InverseDynamicsTeacher(world, _body, TeacherGainSets.Still), _walker.Motion(3, sway), 0, new());

        Assert.True(result.TrackComplete && result.MimicComplete);
        Assert.InRange(result.Segment, 0, 0.006);
    }

    [Fact]
    public void ItStepsInPlace()
    {
        using var world = _walker.World();
        var motion = _walker.Motion(3, 0, 0.35);

        var result = new TeacherTrial(_body, world).Run(new InverseDynamicsTeacher(world, _body, TeacherGainSets.Common), motion, 0, new());

        Assert.True(result.TrackComplete, $"{result}");
        Assert.InRange(result.Segment, 0, 0.015);
    }

    [Fact]
    public void DoingNothingFalls()
    {
        using var world = _walker.World();
        var zero = new TeacherTrial(_body, world).Run(new ZeroActor(), _walker.Motion(), 0, new());

        Assert.False(zero.TrackComplete);
        Assert.InRange(zero.TrackSeconds, 0, 1);
        Assert.True(zero.Cost > 2);
    }

    [Fact]
    public void HoldingHoldsTheFirstPose()
    {
        using var world = _walker.World();
        var motion = _walker.Motion(3, 0.01);
        var hold = new HoldActor(_body, new InverseDynamicsTeacher(world, _body, TeacherGainSets.Still));

        Assert.True(new TeacherTrial(_body, world).Run(hold, motion, 0, new()).TrackComplete);
        Assert.InRange(Math.Abs(world.State.Positions[0]), 0, 0.004);
    }

    [Fact]
    public void StepsAllocateNothing()
    {
        using var world = _walker.World();
        var (teacher, motion, controls) = (new InverseDynamicsTeacher(world, _body, TeacherGainSets.Common), _walker.Motion(3, 0.01, 0.3), new double[8]);
        var servo = new JointServoActor(world, _body);
        servo.Begin(motion, 0);
        void Act(int step)
        {
            teacher.Act(motion, step * 0.013, controls);
            servo.Act(step * 0.013, controls);
            controls.CopyTo(world.State.Controls);
            world.Step(5);
        }
        for (var i = 0; i < 20; i++)
            Act(i);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 20; i < 60; i++)
            Act(i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void ControlsKeepTheirRangesAndAFallenBodyIsAnsweredToo()
    {
        using var world = _walker.World();
        var (teacher, controls) = (new InverseDynamicsTeacher(world, _body, TeacherGainSets.Common), new double[8]);
        (world.State.Positions[2], world.State.Positions[3], world.State.Positions[4]) = (0.02, 0, 1);
        world.State.Velocities[9] = 30;
        world.Forward();
        teacher.Act(_walker.Motion(), 1, controls);
        Assert.All(controls, c => Assert.InRange(c, -1, 1));
    }

    [Fact]
    public void AStateThatIsNotFiniteIsSaid()
    {
        using var world = _walker.World();
        var teacher = new InverseDynamicsTeacher(world, _body, TeacherGainSets.Common);
        world.State.Velocities[7] = double.NaN;
        Assert.Throws<DivergenceException>(() => teacher.Act(_walker.Motion(), 0, new double[8]));
    }

    [Fact]
    public void BodiesThatCannotBeTaughtAreRefused()
    {
        using var lame = new SmallWalker(actuators: false);
        Assert.Contains("no actuators", Assert.Throws<InputException>(lame.Taught).Message, StringComparison.Ordinal);
        using var footless = new SmallWalker(feet: false);
        Assert.Contains("no feet", Assert.Throws<InputException>(footless.Taught).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMotionOfAnotherBodyIsRefused()
    {
        using var world = _walker.World();
        var teacher = new InverseDynamicsTeacher(world, _body, TeacherGainSets.Still);
        Assert.Throws<InputException>(() => teacher.Act(new("other", "", 0.02, 2, [1, 2, 3, 4], 1, [0, 0]), 0, new double[8]));
        Assert.Throws<InputException>(() => teacher.Gains = TeacherGainSets.Still with { Horizon = double.NaN });
    }
}
