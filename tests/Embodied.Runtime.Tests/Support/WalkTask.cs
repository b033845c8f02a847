using Embodied.Runtime.Actuations;
using Embodied.Runtime.Arenas;
using Embodied.Runtime.Sensors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Tests.Support;

/// <summary>Go away from where you began; ends at a distance. Starts at a random heading.</summary>
internal sealed class WalkTask(double controlTimestep = 0.1, double goal = 3, int? maximumSteps = 60) : ITask
{
    private int _root;

    public TaskInfo Info { get; } = new()
    {
        Id = "test/walk",
        ControlTimestep = controlTimestep,
        RewardTerms = ["distance", "cost"],
        MaximumSteps = maximumSteps,
    };

    public static TaskSetup Setup(ITask? task = null, ISensor[]? sensors = null, double timestep = 0.01) => new()
    {
        Task = task ?? new WalkTask(),
        Arena = new FlatArena(),
        Sensors = sensors ?? [new RootVelocity(angular: false), new RootVelocity(angular: true), new WorldUp(), new NoisySensor(new RootHeight(), 0.1)],
        Actuation = new DirectActuation(),
        Physics = new() { Timestep = timestep },
    };

    public void Bind(BodyInScene body) => _root = body.Root;

    public void Reset(ISimulation simulation, ref RandomStream random) => simulation.State.Positions[2] = random.NextUniform(-3, 3);

    public EpisodeEnd Judge(in StepContext step, Span<double> terms)
    {
        var p = step.Simulation.State.SegmentPositions.Slice(3 * _root, 2);
        terms[0] = Math.Sqrt(((p[0] - 1) * (p[0] - 1)) + ((p[1] - 2) * (p[1] - 2)));
        terms[1] = -0.1;
        return terms[0] > goal ? EpisodeEnd.Terminated : EpisodeEnd.None;
    }
}
