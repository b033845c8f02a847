using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Mujoco.Tests.Native;

public sealed class SimulationTests
{
    private const int Substeps = 5;

    // Small swings of a point mass on a rod: T = 2π√(l/g) (1 + θ²/16 + …).
    [Fact]
    public void A_pendulum_swings_with_the_period_of_the_textbook()
    {
        using var model = MujocoModel.Load(Scenes.Pendulum);
        using var simulation = model.CreateSimulation();
        const double Amplitude = 0.05;
        simulation.State.Positions[0] = Amplitude;
        simulation.Forward();
        double? first = null, second = null;
        var before = simulation.State.Positions[0];
        while (second is null)
        {
            Assert.Equal(StepResult.Ok, simulation.Step(1));
            var now = simulation.State.Positions[0];
            if (before > 0 && now <= 0)
            {
                // Linear interpolation of the crossing.
                var crossing = simulation.State.Time - (model.Info.Timestep * now / (now - before));
                if (first is null) first = crossing;
                else second = crossing;
            }
            before = now;
        }
        var expected = 2 * Math.PI * Math.Sqrt(1 / 9.81) * (1 + (Amplitude * Amplitude / 16));
        Assert.Equal(expected, second.Value - first!.Value, 5);
    }

    [Fact]
    public void What_follows_from_the_state_is_up_to_date_after_a_step()
    {
        using var model = MujocoModel.Load(Scenes.Pendulum);
        using var simulation = model.CreateSimulation();
        simulation.State.Positions[0] = 1;
        Assert.Equal(StepResult.Ok, simulation.Forward());
        for (var i = 0; i < 20; i++)
        {
            simulation.Step(7);
            var angle = simulation.State.Positions[0];
            Assert.Equal(-Math.Sin(angle), simulation.State.SitePositions[0], 12);
            Assert.Equal(2 - Math.Cos(angle), simulation.State.SitePositions[2], 12);
            Assert.Equal(-Math.Sin(angle), simulation.State.SubtreeCentres[3], 12);
            Assert.Equal(Math.Cos(angle / 2), simulation.State.SegmentOrientations[4], 12);
            Assert.Equal(Math.Cos(angle), simulation.State.SegmentRotations[9], 12);
        }
    }

    // The same bits as the plain loop over mj_step, whose derived quantities lag: what this library adds must not change the physics.
    [Theory]
    [InlineData("Euler")]
    [InlineData("RK4")]
    [InlineData("implicit")]
    public unsafe void Trajectories_equal_those_of_the_plain_step(string integrator)
    {
        using var model = MujocoModel.Load(Scenes.Chain(integrator));
        using var ours = (MujocoSimulation)model.CreateSimulation();
        using var plain = (MujocoSimulation)model.CreateSimulation();
        var random = new RandomStream(7);
        for (var i = 0; i < 100; i++)
        {
            for (var u = 0; u < model.Info.ControlCount; u++)
                ours.State.Controls[u] = plain.State.Controls[u] = (2 * random.NextDouble()) - 1;
            Assert.Equal(StepResult.Ok, ours.Step(Substeps));
            for (var k = 0; k < Substeps; k++)
                model.Library.Functions.Step(plain.ModelPointer, plain.DataPointer);
            Assert.Equal(plain.State.Velocities, ours.State.Velocities);
            // The plain step normalises quaternions only when the next one begins; the last bit may differ until then.
            for (var q = 0; q < model.Info.PositionCount; q++) Assert.Equal(plain.State.Positions[q], ours.State.Positions[q], 1e-15);
            Assert.Equal(plain.State.Activations, ours.State.Activations);
        }
        Assert.Equal(plain.State.Time, ours.State.Time);
    }

    [Fact]
    public void Writing_the_state_between_steps_counts_without_a_call_to_forward()
    {
        using var model = MujocoModel.Load(Scenes.Chain());
        using var told = model.CreateSimulation();
        using var untold = model.CreateSimulation();
        foreach (var simulation in new[] { told, untold })
        {
            simulation.Step(20);
            simulation.State.Positions[11] = 0.4;
            simulation.State.Velocities[9] = -0.3;
        }
        told.Forward();
        told.Step(10);
        untold.Step(10);
        Assert.Equal(told.State.Positions, untold.State.Positions);
    }

    [Fact]
    public void Sensors_are_those_of_the_last_substep()
    {
        using var model = MujocoModel.Load(Scenes.Chain());
        using var together = model.CreateSimulation();
        using var apart = model.CreateSimulation();
        for (var i = 0; i < 60; i++)
        {
            together.Step(10);
            for (var k = 0; k < 10; k++) apart.Step(1);
            Assert.Equal(apart.State.Positions, together.State.Positions);
            Assert.Equal(apart.State.Accelerations, together.State.Accelerations);
            Assert.Equal(apart.State.SensorValues, together.State.SensorValues);
        }
        Assert.Equal(together.State.SegmentPositions.Slice(9, 3), together.State.SensorValues.Slice(4, 3));
    }

    [Fact]
    public void Trajectories_are_the_same_on_one_thread_and_on_several()
    {
        using var model = MujocoModel.Load(Scenes.Chain());
        const int Worlds = 6;
        var alone = Enumerable.Range(0, Worlds).Select(w => Run(model, w)).ToArray();
        var together = new double[Worlds][];
        Parallel.For(0, Worlds, w => together[w] = Run(model, w));
        Assert.Equal(alone, together);
        Assert.NotEqual(alone[0], alone[1]);
    }

    [Fact]
    public void Stepping_allocates_nothing()
    {
        using var model = MujocoModel.Load(Scenes.Chain());
        using var simulation = (MujocoSimulation)model.CreateSimulation();
        var snapshot = simulation.Save();
        for (var i = 0; i < 50; i++) simulation.Step(10);
        simulation.Restore(snapshot);
        var sum = 0.0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 200; i++)
        {
            simulation.State.Controls[0] = 0.5;
            simulation.Step(10);
            for (var c = 0; c < simulation.State.ContactCount; c++) sum += simulation.State.ContactAt(c).NormalForce;
            sum += simulation.State.SensorValues[0];
        }
        simulation.Forward();
        simulation.Save(snapshot);
        simulation.Restore(snapshot);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotEqual(0, sum);
    }

    [Fact]
    public void A_restored_snapshot_leads_to_the_same_bits()
    {
        using var model = MujocoModel.Load(Scenes.Chain());
        using var simulation = (MujocoSimulation)model.CreateSimulation();
        simulation.State.Controls[1] = 0.7;
        simulation.Step(137);
        var saved = simulation.Save();
        simulation.Step(60);
        double[] first = [.. simulation.State.Positions, .. simulation.State.Velocities, .. simulation.State.Activations, simulation.State.Time];
        simulation.State.Controls[1] = -1;
        simulation.Step(33);
        Assert.Equal(StepResult.Ok, simulation.Restore(saved));
        simulation.Step(60);
        double[] again = [.. simulation.State.Positions, .. simulation.State.Velocities, .. simulation.State.Activations, simulation.State.Time];
        Assert.Equal(first, again);
    }

    [Fact]
    public void Looking_does_not_change_the_future()
    {
        using var model = MujocoModel.Load(Scenes.Chain());
        using var watched = (MujocoSimulation)model.CreateSimulation();
        using var alone = (MujocoSimulation)model.CreateSimulation();
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(StepResult.Ok, watched.Forward());
            watched.Restore(watched.Save());
            watched.Step(3);
            alone.Step(3);
            Assert.Equal(alone.State.Positions, watched.State.Positions);
        }
    }

    [Fact]
    public void A_body_at_rest_presses_on_the_floor_with_its_weight()
    {
        using var model = MujocoModel.Load("""
            <mujoco><worldbody><geom type="plane" size="1 1 .1"/><body name="ball" pos="0 0 .1"><freejoint/>
            <geom type="sphere" size=".1" mass="2"/></body></worldbody></mujoco>
            """);
        using var simulation = model.CreateSimulation();
        simulation.Step(2000);
        Assert.Equal(1, simulation.State.ContactCount);
        var contact = simulation.State.ContactAt(0);
        Assert.Equal((0, 1), (Math.Min(contact.First, contact.Second), Math.Max(contact.First, contact.Second)));
        Assert.Equal(2 * 9.81, contact.NormalForce, 3);
        Assert.InRange(contact.Distance, -0.01, 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => simulation.State.ContactAt(1));
    }

    private static double[] Run(MujocoModel model, int seed)
    {
        using var simulation = model.CreateSimulation();
        var random = new RandomStream((ulong)seed);
        for (var i = 0; i < 80; i++)
        {
            for (var u = 0; u < model.Info.ControlCount; u++)
                simulation.State.Controls[u] = (2 * random.NextDouble()) - 1;
            simulation.Step(Substeps);
        }
        return [.. simulation.State.Positions, .. simulation.State.Velocities, .. simulation.State.SensorValues];
    }
}
