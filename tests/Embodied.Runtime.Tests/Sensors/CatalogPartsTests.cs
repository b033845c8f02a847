using Embodied.Runtime.Backends.Planar;
using Embodied.Runtime.Parts;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Tests.Sensors;

public class CatalogPartsTests
{
    private readonly CatalogParts _parts = new();

    [Fact]
    public void Settings_wrap_the_sensor()
    {
        var settings = new Dictionary<string, string> { ["history"] = "4", ["delay"] = "1" };
        var channel = _parts.Sensor("world-up", settings).Bind(Rover());
        Assert.Equal(("proprioception/world_up/history", 12), (channel.Name, channel.Size));
        Assert.Equal("y@-3", channel.Labels![10]);
    }

    [Theory]
    [InlineData("smell", null, null, "Valid")]
    [InlineData("world-up", "colour", "1", "colour")]
    [InlineData("world-up", "noise", "-1", "noise")]
    [InlineData("world-up", "delay", "some", "delay")]
    [InlineData("joint-angles", "joints", "left", "actuated")]
    public void Bad_requests_are_refused(string id, string? setting, string? value, string hint)
    {
        var settings = setting is null ? null : new Dictionary<string, string> { [setting] = value! };
        var failure = Assert.Throws<InputException>(() => _parts.Sensor(id, settings));
        Assert.Contains(hint, failure.Message + failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_sensor_can_be_made() => Assert.All(_parts.Catalog.Ids<PartFactory<ISensor>>(), id => Assert.NotNull(_parts.Sensor(id)));

    [Fact]
    public void Proprioception_is_what_the_body_offers()
    {
        var rover = FigureBody.Rover(lag: 0.1);
        var names = _parts.Proprioception(rover).Select(s => s.Bind(Rover())).Select(c => c.Name);
        Assert.Equal(
            [
                "proprioception/activations", "proprioception/root_height", "proprioception/world_up",
                "proprioception/root_linear_velocity", "proprioception/root_angular_velocity",
            ],
            names);
    }

    [Fact]
    public void Velocities_are_seen_from_the_body()
    {
        var scene = new Scene { Bodies = [new(FigureBody.Rover())] };
        using var model = new PlanarBackend().Compile(scene);
        using var simulation = model.CreateSimulation();
        var sensor = _parts.Sensor("root-linear-velocity");
        Assert.Equal("m/s", sensor.Bind(new(model, scene.Bodies[0])).Unit);
        var random = new RandomStream(1);
        sensor.Reset(simulation, ref random);
        simulation.State.Positions[2] = 2;
        simulation.State.Controls[0] = 1;
        simulation.State.Controls[1] = 0.5;
        simulation.Step(1);
        var reading = new float[3];
        sensor.Read(StepContext.Start(simulation), reading);
        Assert.Equal([2f, 0.5f, 0f], reading.Select(x => MathF.Round(x, 5)));
    }

    private static BodyInScene Rover()
    {
        var scene = new Scene { Bodies = [new(FigureBody.Rover(lag: 0.1))] };
        return new(new PlanarBackend().Compile(scene), scene.Bodies[0]);
    }
}
