using Embodied.Runtime.Sensors;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Tests.Sensors;

public sealed class LastActionTests
{
    [Fact]
    public void It_reads_what_acted_not_what_was_asked_for()
    {
        using var scene = new MjcfScene("""
            <mujoco><worldbody><body name="b"><joint name="x"/><geom size=".1"/><body name="c"><joint name="y"/><geom size=".1"/></body></body></worldbody>
            <actuator><motor name="p" joint="x"/><motor name="q" joint="y"/></actuator></mujoco>
            """);
        var sensor = new LastAction();
        var channel = sensor.Bind(scene.Body);
        var read = new float[channel.Size];

        sensor.Read(new StepContext { Simulation = scene.Simulation, Action = [50, -0.25f], Step = 1 }, read);

        Assert.Equal([1, -0.25f], read);
    }
}
