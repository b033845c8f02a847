using Embodied.Runtime.Measures;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Tests.Measures;

/// <summary>Measures without dimension say what can be worked out by hand, and the same of a body twice as large that moves alike.</summary>
public sealed class MeasureTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_rolling_wheel_has_the_froude_number_of_its_speed(double scale)
    {
        // v² / (g h) with v = 2 m/s, h = 0.1 m, g = 10 m/s²: 4.
        var speed = 2 * Math.Sqrt(scale);
        Assert.Equal(4, Value(new FroudeNumber(), KnownBody.Wheel(scale), 100, start: Rolling(speed, 0.1 * scale)), 0.01);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_rolling_wheel_covers_its_diameter_as_often_as_it_should(double scale)
    {
        // 2 s at 2 m/s are 20 diameters of 0.2 m; twice as large, √2 as long and as fast: again 20.
        Assert.Equal(20, Value(new Lengths(), KnownBody.Wheel(scale), 100, start: Rolling(2 * Math.Sqrt(scale), 0.1 * scale)), 0.05);
    }

    [Fact]
    public void Lengths_per_second_have_a_dimension_and_fall_with_the_root_of_size()
    {
        Assert.Equal(10, Value(new LengthsPerTime(), KnownBody.Wheel(), 100, start: Rolling(2, 0.1)), 0.05);
        Assert.Equal(10 / Math.Sqrt(2), Value(new LengthsPerTime(), KnownBody.Wheel(2), 100, start: Rolling(2 * Math.Sqrt(2), 0.2)), 0.05);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Pulling_a_block_costs_its_pull_per_weight(double scale)
    {
        // The motor pulls with m · 1 m/s² all the way: force over weight is 1/10. Without friction the block speeds up.
        Assert.Equal(0.1, Value(new CostOfTransport(), KnownBody.Block(scale), 100, action: 1), 0.002);
    }

    [Fact]
    public void What_stands_still_has_no_cost_of_transport() => Assert.Null(KnownBody.Block(friction: 1).Measure(new CostOfTransport(), 100, action: 0.5f));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_block_on_its_feet_is_as_stable_as_it_is_wide(double scale)
    {
        // Its centre of mass is 0.05 m from the nearer edges, a quarter of its length of 0.2 m.
        Assert.Equal(0.25, Value(new StabilityMargin(), KnownBody.Block(scale), 20), 0.005);
    }

    [Fact]
    public void What_lies_on_the_ground_has_its_foot_there_all_the_time() => Assert.Equal(1, Value(new DutyFactor(), KnownBody.Wheel(), 50), 0.021);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_ball_thrown_up_touches_down_in_its_own_time(double scale)
    {
        // Thrown with v it is up for 2 v / g: for v = 1 m/s 0.2 s of a second, one touch-down; time in units of √(h / g) = 0.1 s.
        var ball = KnownBody.Wheel(scale);
        var value = Value(new StrideFrequency(), ball, 50, start: s => s.Velocities[2] = Math.Sqrt(scale));
        Assert.Equal(0.1, value, 0.011);
    }

    [Fact]
    public void Without_weight_there_is_neither_a_froude_number_nor_a_cost_of_transport()
    {
        foreach (var measure in (IMeasure[])[new FroudeNumber(), new CostOfTransport(), new StrideFrequency(), new StabilityMargin()])
            Assert.Contains("weight", Assert.Throws<InputException>(() => KnownBody.Wheel().Build(measure, gravity: new(0, 0, 0))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_fixed_to_the_world_does_not_travel()
    {
        foreach (var measure in (IMeasure[])[new FroudeNumber(), new LengthsPerTime(), new Lengths(), new CostOfTransport()])
            Assert.Contains("does not move over the ground", Assert.Throws<InputException>(() => KnownBody.Pendulum().Build(measure)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_root_on_rails_goes_where_its_rails_lead()
    {
        // Along x and z: falling is no speed over the ground.
        const string Xml = """<mujoco><worldbody><body name="sled" pos="0 0 5"><joint name="x" type="slide" axis="1 0 0"/><joint name="z" type="slide" axis="0 0 1"/><geom type="sphere" size="0.1"/></body></worldbody></mujoco>""";
        var sled = new KnownBody(Xml, new() { Root = "sled", GroundContacts = ["sled"] }, 1);
        using var world = sled.Build(new Lengths(), s => (s.Velocities[0], s.Velocities[1]) = (2, -3));
        world.Reset(1, []);

        var motion = Runtime.Terms.RootMotion.Of(world.Body, "this");
        Assert.Equal(2, motion.Along(world.Simulation.State, (1, 0)), 9);
        Assert.Equal(0, motion.Along(world.Simulation.State, (0, 1)), 9);
    }

    [Fact]
    public void A_pendulum_that_never_touches_the_ground_has_a_duty_factor_of_zero() => Assert.Equal(0, Value(new DutyFactor(), KnownBody.Pendulum(), 50), 1e-12);

    private static double Value(IMeasure measure, KnownBody body, int steps, float action = 0, Action<SimulationState>? start = null)
    {
        var value = body.Measure(measure, steps, action, start);
        Assert.NotNull(value);
        return value.Value;
    }

    // A free joint's velocities: linear in the world, angular in the body's frame.
    private static Action<SimulationState> Rolling(double speed, double radius) => s => (s.Velocities[0], s.Velocities[4]) = (speed, speed / radius);
}
