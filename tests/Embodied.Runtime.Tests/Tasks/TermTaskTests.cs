using Embodied.Runtime.Environments;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Settings;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Tests.Tasks;

/// <summary>A task is a list of named parts, each of which settings may change, add or leave out.</summary>
public sealed class TermTaskTests
{
    [Fact]
    public void Every_term_is_told_by_its_name()
    {
        using var world = TableWorld.Build(("rewards.effort", "off"), ("rewards.gait.use", "progress"), ("rewards.gait.weight", "2"), ("rewards.alive", "0.25"));

        Assert.Equal(["upright", "height", "gait", "alive"], world.Info.RewardTerms);
        Assert.Equal([new TaskOutcome("lasted", true), new TaskOutcome("fallen", false)], world.Info.Outcomes);
        var terms = Stand(world);
        Assert.Equal(0.25, terms[3], 12);
        Assert.InRange(terms[0], 0.4, 0.5);
    }

    [Fact]
    public void A_list_stands_for_exactly_its_parts()
    {
        using var world = TableWorld.Build(("rewards", "height,alive"), ("terminations", "off"), ("sensors", "world-up,touch"));

        Assert.Equal(["height", "alive"], world.Info.RewardTerms);
        Assert.Equal([new TaskOutcome("lasted", true)], world.Info.Outcomes);
        Assert.Equal(["proprioception/world_up", "sensors/touch"], world.Info.Observation.Channels.Select(c => c.Name));
        // The weight of the page belongs to its height, which is still listed.
        Assert.InRange(Stand(world)[0], 0.4, 0.5);
    }

    [Fact]
    public void A_weight_multiplies_a_term()
    {
        using var once = TableWorld.Build();
        using var twice = TableWorld.Build(("rewards.upright.weight", "1"));

        Assert.Equal(2 * Stand(once)[0], Stand(twice)[0], 12);
    }

    [Fact]
    public void The_reward_is_the_sum_of_its_terms_and_a_fall_ends_the_episode_by_name()
    {
        using var world = TableWorld.Build(("terminations.fallen.height", "1"), ("terminations.fallen.success", "true"), ("events.joint-noise.deviation", "0.3"));
        var observation = new float[world.Info.Observation.Size];
        world.Reset(3, observation);
        var action = new float[world.Info.Action.Size];
        Outcome outcome;
        do
        {
            outcome = world.Step(action, observation);
            Assert.Equal(world.RewardTerms.ToArray().Sum(), outcome.Reward, 1e-5);
        }
        while (outcome.End == EpisodeEnd.None);
        Assert.Equal((EpisodeEnd.Terminated, 1), (outcome.End, world.Outcome));
        Assert.True(world.Info.Outcomes[world.Outcome].Success);
    }

    [Fact]
    public void A_sensor_named_again_takes_the_place_of_the_groups()
    {
        using var plain = TableWorld.Build();
        using var late = TableWorld.Build(("sensors.joint-angles.delay", "3"));
        using var twice = TableWorld.Build(("sensors.old.use", "joint-angles"), ("sensors.old.delay", "3"));

        Assert.Equal(plain.Info.Observation.Signature, late.Info.Observation.Signature);
        Assert.Equal(plain.Info.Observation.Size + 4, twice.Info.Observation.Size);
        var (now, then, both) = (Record(plain), Record(late), Record(twice));
        var (at, second) = (plain.Info.Observation.OffsetOf("proprioception/joint_angles"), twice.Info.Observation.OffsetOf("old"));
        for (var step = 3; step < now.Count; step++)
        {
            Assert.Equal(now[step - 3].AsSpan(at, 4).ToArray(), then[step].AsSpan(at, 4).ToArray());
            Assert.Equal(then[step].AsSpan(at, 4).ToArray(), both[step].AsSpan(second, 4).ToArray());
        }
    }

    [Fact]
    public void A_delayed_action_moves_as_the_same_action_earlier()
    {
        using var prompt = TableWorld.Build(("events.joint-noise", "off"));
        using var late = TableWorld.Build(("events.joint-noise", "off"), ("actuation.delay", "2"));

        var (first, second) = (Record(prompt, from: 2), Record(late, from: 0));

        Assert.Equal(first.Select(o => o[0]), second.Select(o => o[0]));
    }

    [Fact]
    public void A_push_changes_momentum_by_force_times_time()
    {
        const double duration = 0.1;
        using var world = TableWorld.Build(
            ("events", "push"), ("events.push.every", "0.001"), ("events.push.force", "0.5"), ("events.push.duration", "0.1"), ("arena", "empty"), ("terminations", "off"),
            ("physics.timestep", "0.002"));
        var observation = new float[world.Info.Observation.Size];
        world.Reset(5, observation);
        var action = new float[world.Info.Action.Size];
        var (mass, root, pushed) = (world.Body.Model.Info.SegmentMasses.Sum(), world.Body.Root, 0);
        while (true)
        {
            var before = world.Simulation.State.SubtreeCentres.Slice(3 * root, 2).ToArray();
            world.Step(action, observation);
            if (world.Simulation.State.AppliedForces.ContainsAnyExcept(0))
            {
                pushed++;
            }
            else if (pushed > 0)
            {
                // Nothing holds it in the air: the centre of mass goes on as it was pushed.
                var after = world.Simulation.State.SubtreeCentres.Slice(3 * root, 2);
                var speed = Math.Sqrt(Math.Pow(after[0] - before[0], 2) + Math.Pow(after[1] - before[1], 2)) / world.Info.ControlTimestep;
                Assert.Equal(5, pushed);
                Assert.Equal(1.8, mass, 9);
                Assert.Equal(0.5 * 9.81 * duration, speed, 1e-4);
                return;
            }
        }
    }

    [Theory]
    [InlineData("rewards.uprigt.weight", "1", "unknown reward term 'core/uprigt'", "Did you mean 'core/upright'?")]
    [InlineData("rewards.upright.wieght", "1", "reward term 'core/upright' has no setting 'wieght'", "")]
    [InlineData("rewards.upright.weight", "much", "has weight 'much'; expected a number", "")]
    [InlineData("terminations.fallen.height", "2", "has height '2'; expected a number from 0 to 1", "")]
    [InlineData("events.push.every", "-1", "has every '-1'", "")]
    [InlineData("events.pushes", "on", "unknown event 'core/pushes'", "Did you mean 'core/push'?")]
    [InlineData("sensors.joint-angels.noise", "1", "unknown sensor 'core/joint-angels'", "Did you mean 'core/joint-angles'?")]
    [InlineData("sensors.touch", "loud", "sensors.touch is 'loud'; expected on, off or its settings", "")]
    [InlineData("arena", "falt", "unknown arena 'core/falt'", "Did you mean 'core/flat'?")]
    [InlineData("arena.use", "bumps", "", "")]
    [InlineData("arena.height", "1", "arena 'core/flat' has no setting 'height'", "")]
    [InlineData("actuation.delay", "some", "has delay 'some'", "")]
    [InlineData("physics.gravty", "0,0,0", "physics has no setting 'gravty'", "Did you mean 'gravity'?")]
    [InlineData("physics.gravity", "0,0", "has gravity '0,0'; expected three numbers", "")]
    [InlineData("reward.upright", "1", "has no setting 'reward'", "Did you mean 'rewards'?")]
    [InlineData("maximum_steps", "0", "has maximum_steps 0; expected at least 1", "")]
    public void A_mistake_is_told_where_it_stands(string key, string value, string problem, string hint)
    {
        var recipe = TableWorld.Recipe() with { Settings = new PlacedSettings([(key, value, "page.yaml:3:7")]) };
        var refused = Record(() => new WorldBuilder(TableWorld.Catalog).For(recipe).Build().Dispose());

        if (problem.Length == 0)
        {
            Assert.Null(refused);
            return;
        }

        Assert.Equal("page.yaml:3:7", refused!.Place);
        Assert.Contains(problem, refused.Problem, StringComparison.Ordinal);
        Assert.StartsWith(hint, refused.Hint ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Terms_allocate_nothing_in_a_step()
    {
        using var world = TableWorld.Build(("events.push.every", "0.1"), ("rewards.forward-speed.weight", "1"), ("rewards.progress", "1"), ("rewards.action-rate", "-1"), ("actuation.delay", "1"),
            ("sensors.last-action", "on"), ("sensors.gyro.noise", "0.1"), ("terminations", "off"), ("maximum_steps", "1000000"));
        var (observation, action) = (new float[world.Info.Observation.Size], new float[world.Info.Action.Size]);
        world.Reset(1, observation);
        for (var i = 0; i < 100; i++)
            world.Step(action, observation);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 500; i++)
            world.Step(action, observation);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static InputException? Record(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (InputException e)
        {
            return e;
        }
    }

    private static double[] Stand(PhysicsEnvironment world)
    {
        var observation = new float[world.Info.Observation.Size];
        world.Reset(1, observation);
        world.Step(new float[world.Info.Action.Size], observation);
        return world.RewardTerms.ToArray();
    }

    private static List<float[]> Record(PhysicsEnvironment world, int from = 0)
    {
        var seen = new List<float[]>();
        var observation = new float[world.Info.Observation.Size];
        world.Reset(9, observation);
        var action = new float[world.Info.Action.Size];
        for (var step = 0; step < 20; step++)
        {
            // Nothing is asked before a step, then the same wave in both.
            Array.Fill(action, step < from ? 0 : MathF.Sin(0.7f * (step - from)));
            world.Step(action, observation);
            seen.Add((float[])observation.Clone());
        }

        return seen;
    }
}
