using Embodied.Runtime.Holding;
using Embodied.Runtime.Tests.Support;

namespace Embodied.Runtime.Tests.Holding;

/// <summary>Bodies that someone else wrote as MJCF are put onto the ground, too.</summary>
public sealed class GroundPlacementTests
{
    [Fact]
    public void A_free_body_is_put_onto_the_ground_by_its_lowest_shape_and_what_lies_beside_it_is_not()
    {
        using var scene = new MjcfScene("""
            <mujoco><worldbody>
              <body name="trunk" pos="0 0 2"><freejoint/><geom size=".1"/><body name="foot" pos="0 0 -.3"><joint name="ankle"/><geom type="box" size=".05 .05 .02"/></body></body>
              <body name="ball" pos="3 0 -1"><freejoint/><geom size=".1"/></body>
            </worldbody></mujoco>
            """);

        GroundPlacement.For(scene.Body)!.Lower(scene.Simulation);

        Assert.Equal(0.32, scene.Simulation.State.Positions[2], 1e-12);
        Assert.Equal(-1, scene.Simulation.State.Positions[10]);
    }

    [Fact]
    public void A_body_that_is_held_stays_where_it_is()
    {
        using var scene = new MjcfScene("<mujoco><worldbody><body name='arm' pos='0 0 2'><joint name='shoulder'/><geom size='.1'/></body></worldbody></mujoco>");

        Assert.Null(GroundPlacement.For(scene.Body));
    }
}
