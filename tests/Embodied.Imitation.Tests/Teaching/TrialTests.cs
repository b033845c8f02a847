using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Baselines;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Motions;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Sdk.Errors;

namespace Embodied.Imitation.Tests.Teaching;

public sealed class TrialTests : IDisposable
{
    private readonly SmallWalker _walker = new();
    private readonly TeacherBody _body;

    public TrialTests() => _body = _walker.Taught();

    public void Dispose() => _walker.Dispose();

    [Fact]
    public void ItBeginsWithTheMotionsPoseAndVelocityAndSettledFilters()
    {
        using var world = _walker.World();
        var motion = _walker.Motion(3, 0.01);
        var teacher = new InverseDynamicsTeacher(world, _body, TeacherGainSets.Still);

        Assert.True(new TrialStart(_body, world).Apply(motion, 40, teacher));

        Assert.Equal(motion.Velocities(40).ToArray(), world.State.Velocities.ToArray());
        Assert.Equal(motion.Positions(40)[0], world.State.Positions[0]);
        var controls = new double[8];
        teacher.Act(0.8, controls);
        for (var i = 0; i < 8; i++)
            Assert.Equal(controls[i], world.State.Activations[i], 1e-3);
    }

    [Fact]
    public void ASunkenPoseIsLiftedToHalfAMillimetre()
    {
        using var world = _walker.World();
        var sunken = Shifted(_walker.Motion(), 2, -0.02);

        new TrialStart(_body, world).Apply(sunken, 0, new ZeroActor());

        Assert.Equal(-0.0005, Lowest(world), 1e-9);
    }

    [Fact]
    public void ErrorsAreThoseOfAKnownDisplacement()
    {
        using var world = _walker.World();
        var motion = _walker.Motion();
        new TrialStart(_body, world).Apply(motion, 0, new ZeroActor());
        var shifted = Shifted(Shifted(motion, 0, 0.003), 2, world.State.Positions[2] - motion.Positions(0)[2]);

        var errors = new FollowingMeter(_body, new(world)).Measure(shifted, new(shifted, _body), 0);

        Assert.Equal(0.003, errors.Segment, 1e-12);
        Assert.Equal(0.001, errors.Component, 1e-12);
        Assert.Equal(0.003, errors.Root, 1e-12);
        Assert.Equal(9e-6, errors.RootWeighted, 1e-12);
        Assert.Equal(0, errors.Angle, 1e-12);
        Assert.Equal(0, errors.Joint, 1e-12);
        Assert.Equal(0.005, FailureLimits.DeviationOf(errors), 1e-12);
    }

    [Theory]
    [InlineData(0.04, 0, 0, 0, false)]
    [InlineData(0.03, 0, 0, 0, true)]
    [InlineData(0.06, 0.011, 0, 0, true)]
    [InlineData(0.06, 0, 1.99, 0, false)]
    [InlineData(0.06, 0, 2.01, 0, true)]
    [InlineData(0.06, 0, 0, 21, true)]
    [InlineData(double.NaN, 0, 0, 0, true)]
    public void TheSecondRulesLimitsAreThosePublished(double height, double weighted, double angle, double squares, bool falls) =>
        Assert.Equal(falls, new FailureLimits().Falls(new(0, 0, 0, weighted, angle, 0, squares, height)));

    [Fact]
    public void NoiseIsSeeded()
    {
        using var world = _walker.World();
        var (trial, teacher, motion) = (new TeacherTrial(_body, world), new InverseDynamicsTeacher(world, _body, TeacherGainSets.Still), _walker.Motion());
        var options = new TrialOptions { Disturbance = Disturbance.Moderate, ControlScales = [.. Enumerable.Repeat(0.1, 8)] };

        var first = trial.Run(teacher, motion, 0, options, 7);

        Assert.NotEqual(first, trial.Run(teacher, motion, 0, options, 8));
        Assert.NotEqual(first, trial.Run(teacher, motion, 0, new()));
        Assert.Equal(first, trial.Run(teacher, motion, 0, options, 7));
    }

    [Fact]
    public void MotionsAreSampledBetweenFrames()
    {
        var motion = _walker.Motion(3, 0.01, 0.3);
        var (sampler, pose, geometry) = (new MotionSampler(_body.Joints), new double[15], new MotionGeometry(motion, _body));
        sampler.Positions(motion, 0.05, pose);
        for (var i = 0; i < 15; i++)
            Assert.Equal((motion.Positions(2)[i] + motion.Positions(3)[i]) / 2, pose[i], 1e-12);
        sampler.Positions(motion, 99, pose);
        Assert.Equal(motion.Positions(motion.Frames - 1).ToArray(), pose);
        var (_, velocity) = geometry.Tip(0, 0.05);
        var slope = 1 / 2e-5 * (geometry.Tip(0, 0.05001).Place - geometry.Tip(0, 0.04999).Place);
        Assert.Equal(0, (slope - velocity).Length, 1e-6);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        using var world = _walker.World();
        var (trial, motion) = (new TeacherTrial(_body, world), _walker.Motion());
        Assert.Throws<InputException>(() => trial.Run(new ZeroActor(), motion, motion.Frames - 1, new()));
        Assert.Throws<InputException>(() => trial.Run(new ZeroActor(), motion, 0, new() { ControlStep = 0.005 }));
    }

    private double Lowest(Embodied.Sdk.Physics.ISimulation world) => _body.Feet.Min(f =>
    {
        var foot = new Embodied.Imitation.Teaching.Feet.FootState(f);
        foot.Update(world.State);
        return foot.Lowest;
    });

    private static Embodied.Imitation.References.ReferenceMotion Shifted(Embodied.Imitation.References.ReferenceMotion motion, int axis, double by)
    {
        var poses = Enumerable.Range(0, motion.Frames).SelectMany(f => motion.Positions(f).ToArray()).ToArray();
        for (var at = axis; at < poses.Length; at += 15)
            poses[at] += by;
        return new("shifted", "", motion.Timestep, 15, poses, 14, [.. Enumerable.Range(0, motion.Frames).SelectMany(f => motion.Velocities(f).ToArray())]);
    }
}
