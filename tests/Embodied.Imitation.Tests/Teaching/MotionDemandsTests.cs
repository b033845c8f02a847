using System.Globalization;
using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Tests.Teaching;

public sealed class MotionDemandsTests
{
    // A ball of 0.1 kg and 1 cm on an arm of 0.1 m that hangs down at 0: what holds it is m g l sin θ, what moves it besides (m l² + ⅖ m r² + armature) θ̈ + d θ̇.
    private const double Weight = 0.1 * 9.81 * 0.1;
    private const double Inertia = (0.1 * 0.1 * 0.1) + (0.4 * 0.1 * 0.01 * 0.01) + 0.0005;
    private const double Damping = 0.01;
    private const double Step = 0.02;

    [Theory]
    [InlineData("""<motor joint="hinge" ctrlrange="-1 1" gear="0.05"/>""", 1)]
    [InlineData("""<general joint="hinge" ctrlrange="-1 1" gainprm="0.05"/>""", 0.05)]
    [InlineData("""<general joint="hinge" ctrlrange="-1 1" gainprm="0.4" forcerange="-0.05 0.05" dyntype="filter" dynprm="0.04"/>""", 0.05)]
    [InlineData("""<position joint="hinge" ctrlrange="-2 2" kp="0.3" forcerange="-0.05 0.05"/>""", 0.05)]
    [InlineData("""<position joint="hinge" ctrlrange="-2 2" kp="0.3"/>""", double.PositiveInfinity)]
    public void An_actuator_is_as_strong_as_its_ranges_let_it(string actuator, double strength)
    {
        using var model = Pendulum(actuator);
        using var world = (MujocoSimulation)model.CreateSimulation();

        Assert.Equal(strength, new MujocoDynamics(world).Actuators.Strength(0));
    }

    [Theory]
    [InlineData("""<motor joint="hinge" ctrlrange="-1 1" gear="0.05"/>""")]
    [InlineData("""<general joint="hinge" ctrlrange="-1 1" gainprm="0.4" forcerange="-0.05 0.05" dyntype="filter" dynprm="0.04"/>""")]
    [InlineData("""<position joint="hinge" ctrlrange="-2 2" kp="0.3" forcerange="-0.05 0.05"/>""")]
    public void Held_out_horizontally_a_weight_asks_for_what_gravity_takes(string actuator)
    {
        var demand = Assert.Single(Demands(actuator, _ => Math.PI / 2, _ => 0));

        Assert.Equal(1, demand.Beyond);
        Assert.Equal(Weight / 0.05, demand.Largest, 1e-7);
        Assert.Equal("muscle", demand.Actuator);
    }

    [Theory]
    [InlineData("""<motor joint="hinge" ctrlrange="-1 1" gear="0.05"/>""")]
    [InlineData("""<general joint="hinge" ctrlrange="-1 1" gainprm="0"/>""")]
    public void Hanging_down_it_asks_for_nothing(string actuator)
    {
        var demand = Assert.Single(Demands(actuator, _ => 0, _ => 0));

        Assert.Equal(0, demand.Beyond);
        Assert.InRange(demand.Largest, 0, 1e-9);
    }

    [Fact]
    public void What_swings_asks_for_its_inertia_and_its_damping_too()
    {
        const double Strength = 0.06;
        const double Rate = 2 * Math.PI * 1.5;
        double Angle(double t) => 0.8 * Math.Sin(Rate * t);
        double Speed(double t) => 0.8 * Rate * Math.Cos(Rate * t);
        // Over a frame: velocities are to reach those of the next, with the damping that holds by then.
        double Torque(double t) => (Inertia * (Speed(t + Step) - Speed(t)) / Step) + (Damping * Speed(t + Step)) + (Weight * Math.Sin(Angle(t)));
        var expected = Enumerable.Range(0, 150).Select(f => Math.Abs(Torque(f * Step)) / Strength).ToArray();

        var demand = Assert.Single(Demands("""<general joint="hinge" ctrlrange="-1 1" gainprm="0.06" dyntype="filter" dynprm="0.04"/>""", Angle, Speed));

        Assert.Equal(expected.Max(), demand.Largest, 1e-3);
        Assert.Equal(expected.Count(e => e > 1) / 150.0, demand.Beyond, 1e-9);
        Assert.InRange(demand.Beyond, 0.1, 0.9);
    }

    [Fact]
    public void A_walker_that_sways_asks_little_and_one_that_does_the_same_four_times_as_fast_more()
    {
        using var walker = new SmallWalker();
        using var world = walker.World();
        var (demands, slow) = (new MotionDemands(walker.Taught(), world), walker.Motion(2, 0, 0.3));

        var (little, much) = (demands.Of([slow]), demands.Of([walker.Faster(slow, 4)]));

        Assert.All(little, d => Assert.Equal(0, d.Beyond));
        Assert.True(much[0].Beyond > 0.1, $"{much[0]}");
        Assert.True(much.Zip(much.Skip(1)).All(p => p.First.Beyond >= p.Second.Beyond));
        Assert.Equal(little, demands.Of([slow]));
    }

    private static IReadOnlyList<ActuatorDemand> Demands(string actuator, Func<double, double> angle, Func<double, double> speed)
    {
        using var model = Pendulum(actuator);
        using var world = (MujocoSimulation)model.CreateSimulation();
        var motion = new ReferenceMotion("swing", "test", Step, 1, [.. Enumerable.Range(0, 151).Select(f => angle(f * Step))], 1, [.. Enumerable.Range(0, 151).Select(f => speed(f * Step))]);
        return new MotionDemands(new(new BodyInScene(model, new PlacedBody(new Arm()))), world).Of([motion]);
    }

    private static MujocoModel Pendulum(string actuator) => MujocoModel.Load(Mjcf(actuator));

    private static string Mjcf(string actuator) => string.Create(CultureInfo.InvariantCulture, $"""
        <mujoco>
          <compiler autolimits="true" angle="radian"/>
          <option timestep="0.004"/>
          <worldbody>
            <body name="arm" pos="0 0 1">
              <joint name="hinge" axis="0 1 0" damping="{Damping}" armature="0.0005"/>
              <geom type="sphere" pos="0 0 -0.1" size="0.01" mass="0.1"/>
            </body>
          </worldbody>
          <actuator>{actuator.Replace(" joint", " name=\"muscle\" joint", StringComparison.Ordinal)}</actuator>
        </mujoco>
        """);

    private sealed class Arm : IBody
    {
        public string Id => "tests/arm";

        public BodyRoles Roles { get; } = new() { Root = "arm", EndEffectors = [], TrackedSegments = ["arm"], StandingHeight = 1 };

        public BodySource Source { get; } = new MjcfSource(Mjcf("""<motor joint="hinge"/>"""), null);
    }
}
