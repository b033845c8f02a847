using Embodied.Runtime.Backends.Planar;
using Embodied.Runtime.Sensors;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Tests.Sensors;

public class SensorWrapperTests
{
    [Fact]
    public void A_delay_shows_what_was_read_before()
    {
        var readings = Read(new DelayedSensor(new Counter(), 2), 5);
        Assert.Equal([0, 0, 0, 1, 2], readings.Select(r => r[0]));
        Assert.Equal([0, 1, 2], Read(new DelayedSensor(new Counter(), 0), 3).Select(r => r[0]));
    }

    [Fact]
    public void A_history_shows_the_newest_first()
    {
        var readings = Read(new HistorySensor(new Counter(), 3), 4);
        Assert.Equal([[0, 0, 0], [1, 0, 0], [2, 1, 0], [3, 2, 1]], readings);
    }

    [Fact]
    public void A_reset_forgets()
    {
        var sensor = new DelayedSensor(new Counter(), 3);
        Read(sensor, 10);
        Assert.Equal([0, 0], Read(sensor, 2).Select(r => r[0]));
    }

    [Fact]
    public void Noise_has_the_stated_deviation_and_comes_from_the_seed()
    {
        var noise = Read(new NoisySensor(new Silence(), 0.5), 20_000).Select(r => (double)r[0]).ToArray();
        Assert.Equal(0, noise.Average(), 0.02);
        Assert.Equal(0.5, Math.Sqrt(noise.Average(x => x * x)), 0.01);
        Assert.Equal(noise, Read(new NoisySensor(new Silence(), 0.5), 20_000).Select(r => (double)r[0]));
    }

    private static float[][] Read(ISensor sensor, int count)
    {
        var scene = new Scene { Bodies = [new(FigureBody.Rover())] };
        using var model = new PlanarBackend().Compile(scene);
        using var simulation = model.CreateSimulation();
        var size = sensor.Bind(new(model, scene.Bodies[0])).Size;
        var random = new RandomStream(3);
        sensor.Reset(simulation, ref random);
        var readings = new float[count][];
        for (var i = 0; i < count; i++)
            sensor.Read(StepContext.Start(simulation), readings[i] = new float[size]);
        return readings;
    }

    /// <summary>Reads how often it was read since the reset.</summary>
    private sealed class Counter : ISensor
    {
        private int _count;

        public Channel Bind(BodyInScene body) => new("counter", 1, "1");

        public void Reset(ISimulation simulation, ref RandomStream random) => _count = 0;

        public void Read(in StepContext step, Span<float> destination) => destination[0] = _count++;
    }

    private sealed class Silence : ISensor
    {
        public Channel Bind(BodyInScene body) => new("silence", 1, "1");

        public void Reset(ISimulation simulation, ref RandomStream random)
        {
        }

        public void Read(in StepContext step, Span<float> destination) => destination[0] = 0;
    }
}
