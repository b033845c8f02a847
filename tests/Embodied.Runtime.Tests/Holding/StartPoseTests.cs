using Embodied.Runtime.Holding;
using Embodied.Runtime.Tests.Support;

namespace Embodied.Runtime.Tests.Holding;

/// <summary>Where episodes begin when a file starts joints beyond their limits.</summary>
public sealed class StartPoseTests
{
    [Fact]
    public void Joints_begin_at_the_end_of_their_range()
    {
        using var scene = new MjcfScene(Leg("0.2 2"));

        var start = StartPose.For(scene.Model, scene.Simulation)!;
        start.Take(scene.Simulation);

        Assert.False(start.IsKeyFrame);
        Assert.Equal(new JointOutside(2, 0, 0.2), Assert.Single(start.Outside));
        Assert.Equal([0, 0, 0.5, 1, 0, 0, 0, 0, 0.2], scene.Simulation.State.Positions.ToArray());
    }

    [Fact]
    public void A_key_frame_within_the_limits_is_the_better_start()
    {
        using var scene = new MjcfScene(Leg("0.2 2", "<key qpos='0 0 0.4 1 0 0 0 -0.3 0.6'/>"));

        var start = StartPose.For(scene.Model, scene.Simulation)!;
        start.Take(scene.Simulation);

        Assert.True(start.IsKeyFrame);
        Assert.Equal([0, 0, 0.4, 1, 0, 0, 0, -0.3, 0.6], scene.Simulation.State.Positions.ToArray());
    }

    [Fact]
    public void A_key_frame_beyond_the_limits_is_no_better()
    {
        using var scene = new MjcfScene(Leg("0.2 2", "<key qpos='0 0 0.4 1 0 0 0 -3 0.6'/>"));

        Assert.False(StartPose.For(scene.Model, scene.Simulation)!.IsKeyFrame);
    }

    [Fact]
    public void A_pose_within_the_limits_is_left_alone()
    {
        using var scene = new MjcfScene(Leg("-0.2 2", "<key qpos='0 0 0.4 1 0 0 0 -0.3 0.6'/>"));

        Assert.Null(StartPose.For(scene.Model, scene.Simulation));
    }

    private static string Leg(string knee, string keys = "") => $"""
        <mujoco><compiler angle="radian"/><worldbody><body name="trunk" pos="0 0 .5"><freejoint/><geom size=".1"/>
          <body name="thigh"><joint name="hip" axis="0 1 0" range="-1 1" limited="true"/><geom type="capsule" size=".02" fromto="0 0 0 0 0 -.2"/>
            <body name="shin" pos="0 0 -.2"><joint name="knee" axis="0 1 0" range="{knee}" limited="true"/><geom type="capsule" size=".02" fromto="0 0 0 0 0 -.2"/></body>
          </body></body></worldbody><keyframe>{keys}</keyframe></mujoco>
        """;
}
