using Embodied.Runtime.Environments;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Tests.Tasks;

/// <summary>The host's tasks ask for roles only, and are given in the size of whoever does them.</summary>
public sealed class ComparableTaskTests
{
    public static TheoryData<string> Pages => [.. TableWorld.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_task_runs_with_a_body_that_knows_nothing_of_it(string page)
    {
        using var world = new WorldBuilder(TableWorld.Catalog).For(TableWorld.Recipe() with { Task = page }).Build();
        var observation = new float[world.Info.Observation.Size];
        world.Reset(2, observation);
        var action = new float[world.Info.Action.Size];
        var last = world.Step(action, observation);
        for (var i = 0; i < 20 && last.End == EpisodeEnd.None; i++)
            last = world.Step(action, observation);

        Assert.NotEqual(EpisodeEnd.Diverged, last.End);
        Assert.All(observation, o => Assert.True(float.IsFinite(o)));
        Assert.Contains(world.Info.Outcomes, o => o.Success);
    }

    [Fact]
    public void Doing_nothing_in_servos_or_motors_keeps_the_initial_controls()
    {
        using var world = TableWorld.Build(("events", "off"));
        world.Reset(1, new float[world.Info.Observation.Size]);
        world.Step(new float[world.Info.Action.Size], new float[world.Info.Observation.Size]);

        // Its hips begin at angle 0, where its servos rest at control 0.
        Assert.All(world.Simulation.State.Controls.ToArray(), c => Assert.Equal(0, c, 1e-9));
    }

    [Fact]
    public void An_episode_that_lasts_is_a_success_by_name()
    {
        using var world = TableWorld.Build(("maximum_steps", "3"), ("events", "off"));
        var observation = new float[world.Info.Observation.Size];
        world.Reset(1, observation);
        for (var i = 0; i < 2; i++)
            world.Step(new float[4], observation);

        Assert.Equal(EpisodeEnd.Truncated, world.Step(new float[4], observation).End);
        Assert.Equal(new TaskOutcome("lasted", true), world.Info.Outcomes[world.Outcome]);
    }

    [Fact]
    public void A_target_is_as_far_away_as_the_body_is_long()
    {
        using var world = TableWorld.Build(("goal.use", "target"), ("goal.distance", "3"), ("goal.angle", "0"), ("sensors.goal", "on"), ("events", "off"));
        var observation = new float[world.Info.Observation.Size];
        world.Reset(1, observation);

        // The table is 0.4 long and faces along x.
        var goal = ((IHasGoal)world.Task).Goal!.Value;
        Assert.Equal(3 * 0.4, goal.X, 1e-9);
        Assert.Equal(0, goal.Y, 1e-9);
        var seen = observation.AsSpan(world.Info.Observation.OffsetOf("goal"), 4).ToArray();
        Assert.Equal(1, seen[0], 1e-5);
        Assert.Equal(Math.Log(4), seen[3], 1e-5);
    }

    [Fact]
    public void A_target_that_moves_is_somewhere_else_and_the_same_again_for_the_same_seed()
    {
        double[] Places()
        {
            using var world = TableWorld.Build(("goal.use", "target"), ("goal.every", "0.1"), ("terminations", "off"));
            var observation = new float[world.Info.Observation.Size];
            world.Reset(5, observation);
            var places = new List<double>();
            for (var i = 0; i < 12; i++)
            {
                world.Step(new float[4], observation);
                places.Add(((IHasGoal)world.Task).Goal!.Value.X);
            }

            return [.. places];
        }

        Assert.Equal(3, Places().Distinct().Count());
        Assert.Equal(Places(), Places());
    }

    [Fact]
    public void A_part_that_needs_a_goal_says_so_where_there_is_none()
    {
        using var world = TableWorld.Build(("sensors.goal", "on"));

        var error = Assert.Throws<InputException>(() => world.Reset(1, new float[world.Info.Observation.Size]));

        Assert.Contains("needs a goal in space, and the task has none", error.Message, StringComparison.Ordinal);
        Assert.Contains("goal: target", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Reaching_a_goal_beside_one_ends_the_episode_as_a_success()
    {
        using var world = TableWorld.Build(("goal.use", "target"), ("goal.distance", "0.1"), ("terminations.reached.success", "true"));
        var observation = new float[world.Info.Observation.Size];
        world.Reset(1, observation);

        Assert.Equal(EpisodeEnd.Terminated, world.Step(new float[4], observation).End);
        Assert.True(world.Info.Outcomes[world.Outcome].Success);
    }

    [Theory]
    [InlineData("bumps")]
    [InlineData("gaps")]
    public void Ground_in_body_lengths_grows_with_the_body(string arena)
    {
        var part = TableWorld.Parts.Make<Sdk.Arenas.IArena>(arena, new Dictionary<string, string> { ["unit"] = "body" });
        var scaling = Assert.IsAssignableFrom<Sdk.Arenas.IScalesToBody>(part);
        var small = scaling.For(new(0.1, 0.05)).Build(Sdk.Bodies.UnitSystem.Si).Shapes.Where(s => s.Kind != Sdk.Bodies.ShapeKind.Plane).ToList();
        var large = scaling.For(new(0.2, 0.1)).Build(Sdk.Bodies.UnitSystem.Si).Shapes.Where(s => s.Kind != Sdk.Bodies.ShapeKind.Plane).ToList();

        Assert.NotEmpty(small);
        Assert.Equal(small.Count, large.Count);
        Assert.All(small.Zip(large), p => Assert.Equal(2 * p.First.Position.X, p.Second.Position.X, 1e-9));
        Assert.All(small.Zip(large), p => Assert.Equal(2 * p.First.Size[0], p.Second.Size[0], 1e-9));
    }
}
