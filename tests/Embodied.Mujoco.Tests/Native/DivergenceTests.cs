using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Tests.Native;

public sealed class DivergenceTests : IDisposable
{
    private readonly MujocoModel _model = MujocoModel.Load(Scenes.Chain());
    private readonly MujocoSimulation _simulation;

    public DivergenceTests() => _simulation = (MujocoSimulation)_model.CreateSimulation();

    public void Dispose()
    {
        _simulation.Dispose();
        _model.Dispose();
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e12)]
    public void A_bad_position_is_divergence_to_steps_and_to_forward(double bad)
    {
        _simulation.State.Positions[12] = bad;
        Assert.Equal(StepResult.Diverged, _simulation.Step(10));
        _simulation.Reset();
        _simulation.State.Positions[12] = bad;
        Assert.Equal(StepResult.Diverged, _simulation.Forward());
    }

    /// <summary>The solver's sparse matrix loses rank where a limb is this far from its body, which the engine takes for a fatal error of its own.</summary>
    [Theory]
    [InlineData(1e8)]
    [InlineData(1e9)]
    [InlineData(9e9)]
    public void A_world_too_uneven_to_solve_is_divergence_and_ends_nothing_else(double far)
    {
        using var model = MujocoModel.Load(
            """
            <mujoco>
              <option jacobian="sparse" solver="Newton"/>
              <worldbody>
                <body name="root"><freejoint/><geom size="0.1"/>
                  <body><joint name="rail" type="slide" axis="1 0 0" range="-1 1" limited="true"/><geom size="0.1"/>
                    <body pos="0 0 0.2"><joint name="hip" axis="0 1 0"/><geom type="capsule" size="0.001 0.01"/></body>
                  </body>
                </body>
              </worldbody>
            </mujoco>
            """);
        using var simulation = (MujocoSimulation)model.CreateSimulation();
        simulation.State.Positions[7] = far;

        Assert.Equal(StepResult.Diverged, simulation.Step(3));
        Assert.Equal(StepResult.Ok, _simulation.Step(3));
        simulation.Reset();
        Assert.Equal(StepResult.Ok, simulation.Step(3));
    }

    [Fact]
    public void A_bad_velocity_is_divergence()
    {
        _simulation.State.Velocities[3] = double.NaN;
        Assert.Equal(StepResult.Diverged, _simulation.Step(1));
    }

    // The engine would go on with zero controls.
    [Fact]
    public void A_control_that_is_no_number_is_divergence()
    {
        _simulation.State.Controls[1] = double.NaN;
        Assert.Equal(StepResult.Diverged, _simulation.Step(1));
    }

    [Fact]
    public void Forces_that_blow_up_are_noticed_while_stepping()
    {
        using var model = MujocoModel.Load("""
            <mujoco><option timestep="1"/><worldbody><body><joint name="spring" type="slide" stiffness="1e9"/><geom type="sphere" size=".1"/></body></worldbody></mujoco>
            """);
        using var simulation = model.CreateSimulation();
        simulation.State.Positions[0] = 1e-3;
        var result = StepResult.Ok;
        for (var i = 0; i < 100 && result == StepResult.Ok; i++)
            result = simulation.Step(3);
        Assert.Equal(StepResult.Diverged, result);
    }

    // The engine puts a diverged world back to its start by itself: that must not look like an episode that goes on.
    [Fact]
    public void Divergence_lasts_until_a_reset()
    {
        _simulation.State.Velocities[3] = double.NaN;
        Assert.Equal(StepResult.Diverged, _simulation.Step(5));
        Assert.Equal(StepResult.Diverged, _simulation.Step(5));
        Assert.Equal(StepResult.Diverged, _simulation.Forward());
        Assert.Equal(0, _simulation.State.ContactCount);
        _simulation.Reset();
        Assert.Equal(StepResult.Ok, _simulation.Step(5));
        Assert.Equal(5 * 0.002, _simulation.State.Time, 12);
    }

    [Fact]
    public void A_world_that_diverged_runs_after_its_reset_as_a_new_one()
    {
        using var fresh = _model.CreateSimulation();
        _simulation.Step(50);
        _simulation.State.Positions[0] = double.NaN;
        _simulation.Step(1);
        _simulation.Reset();
        _simulation.Step(100);
        fresh.Step(100);
        Assert.Equal(fresh.State.Positions, _simulation.State.Positions);
        Assert.Equal(fresh.State.SensorValues, _simulation.State.SensorValues);
    }

    [Fact]
    public void A_snapshot_ends_a_divergence()
    {
        var saved = _simulation.Save();
        _simulation.State.Positions[0] = double.NaN;
        Assert.Equal(StepResult.Diverged, _simulation.Step(1));
        Assert.Equal(StepResult.Ok, _simulation.Restore(saved));
        Assert.Equal(StepResult.Ok, _simulation.Step(1));
    }

    // Layers of balls: far more contacts than geoms, so that the buffers of engines without an arena are too small.
    [Fact]
    public void Dropped_contacts_are_reported()
    {
        Assert.SkipWhen(_model.Layout.Has("mjData", "narena"), "This version of MuJoCo grows its buffers.");
        var balls = string.Concat(Enumerable.Range(0, 60).Select(_ => "<body><freejoint/><geom type='sphere' size='.1'/></body>"));
        using var model = MujocoModel.Load($"<mujoco><worldbody>{balls}</worldbody></mujoco>");
        using var simulation = model.CreateSimulation();
        Assert.Equal(StepResult.Overflowed, simulation.Forward());
        simulation.State.Positions.Clear();
        for (var i = 0; i < 60; i++)
            (simulation.State.Positions[7 * i], simulation.State.Positions[(7 * i) + 3]) = (i, 1);
        Assert.Equal(StepResult.Ok, simulation.Step(1));
    }

    [Fact]
    public void Nothing_is_written_into_the_working_directory() => Assert.False(File.Exists("MUJOCO_LOG.TXT"));
}
