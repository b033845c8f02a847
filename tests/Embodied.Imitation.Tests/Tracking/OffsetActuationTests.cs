using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Tests.Following;
using Embodied.Imitation.Tracking;
using Embodied.Runtime.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Tasks;

namespace Embodied.Imitation.Tests.Tracking;

public sealed class OffsetActuationTests : IDisposable
{
    private readonly FollowedWalker _walker = new();
    private readonly string _book = Path.Combine(Directory.CreateTempSubdirectory("embodied-").FullName, "book.json");

    public OffsetActuationTests() => new TeacherBook
    {
        ActionScales = [.. Enumerable.Repeat(1.0, 8)],
        Gains = new Dictionary<string, TeacherGains> { ["still"] = TeacherGainSets.Still },
        Clips = new Dictionary<string, string>(),
    }.Write(_book);

    public void Dispose()
    {
        _walker.Dispose();
        Directory.Delete(Path.GetDirectoryName(_book)!, recursive: true);
    }

    [Fact]
    public void Actions_are_the_root_as_the_animal_sees_it_and_the_hinges_of_its_limbs()
    {
        using var world = Offsets();

        Assert.Equal(14, world.Info.Action.Size);
        Assert.Equal(["root_x", "root_y", "root_z", "root_roll", "root_pitch", "root_yaw", "hip0", "knee0"], world.Info.Action.Channels[0].Labels!.Take(8));
    }

    [Fact]
    public void An_action_of_nothing_is_the_teacher_and_any_other_moves_what_it_follows()
    {
        using var world = Offsets();
        var nothing = Place(world, 0);

        // Millimetres. An action of 1 asks for 10, which hinges that are to stay as they are do not give whole.
        Assert.InRange(nothing, -1, 1);
        Assert.InRange(Place(world, 1) - nothing, 3, 12);
        Assert.InRange(Place(world, -1) - nothing, -12, -3);
    }

    [Fact]
    public void Forward_is_where_the_animal_looks()
    {
        using var world = Offsets();
        world.Reset(1, new float[world.Info.Observation.Size]);
        var taught = new TeacherBody(world.Body);
        var actuation = new OffsetActuation(new(null), _ => taught);
        actuation.Bind(world.Body);
        double[] offsets = [];
        actuation.Follow = found => offsets = [.. found];
        // A quarter of a turn to the left: forward is y.
        (world.Simulation.State.Positions[3], world.Simulation.State.Positions[6]) = (Math.Sqrt(0.5), Math.Sqrt(0.5));
        world.Simulation.Forward();
        var action = new float[14];
        (action[0], action[6]) = (1, 0.5f);
        actuation.Apply(new() { Simulation = world.Simulation, Action = action });

        Assert.Equal([0, 0.01, 0], offsets.Take(3).Select(x => Math.Round(x, 9)));
        Assert.Equal(0.05, offsets[6], 1e-9);
    }

    [Fact]
    public void What_cannot_be_followed_is_named()
    {
        Assert.Contains("names no teacher", Assert.Throws<InputException>(() => _walker.World(("actions", "offsets"))).Message, StringComparison.Ordinal);
        Assert.Contains("no behaviour 'wlak'", Assert.Throws<InputException>(() => _walker.World(("behaviours", "wlak"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Behaviours_are_chosen_by_name()
    {
        using var world = _walker.World(("behaviours", "walk"));
        for (var seed = 0UL; seed < 8; seed++)
        {
            world.Reset(seed, new float[world.Info.Observation.Size]);
            Assert.Equal("walk", ((TrackingTask)world.Task).Motion.Behaviour);
        }
    }

    private PhysicsEnvironment Offsets() => _walker.World(("actions", "offsets"), ("teacher", _book), ("clip", "still"), ("frame", "0"), ("termination", "none"));

    // How far forward the root is after half a second, the action always the same [mm].
    private static double Place(PhysicsEnvironment world, float forward)
    {
        var observation = new float[world.Info.Observation.Size];
        var action = new float[world.Info.Action.Size];
        action[0] = forward;
        world.Reset(1, observation);
        for (var step = 0; step < 25; step++)
            Assert.Equal(EpisodeEnd.None, world.Step(action, observation).End);
        return 1000 * world.Simulation.State.Positions[0];
    }
}
