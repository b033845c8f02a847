using Embodied.OdorPlume.Tracking;
using Embodied.Runtime.Environments;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Tasks;

namespace Embodied.OdorPlume.Tests.Tracking;

public sealed class TrackTaskTests
{
    private const int Home = 0;
    private const int Tick = 1;
    private const int OffOdour = 2;
    private const int Approach = 3;
    private const int OutOfBounds = 4;

    [Fact]
    public void AStepTurnsThenMovesAndDrifts()
    {
        using var world = Fixed(x: 4, y: 0, heading: 0);
        Step(world, move: 0.5f, turn: 1);

        // 22.5° to the left, half of 2 m/s along it, and 0.5 m/s of wind, for 40 ms.
        var turned = Math.PI / 8;
        AssertPose(world, 4 + (0.04 * (Math.Cos(turned) + 0.5)), 0.04 * Math.Sin(turned), turned);
    }

    [Fact]
    public void ThePaperMovesAndTurnsFaster()
    {
        using var world = Fixed(4, 0, 0, ("parameters", "paper"));
        Step(world, move: 1, turn: -1);

        AssertPose(world, 4 + (0.04 * ((2.5 * Math.Cos(Math.PI / 4)) + 0.5)), -0.04 * 2.5 * Math.Sin(Math.PI / 4), -Math.PI / 4);
    }

    [Fact]
    public void AWalkerIsNotCarried()
    {
        using var world = Fixed(0.2, 0, 0, ("locomotion", "walking"));
        Step(world, move: 1, turn: 0);

        AssertPose(world, 0.2 + (0.04 * 0.05), 0, 0);
    }

    [Fact]
    public void TheAntennaeFeelWindMinusOwnMotion()
    {
        using var world = Fixed(4, 0, Math.PI / 2);
        var first = Observe(world);
        // At rest, facing left of the wind: it blows from the left to the right.
        Assert.Equal(0, first[0], 1e-6);
        Assert.Equal(-0.5, first[1], 1e-6);

        var second = Step(world, move: 1, turn: 0);
        Assert.Equal(-2, second[0], 1e-5);
        Assert.Equal(-0.5, second[1], 1e-5);
    }

    [Fact]
    public void RewardsAreThePublishedOnes()
    {
        using var world = Fixed(4, 0, Math.PI);
        Step(world, move: 1, turn: 0);
        // In the plume, 1.5 m/s nearer.
        Assert.Equal([0, -10.0 / 300, 0, 5 * 0.06, 0], Rounded(world));

        using var beside = Fixed(4, 1.2, Math.PI);
        Step(beside, move: 1, turn: 0);
        Assert.Equal([0, -10.0 / 300, -50.0 / 300, 0, 0], Rounded(beside));

        using var away = Fixed(4, 1.2, 0);
        Step(away, move: 1, turn: 0);
        Assert.True(away.RewardTerms[Approach] < 0);
    }

    [Fact]
    public void ComingHomeEndsTheEpisode()
    {
        using var world = Fixed(0.25, 0, Math.PI);
        var observation = new float[world.Info.Observation.Size];

        var outcome = world.Step([1, 0], observation);

        Assert.Equal(EpisodeEnd.Terminated, outcome.End);
        Assert.Equal("home", Name(world));
        Assert.Equal(101, world.RewardTerms[Home]);
        Assert.Equal(0, world.RewardTerms[Tick]);
    }

    [Theory]
    [InlineData("code", 2)]
    [InlineData("paper", 1)]
    public void StrayingEndsTheEpisode(string parameters, int steps)
    {
        // The code judges the place before the move, so that it notices one step later.
        using var world = Fixed(-1.95, 0, Math.PI, ("parameters", parameters));
        var observation = new float[world.Info.Observation.Size];
        Outcome outcome = default;
        for (var i = 0; i < steps; i++)
        {
            Assert.Equal(EpisodeEnd.None, outcome.End);
            outcome = world.Step([1, 0], observation);
        }

        Assert.Equal(EpisodeEnd.Terminated, outcome.End);
        Assert.Equal("out_of_bounds", Name(world));
        var distance = -world.Simulation.State.Positions[0];
        Assert.Equal(parameters == "paper" ? -10 : -2 * ((5 * distance) + 2), world.RewardTerms[OutOfBounds], parameters == "paper" ? 0 : 0.5);
    }

    [Fact]
    public void TimeRunsOutAfter299Steps()
    {
        // Standing still far downwind, it drifts along with the plume.
        using var world = Fixed(2, 0, 0, ("locomotion", "walking"), ("stray_max", "100"));
        var observation = new float[world.Info.Observation.Size];
        var steps = 0;
        Outcome outcome;
        do
        {
            outcome = world.Step([-1, 0], observation);
            steps++;
        }
        while (outcome.End == EpisodeEnd.None);

        Assert.Equal(299, steps);
        Assert.Equal(EpisodeEnd.Truncated, outcome.End);
        Assert.Equal("out_of_time", Name(world));
    }

    [Fact]
    public void AMirroredEpisodeMirrorsPerceptsAndTurns()
    {
        using var plain = Fixed(4, 0, 1, ("wind", "noisy3"));
        var percept = Observe(plain);
        for (ulong seed = 0; seed < 40; seed++)
        {
            using var flipping = Fixed(4, 0, 1, ("wind", "noisy3"), ("flipping", "true"));
            var observation = new float[flipping.Info.Observation.Size];
            flipping.Reset(seed, observation);
            if (observation[1] != -percept[1])
                continue;
            flipping.Step([0, 1], observation);
            Assert.Equal(1 - (Math.PI / 8), flipping.Simulation.State.Positions[2], 1e-9);
            return;
        }

        Assert.Fail("No episode of 40 was mirrored.");
    }

    [Fact]
    public void QuantileStartsFollowTheCurriculum()
    {
        var (near, far) = (StartX(0.1, 0.2), StartX(0.7, 0.8));

        Assert.InRange(near, 0.5, 3);
        Assert.InRange(far, 6, 9);

        static double StartX(double low, double high)
        {
            using var world = Worlds.Create(("start", "quantile"), ("qvar", "0.1"), ("diff_min", $"{low}"), ("diff_max", $"{high}"));
            var observation = new float[world.Info.Observation.Size];
            return Enumerable.Range(0, 50).Average(i =>
            {
                world.Reset((ulong)i, observation);
                return world.Simulation.State.Positions[0];
            });
        }
    }

    [Theory]
    [InlineData("wind", "nosy3")]
    [InlineData("birthx", "1.5")]
    [InlineData("start", "somewhere")]
    [InlineData("parameters", "thesis")]
    public void WrongSettingsAreRefused(string key, string value) => Assert.Throws<InputException>(() => Worlds.Create((key, value)));

    private static PhysicsEnvironment Fixed(double x, double y, double heading, params (string, string)[] more)
    {
        var world = Worlds.Create([("start", "fixed"), ("x", $"{x:R}"), ("y", $"{y:R}"), ("heading", $"{heading:R}"), ("time", "60"), .. more]);
        world.Reset(1, new float[world.Info.Observation.Size]);
        return world;
    }

    private static float[] Observe(PhysicsEnvironment world)
    {
        var observation = new float[world.Info.Observation.Size];
        world.Reset(1, observation);
        return observation;
    }

    /// <summary>One step; the move as a fraction, the turn from −1 to 1.</summary>
    private static float[] Step(PhysicsEnvironment world, float move, float turn)
    {
        var observation = new float[world.Info.Observation.Size];
        world.Step([(2 * move) - 1, turn], observation);
        return observation;
    }

    private static double[] Rounded(PhysicsEnvironment world) => [.. world.RewardTerms.ToArray().Select((t, i) => i == Approach ? Math.Round(t, 6) : t)];

    private static string Name(PhysicsEnvironment world) => world.Info.Outcomes[world.Outcome].Name;

    private static void AssertPose(PhysicsEnvironment world, double x, double y, double heading)
    {
        var positions = world.Simulation.State.Positions;
        Assert.Equal(x, positions[0], 1e-6);
        Assert.Equal(y, positions[1], 1e-6);
        Assert.Equal(heading, positions[2], 1e-9);
    }
}
