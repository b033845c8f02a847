using Embodied.Runtime.Backends.Planar;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Tests.Backends;

public class PlanarBackendTests
{
    [Fact]
    public void Running_and_turning_draws_a_circle()
    {
        using var model = Compile(FigureBody.Rover());
        using var simulation = model.CreateSimulation();
        simulation.State.Controls[0] = 0.5;
        simulation.State.Controls[2] = 0.25;
        simulation.Step(200);
        // Speed 1, turn rate 0.75, 2 time units: an arc of radius 4/3 that begins in (1, 2) along x.
        var (radius, angle) = (1 / 0.75, 1.5);
        Assert.Equal(1 + (radius * Math.Sin(angle)), simulation.State.Positions[0], 1e-12);
        Assert.Equal(2 + (radius * (1 - Math.Cos(angle))), simulation.State.Positions[1], 1e-12);
        Assert.Equal(angle, simulation.State.Positions[2], 1e-12);
        Assert.Equal(Math.Cos(angle), simulation.State.Velocities[0], 1e-12);
    }

    [Fact]
    public void The_path_does_not_depend_on_the_integration_step()
    {
        double[] End(double timestep, int steps)
        {
            using var model = Compile(FigureBody.Rover(), timestep);
            using var simulation = model.CreateSimulation();
            simulation.State.Controls[0] = 1;
            simulation.State.Controls[1] = -0.4;
            simulation.State.Controls[2] = 0.8;
            simulation.Step(steps);
            return simulation.State.Positions.ToArray();
        }

        var (coarse, fine) = (End(0.5, 2), End(0.001, 1000));
        for (var i = 0; i < 3; i++)
            Assert.Equal(coarse[i], fine[i], 1e-10);
    }

    [Fact]
    public void Activations_follow_controls_with_the_time_constant()
    {
        using var model = Compile(FigureBody.Rover(lag: 0.3));
        using var simulation = model.CreateSimulation();
        simulation.State.Controls[0] = 1;
        simulation.Step(30);
        Assert.Equal(1 - Math.Exp(-1), simulation.State.Activations[0], 1e-12);
        Assert.Equal(2 * (1 - Math.Exp(-1)), simulation.State.Velocities[0], 1e-12);
    }

    [Fact]
    public void Controls_beyond_their_range_are_clipped()
    {
        using var model = Compile(FigureBody.Rover());
        using var simulation = model.CreateSimulation();
        simulation.State.Controls[0] = 100;
        simulation.Step(1);
        Assert.Equal(2, simulation.State.Velocities[0]);
    }

    [Fact]
    public void Sites_turn_with_the_body()
    {
        using var model = Compile(FigureBody.Rover());
        using var simulation = model.CreateSimulation();
        simulation.State.Positions[2] = Math.PI / 2;
        simulation.Forward();
        Assert.Equal([1, 2.5, 0.1], simulation.State.SitePositions.ToArray().Select(x => Math.Round(x, 12)));
        Assert.Equal(0, model.Find(ElementKind.Site, "nose"));
    }

    [Fact]
    public void The_facing_direction_is_forward()
    {
        var rover = FigureBody.Rover();
        using var model = Compile(rover with { Roles = rover.Roles with { Forward = new(0, 1, 0) } });
        using var simulation = model.CreateSimulation();
        simulation.State.Controls[0] = 0.5;
        simulation.Step(100);
        Assert.Equal(1, simulation.State.Positions[0], 1e-12);
        Assert.Equal(3, simulation.State.Positions[1], 1e-12);
    }

    [Fact]
    public void A_state_that_is_no_number_is_divergence()
    {
        using var model = Compile(FigureBody.Rover());
        using var simulation = model.CreateSimulation();
        simulation.State.Controls[0] = double.NaN;
        Assert.Equal(StepResult.Diverged, simulation.Step(1));
        simulation.Reset();
        Assert.Equal(StepResult.Ok, simulation.Step(1));
    }

    [Fact]
    public void Jacobians_are_the_derivatives_of_points()
    {
        using var model = Compile(FigureBody.Rover());
        using var kinematics = ((IHasKinematics)model).CreateKinematics();
        double[] pose = [0.3, -0.7, 0.9];
        double[] Nose(double[] q)
        {
            kinematics.Pose(q);
            var r = kinematics.Frames.Rotations.Slice(9, 9);
            var p = kinematics.Frames.Positions.Slice(3, 3);
            return [p[0] + (0.5 * r[0]), p[1] + (0.5 * r[3]), p[2] + (0.5 * r[6])];
        }

        var jacobian = new double[9];
        kinematics.PointJacobian(1, Nose(pose), jacobian);
        for (var j = 0; j < 3; j++)
        {
            double[] moved = [.. pose];
            moved[j] += 1e-6;
            var (a, b) = (Nose(pose), Nose(moved));
            for (var i = 0; i < 3; i++)
                Assert.Equal((b[i] - a[i]) / 1e-6, jacobian[(3 * i) + j], 1e-5);
        }

        var axes = new double[18];
        var nose = Nose(pose);
        kinematics.MotionAxes(axes);
        for (var j = 0; j < 3; j++)
        {
            Assert.Equal(jacobian[j], axes[(6 * j) + 3] - (axes[(6 * j) + 2] * nose[1]), 1e-12);
            Assert.Equal(jacobian[3 + j], axes[(6 * j) + 4] + (axes[(6 * j) + 2] * nose[0]), 1e-12);
        }
    }

    [Fact]
    public void What_it_cannot_build_is_refused_with_the_reason()
    {
        var rover = FigureBody.Rover();
        Refused("freedom", rover with { Figures = rover.Figures with { Root = RootFreedom.Free } });
        Refused("segments", FigureBody.Table() with { Figures = FigureBody.Table().Figures with { Root = RootFreedom.Planar } });
        Refused("jump", rover with { Figures = rover.Figures with { Actuators = [rover.Figures.Actuators[0] with { Name = "jump" }] } });
        Refused("gyro", rover with { Figures = rover.Figures with { Sensors = [new("gyro", SensorKind.Gyro, "nose")] } });
        var walls = new Walls();
        var failure = Assert.Throws<InputException>(() => new PlanarBackend().Compile(new() { Arena = walls, Bodies = [new(rover)] }));
        Assert.Contains("wall", failure.Message, StringComparison.Ordinal);
    }

    private static void Refused(string reason, IBody body)
    {
        var failure = Assert.Throws<InputException>(() => new PlanarBackend().Compile(new() { Bodies = [new(body)] }));
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    private static IModel Compile(IBody body, double timestep = 0.01) =>
        new PlanarBackend().Compile(new() { Bodies = [new(body)], Physics = new() { Timestep = timestep } });

    private sealed class Walls : IArena
    {
        public string Id => "test/walls";

        public ArenaFigures Build(UnitSystem units) => new()
        {
            Shapes = [new() { Name = "wall", Kind = ShapeKind.Box, Size = [1, 1, 1], Position = Vec3.Zero }],
        };
    }
}
