using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Environments;
using Embodied.Sdk.Control;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Assays;

/// <summary>One episode of a controller, to be looked at: the pose of every step, in a world that can be drawn. Dispose it when it has been drawn.</summary>
public sealed class Performance : IDisposable
{
    private readonly PhysicsEnvironment _world;
    private readonly List<double> _poses = [];
    private readonly List<double> _goals = [];
    private readonly List<double> _references = [];

    private Performance(PhysicsEnvironment world) => _world = world;

    /// <summary>The body in its scene.</summary>
    public BodyInScene Body => _world.Body;

    /// <summary>qpos of the start and after every step, [steps + 1 × positions].</summary>
    public double[] Poses => [.. _poses];

    /// <summary>Where the goal was, [steps + 1 × 3]; empty for a task without one.</summary>
    public double[] Goals => [.. _goals];

    /// <summary>qpos of the motion that was to be followed, as many as <see cref="Poses"/>; empty for a task without one.</summary>
    public double[] References => [.. _references];

    /// <summary>Poses per unit of time.</summary>
    public double Rate => 1 / _world.Info.ControlTimestep;

    /// <summary>Sum of rewards.</summary>
    public double Return { get; private set; }

    /// <summary>How it ended, in a word.</summary>
    public string Outcome { get; private set; } = "";

    /// <summary>Lets a controller act for an episode.</summary>
    /// <param name="catalog">Where what the world names is found.</param>
    /// <param name="recipe">The world.</param>
    /// <param name="make">Makes the controller.</param>
    /// <param name="options">Seed and length.</param>
    /// <exception cref="Sdk.Errors.InputException">Something named is unknown, or the controller does not fit the world.</exception>
    public static Performance Of(Catalog catalog, WorldRecipe recipe, Func<ControllerRequest, IController> make, PerformanceOptions options)
    {
        var performance = new Performance(new WorldBuilder(catalog).For(recipe).Build());
        try
        {
            using var controller = make(AssayRunner.RequestFor(performance._world, options.Seed));
            performance.Run(controller, options);
            return performance;
        }
        catch
        {
            performance.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _world.Dispose();

    private void Run(IController controller, PerformanceOptions options)
    {
        var (observation, action, state) = (new float[_world.Info.Observation.Size], new float[_world.Info.Action.Size], new float[controller.Info.StateSize]);
        var seeds = new ulong[options.Sampled ? 1 : 0];
        _world.Reset(options.Seed, observation);
        controller.ResetState(state, options.Seed);
        Keep();
        var end = EpisodeEnd.None;
        for (var step = 0; end == EpisodeEnd.None && (step + 1) * _world.Info.ControlTimestep <= options.Longest + 1e-9; step++)
        {
            if (options.Sampled)
                seeds[0] = RandomStream.For(options.Seed, (ulong)step).State;
            controller.Act(new ControllerBatch { Count = 1, Observations = observation, States = state, Actions = action, Probes = [], Seeds = seeds });
            var outcome = _world.Step(action, observation);
            end = outcome.End;
            Return += outcome.Reward;
            if (end != EpisodeEnd.Diverged)
                Keep();
        }

        Outcome = _world.Outcome >= 0 ? _world.Info.Outcomes[_world.Outcome].Name : end switch
        {
            EpisodeEnd.None => "still going on",
            EpisodeEnd.Truncated => "lasted",
            EpisodeEnd.Diverged => "the physics diverged",
            _ => "ended",
        };
    }

    private void Keep()
    {
        _poses.AddRange(_world.Simulation.State.Positions);
        if ((_world.Task as IHasGoal)?.Goal is Vec3 goal)
            _goals.AddRange([goal.X, goal.Y, goal.Z]);
        if (_world.Task is IHasReference followed)
            _references.AddRange(followed.ReferencePose);
    }
}

/// <summary>Which episode, and how much of it.</summary>
/// <param name="Seed">Seed of the episode.</param>
/// <param name="Longest">Time after which no more is looked at.</param>
/// <param name="Sampled">Whether actions are drawn instead of being the controller's means.</param>
public sealed record PerformanceOptions(ulong Seed, double Longest, bool Sampled);
