using Embodied.Runtime.Backends.Planar;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Sensors;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Tests.Environments;

public class PhysicsEnvironmentTests
{
    [Fact]
    public void A_control_step_must_be_a_whole_number_of_integration_steps()
    {
        var failure = Assert.Throws<InputException>(() => Build(new WalkTask(controlTimestep: 0.025), timestep: 0.01));
        Assert.Contains("whole number", failure.Message, StringComparison.Ordinal);
        using var environment = Build(new WalkTask(controlTimestep: 0.3), timestep: 0.1);
        Assert.Equal(3, environment.Info.Substeps);
    }

    [Fact]
    public void Diverged_physics_ends_the_episode_with_zeros()
    {
        using var environment = Build(new Poison(physics: true));
        var observation = new float[environment.Info.Observation.Size];
        environment.Reset(1, observation);
        environment.Step(new float[3], observation);
        var outcome = environment.Step(new float[3], observation);
        Assert.Equal(new(0, EpisodeEnd.Diverged), outcome);
        Assert.All(observation, x => Assert.Equal(0, x));
        Assert.Equal([0.0], environment.RewardTerms.ToArray());
        Assert.Throws<InvalidOperationException>(() => environment.Step(new float[3], observation));
        environment.Reset(2, observation);
        Assert.Equal(EpisodeEnd.None, environment.Step(new float[3], observation).End);
    }

    [Fact]
    public void A_reward_that_is_no_number_counts_as_divergence()
    {
        using var environment = Build(new Poison(physics: false));
        var observation = new float[environment.Info.Observation.Size];
        environment.Reset(1, observation);
        environment.Step(new float[3], observation);
        Assert.Equal(new(0, EpisodeEnd.Diverged), environment.Step(new float[3], observation));
    }

    [Fact]
    public void Time_cuts_off_and_the_task_terminates()
    {
        using var still = Build(new WalkTask(maximumSteps: 3));
        Assert.Equal([EpisodeEnd.None, EpisodeEnd.None, EpisodeEnd.Truncated], Ends(still, action: 0, count: 3));
        using var running = Build(new WalkTask(goal: 0.3, maximumSteps: 2));
        Assert.Equal([EpisodeEnd.None, EpisodeEnd.Terminated], Ends(running, action: 1, count: 2));
    }

    [Fact]
    public void Sensors_of_one_name_are_refused() =>
        Assert.Throws<ArgumentException>(() => Build(new WalkTask(), sensors: [new RootHeight(), new RootHeight()]));

    [Fact]
    public void A_task_shows_sensors_of_its_own_after_the_bodys()
    {
        using var environment = Build(new Guided(), sensors: [new RootHeight()]);
        Assert.Equal(["proprioception/root_height", "proprioception/world_up"], environment.Info.Observation.Channels.Select(c => c.Name));
    }

    private static PhysicsEnvironment Build(ITask task, double timestep = 0.01, ISensor[]? sensors = null) =>
        new EnvironmentBuilder(new PlanarBackend(), FigureBody.Rover(), () => WalkTask.Setup(task, sensors, timestep)).Build();

    private static EpisodeEnd[] Ends(PhysicsEnvironment environment, float action, int count)
    {
        var observation = new float[environment.Info.Observation.Size];
        environment.Reset(1, observation);
        return [.. Enumerable.Range(0, count).Select(_ => environment.Step([action, 0, 0], observation).End)];
    }

    /// <summary>Spoils the second step: the state, or only the reward.</summary>
    private sealed class Poison(bool physics) : ITask
    {
        private int _steps;

        public TaskInfo Info { get; } = new() { Id = "test/poison", ControlTimestep = 0.1, RewardTerms = ["one"] };

        public void Bind(BodyInScene body)
        {
        }

        public void Reset(ISimulation simulation, ref RandomStream random) => _steps = 0;

        public EpisodeEnd Judge(in StepContext step, Span<double> terms)
        {
            terms[0] = _steps > 0 && !physics ? double.NaN : 1;
            if (_steps++ == 0 && physics)
                step.Simulation.State.Positions[0] = double.NaN;
            return EpisodeEnd.None;
        }
    }

    private sealed class Guided : ITask, IProvidesSensors
    {
        public TaskInfo Info { get; } = new() { Id = "test/guided", ControlTimestep = 0.1, RewardTerms = ["one"] };

        public IReadOnlyList<ISensor> Sensors { get; } = [new WorldUp()];

        public void Bind(BodyInScene body)
        {
        }

        public void Reset(ISimulation simulation, ref RandomStream random)
        {
        }

        public EpisodeEnd Judge(in StepContext step, Span<double> terms) => EpisodeEnd.None;
    }
}
