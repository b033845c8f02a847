using Embodied.Runtime.Backends.Planar;
using Embodied.Runtime.Backends.Replay;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;
using Embodied.Testing;

namespace Embodied.Runtime.Tests.Backends;

public sealed class ReplayBackendConformanceTests : BackendConformance
{
    protected override IBackend Backend { get; } = new ReplayBackend(new PlanarBackend(), ReplayBackendTests.Motion());

    protected override Scene Scene { get; } = new() { Bodies = [new(FigureBody.Rover())] };
}

public class ReplayBackendTests
{
    [Fact]
    public void Samples_are_met_and_interpolated_between()
    {
        using var model = Compile(Motion());
        using var simulation = model.CreateSimulation();
        Assert.Equal([0, 0, 0], simulation.State.Positions.ToArray());
        simulation.Step(5);
        Near([0.5, 1, 0.25], simulation.State.Positions);
        Near([10, 20, 5], simulation.State.Velocities);
        simulation.Step(5);
        Near([1, 2, 0.5], simulation.State.Positions);
        simulation.Step(5);
        Near([1.5, 2, 0.5], simulation.State.Positions);
        Near([10, 0, 0], simulation.State.Velocities);
        Near([1.5, 2, 0.1], simulation.State.SegmentPositions[3..]);
    }

    [Fact]
    public void Velocities_of_the_recording_are_used()
    {
        var velocities = new double[] { 1, 0, 0, 3, 0, 0, 5, 0, 0 };
        using var model = Compile(Motion(velocities));
        using var simulation = model.CreateSimulation();
        simulation.Step(5);
        Near([2, 0, 0], simulation.State.Velocities);
    }

    [Theory]
    [InlineData(ReplayEnd.Hold, 2.0, 0.0)]
    [InlineData(ReplayEnd.Loop, 0.5, 10.0)]
    public void The_end_is_as_asked(ReplayEnd end, double position, double velocity)
    {
        using var model = Compile(Motion(), end);
        using var simulation = model.CreateSimulation();
        simulation.Step(25);
        Assert.Equal(position, simulation.State.Positions[0], 1e-9);
        Assert.Equal(velocity, simulation.State.Velocities[0], 1e-9);
        Assert.Equal(0.25, simulation.State.Time, 1e-12);
    }

    [Fact]
    public void Many_steps_do_not_drift()
    {
        using var model = Compile(Motion(), ReplayEnd.Loop);
        using var simulation = model.CreateSimulation();
        for (var i = 0; i < 100_000; i++)
            simulation.Step(1);
        Assert.Equal(1000, simulation.State.Time, 1e-9);
    }

    [Fact]
    public void Time_can_be_set()
    {
        using var model = Compile(Motion());
        using var simulation = model.CreateSimulation();
        simulation.State.Time = 0.1;
        simulation.Step(5);
        Assert.Equal(1.5, simulation.State.Positions[0], 1e-9);
    }

    [Fact]
    public void A_recording_that_does_not_fit_is_refused_with_both_sizes()
    {
        var failure = Assert.Throws<InputException>(() => Compile(Recording([0, 1, 2, 3], [2, 2])));
        Assert.Contains("2 numbers", failure.Message, StringComparison.Ordinal);
        Assert.Contains("3", failure.Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => Compile(Recording([0, double.NaN, 2], [1, 3])));
        Assert.Throws<InputException>(() => Compile(new("empty", [], new() { Origin = "test" })));
    }

    [Fact]
    public void One_sample_is_a_pose()
    {
        using var model = Compile(Recording([3, 4, 0], [1, 3]));
        using var simulation = model.CreateSimulation();
        simulation.Step(3);
        Near([3, 4, 0], simulation.State.Positions);
    }

    internal static Recording Motion(double[]? velocities = null) => Recording([0, 0, 0, 1, 2, 0.5, 2, 2, 0.5], [3, 3], velocities);

    private static Recording Recording(double[] values, int[] shape, double[]? velocities = null)
    {
        var channels = new List<RecordingChannel>
        {
            new() { Name = ChannelNames.Positions, Unit = "1", Shape = shape, Values = values, Time = TimeBase.Regular(10, start: 5) },
        };
        if (velocities is not null)
            channels.Add(channels[0] with { Name = ChannelNames.Velocities, Values = velocities });
        return new("walk", channels, new() { Origin = "test" });
    }

    private static IModel Compile(Recording motion, ReplayEnd end = ReplayEnd.Hold) =>
        new ReplayBackend(new PlanarBackend(), motion, end).Compile(new() { Bodies = [new(FigureBody.Rover())] });

    private static void Near(double[] expected, ReadOnlySpan<double> found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 1e-9);
    }
}
