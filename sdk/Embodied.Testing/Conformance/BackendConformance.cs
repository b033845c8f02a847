using Embodied.Sdk.Physics;
using Xunit;

namespace Embodied.Testing;

/// <summary>What every backend must satisfy, on a scene of the derived test's choice.</summary>
public abstract class BackendConformance
{
    /// <summary>The backend.</summary>
    protected abstract IBackend Backend { get; }

    /// <summary>A scene it can build.</summary>
    protected abstract Scene Scene { get; }

    /// <summary>Sizes of the views are those of the model.</summary>
    [Fact]
    public void Views_have_the_sizes_of_the_model() => WithSimulation((model, simulation) =>
    {
        var (info, state) = (model.Info, simulation.State);
        Assert.Equal(info.PositionCount, state.Positions.Length);
        Assert.Equal(info.VelocityCount, state.Velocities.Length);
        Assert.Equal(info.VelocityCount, state.Accelerations.Length);
        Assert.Equal(info.VelocityCount, state.JointForces.Length);
        Assert.Equal(info.ControlCount, state.Controls.Length);
        Assert.Equal(info.ControlCount, info.ControlRanges.Count);
        Assert.Equal(info.ActivationCount, state.Activations.Length);
        Assert.Equal(3 * info.SegmentCount, state.SegmentPositions.Length);
        Assert.Equal(4 * info.SegmentCount, state.SegmentOrientations.Length);
        Assert.Equal(9 * info.SegmentCount, state.SegmentRotations.Length);
        Assert.Equal(3 * info.SegmentCount, state.SubtreeCentres.Length);
        Assert.Equal(3 * info.SiteCount, state.SitePositions.Length);
        Assert.Equal(info.SensorValueCount, state.SensorValues.Length);
    });

    /// <summary>Names and indices are each other's inverse.</summary>
    [Fact]
    public void Names_find_their_indices() => WithSimulation((model, _) =>
    {
        for (var i = 0; i < model.Info.SegmentCount; i++)
        {
            if (model.NameOf(ElementKind.Segment, i) is { } name)
                Assert.Equal(i, model.Find(ElementKind.Segment, name));
        }

        for (var i = 0; i < model.Info.JointCount; i++)
        {
            var joint = model.JointAt(i);
            Assert.InRange(joint.Position + joint.PositionSize, 1, model.Info.PositionCount);
            Assert.InRange(joint.Velocity + joint.VelocitySize, 1, model.Info.VelocityCount);
            Assert.InRange(joint.Segment, 1, model.Info.SegmentCount - 1);
        }

        Assert.Equal(-1, model.Find(ElementKind.Segment, "no such segment"));
    });

    /// <summary>Time advances by whole integration steps; a reset returns to the first state, bit by bit.</summary>
    [Fact]
    public void Reset_returns_to_the_first_state() => WithSimulation((model, simulation) =>
    {
        var state = simulation.State;
        var initial = Numbers(state);
        Assert.Equal(StepResult.Ok, simulation.Step(10));
        Assert.Equal(10 * model.Info.Timestep, state.Time, 1e-12);
        simulation.Reset();
        Assert.Equal(0, state.Time);
        Assert.Equal(initial, Numbers(state));
    });

    /// <summary>Two simulations of one model do not see each other, and step alike.</summary>
    [Fact]
    public void Simulations_are_independent_and_alike() => WithSimulation((model, first) =>
    {
        using var second = model.CreateSimulation();
        first.Step(20);
        Assert.Equal(0, second.State.Time);
        second.Step(5);
        second.Step(15);
        Assert.Equal(first.State.Positions.ToArray(), second.State.Positions.ToArray());
        Assert.Equal(first.State.Velocities.ToArray(), second.State.Velocities.ToArray());
    });

    /// <summary>What follows from the state can be recomputed at any time without changing the state.</summary>
    [Fact]
    public void Forward_does_not_move_the_state() => WithSimulation((_, simulation) =>
    {
        simulation.Step(5);
        var (positions, frames, time) = (simulation.State.Positions.ToArray(), simulation.State.SegmentPositions.ToArray(), simulation.State.Time);
        simulation.Forward();
        Assert.Equal(positions, simulation.State.Positions.ToArray());
        Assert.Equal(time, simulation.State.Time);
        for (var i = 0; i < frames.Length; i++)
            Assert.Equal(frames[i], simulation.State.SegmentPositions[i], 1e-9);
    });

    /// <summary>Orientations and rotations say the same.</summary>
    [Fact]
    public void Orientations_are_rotations() => WithSimulation((model, simulation) =>
    {
        simulation.Step(5);
        for (var s = 0; s < model.Info.SegmentCount; s++)
        {
            var q = simulation.State.SegmentOrientations.Slice(4 * s, 4);
            var up = new Sdk.Geometry.Quat(q[0], q[1], q[2], q[3]).Rotate(new(0, 0, 1));
            var r = simulation.State.SegmentRotations.Slice(9 * s, 9);
            Assert.Equal(0, (up - new Sdk.Geometry.Vec3(r[2], r[5], r[8])).Length, 1e-9);
        }
    });

    /// <summary>Stepping allocates nothing.</summary>
    [Fact]
    public void Steps_allocate_nothing() => WithSimulation((_, simulation) =>
    {
        simulation.Step(50);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 200; i++)
            simulation.Step(2);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    });

    private static double[] Numbers(SimulationState state) =>
        [.. state.Positions, .. state.Velocities, .. state.SegmentPositions, .. state.SegmentOrientations];

    private void WithSimulation(Action<IModel, ISimulation> check)
    {
        using var model = Backend.Compile(Scene);
        using var simulation = model.CreateSimulation();
        check(model, simulation);
    }
}
