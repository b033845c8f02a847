using System.Xml.Linq;
using Embodied.Mujoco.Mjcf;

namespace Embodied.Mujoco.Tests.Mjcf;

/// <summary>What a file says about how its bodies move, and how fine it steps.</summary>
public sealed class MjcfFactsTests
{
    [Fact]
    public void How_bodies_move_follows_from_joints_and_classes()
    {
        var facts = Of("""
            <mujoco><default><default class="loose"><joint type="free"/></default></default><worldbody>
              <body name="falls"><freejoint name="a"/><body name="arm"><joint name="b"/><body name="hand"/></body></body>
              <body name="falls_too"><joint name="c" class="loose"/></body>
              <body name="held"/>
              <body name="led" mocap="true"/>
              <body name="glides"><joint name="x" type="slide" axis="1 0 0"/><joint name="y" type="slide" axis="0 1 0"/><joint name="h"/></body>
              <body name="runs"><joint name="rx" type="slide" axis="1 0 0"/><joint name="rz" type="slide"/><joint name="ry" axis="0 1 0"/></body>
            </worldbody></mujoco>
            """);

        Assert.Equal(["falls", "falls_too", "held"], facts.Free.Order(StringComparer.Ordinal));
        Assert.Equal(["glides"], facts.Planar);
        Assert.Equal("falls", facts.FreeBody);
        Assert.Equal(["falls", "arm", "hand"], facts.CarriedBy("falls"));
        Assert.Equal(["arm", "hand"], facts.CarriedBy("arm"));
    }

    [Theory]
    [InlineData("", 0.002)]
    [InlineData("<option timestep='0.003'/>", 0.003)]
    [InlineData("<option timestep='0.001'/><option timestep='0.004'/><option gravity='0 0 -1'/>", 0.004)]
    public void The_step_is_the_last_one_asked_for(string options, double step) =>
        Assert.Equal(step, Of($"<mujoco>{options}<worldbody><body name='b'/></worldbody></mujoco>").Timestep);

    private static MjcfFacts Of(string xml) => MjcfFacts.Of(XDocument.Parse(xml).Root!);
}
