using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Tasks;

namespace Fixture.Good;

/// <summary>A task with a defect: it throws on its 1,000th step.</summary>
public sealed class BreakingTask : ITask
{
    public const string TaskId = "good/breaks";

    private int _steps;

    public TaskInfo Info { get; } = new() { Id = TaskId, ControlTimestep = 0.1, RewardTerms = ["none"], MaximumSteps = 50 };

    public void Bind(BodyInScene body)
    {
    }

    public void Reset(ISimulation simulation, ref RandomStream random)
    {
    }

    public EpisodeEnd Judge(in StepContext step, Span<double> terms)
    {
        if (++_steps == 1000)
            throw new InvalidOperationException("this is the thousandth step");
        terms[0] = 0;
        return EpisodeEnd.None;
    }

    /// <summary>Offers it.</summary>
    public sealed class Factory(IParts parts) : ITaskFactory
    {
        public TaskOffer Offer { get; } = new("Break at the thousandth step.", Rover.RoverId, "core/planar");

        public TaskSetup Create(TaskSettings settings) => new()
        {
            Task = new BreakingTask(),
            Arena = parts.Arena("empty"),
            Sensors = [new Clock()],
            Actuation = parts.Actuation("direct"),
            Physics = new() { Timestep = 0.01 },
        };
    }

    private sealed class Clock : ISensor
    {
        public Channel Bind(BodyInScene body) => new("time", 1, "s");

        public void Reset(ISimulation simulation, ref RandomStream random)
        {
        }

        public void Read(in StepContext step, Span<float> destination) => destination[0] = (float)step.Simulation.State.Time;
    }
}
