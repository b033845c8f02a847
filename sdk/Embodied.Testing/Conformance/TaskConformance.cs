using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Tasks;
using Xunit;

namespace Embodied.Testing;

/// <summary>What every task must satisfy. The derived test says on which body and backend; <see cref="EnvironmentConformance"/> checks the whole.</summary>
public abstract class TaskConformance
{
    /// <summary>Makes the task.</summary>
    protected abstract ITaskFactory Factory { get; }

    /// <summary>A body the task is meant for.</summary>
    protected abstract IBody Body { get; }

    /// <summary>Steps the scene.</summary>
    protected abstract IBackend Backend { get; }

    /// <summary>Settings that make the task small enough for a test.</summary>
    protected virtual TaskSettings Settings => new();

    /// <summary>Every environment gets a task of its own.</summary>
    [Fact]
    public void Each_creation_is_fresh()
    {
        var (first, second) = (Factory.Create(Settings), Factory.Create(Settings));
        Assert.NotSame(first.Task, second.Task);
        Assert.NotSame(first.Actuation, second.Actuation);
        Assert.Empty(first.Sensors.Intersect(second.Sensors));
    }

    /// <summary>A setting nobody knows is refused, not ignored.</summary>
    [Fact]
    public void An_unknown_setting_is_refused() =>
        Assert.Throws<InputException>(() => Factory.Create(new() { Values = new Dictionary<string, string> { ["no_such_setting"] = "1" } }));

    /// <summary>Same seed, same initial state; the state is finite.</summary>
    [Fact]
    public void A_reset_depends_on_its_seed_alone() => WithTask((task, simulation) =>
    {
        var first = StateAfterReset(task, simulation, 11);
        StateAfterReset(task, simulation, 12);
        Assert.Equal(first, StateAfterReset(task, simulation, 11));
        Assert.All(first, x => Assert.True(double.IsFinite(x)));
    });

    /// <summary>A step is judged with one finite number per term, and the physics holds.</summary>
    [Fact]
    public void A_judgement_fills_every_term() => WithTask((task, simulation) =>
    {
        StateAfterReset(task, simulation, 13);
        var terms = new double[task.Info.RewardTerms.Count];
        Array.Fill(terms, double.NaN);
        Assert.NotEqual(StepResult.Diverged, simulation.Step(1));
        task.Judge(new() { Simulation = simulation, Step = 1 }, terms);
        Assert.All(terms, t => Assert.True(double.IsFinite(t)));
    });

    /// <summary>A control step is a whole number of integration steps.</summary>
    [Fact]
    public void Control_steps_are_whole_numbers_of_integration_steps() => WithTask((task, simulation) =>
    {
        var before = simulation.State.Time;
        simulation.Step(1);
        var ratio = task.Info.ControlTimestep / (simulation.State.Time - before);
        Assert.Equal(Math.Round(ratio), ratio, 1e-6);
        Assert.True(Math.Round(ratio) >= 1);
    });

    private void WithTask(Action<ITask, ISimulation> check)
    {
        var setup = Factory.Create(Settings);
        var scene = new Scene { Arena = setup.Arena, Bodies = [new(Body)], Physics = setup.Physics };
        using var model = Backend.Compile(scene);
        setup.Task.Bind(new(model, scene.Bodies[0]));
        using var simulation = model.CreateSimulation();
        check(setup.Task, simulation);
    }

    private static double[] StateAfterReset(ITask task, ISimulation simulation, ulong seed)
    {
        var random = new RandomStream(seed);
        simulation.Reset();
        task.Reset(simulation, ref random);
        Assert.NotEqual(StepResult.Diverged, simulation.Forward());
        return [.. simulation.State.Positions, .. simulation.State.Velocities, .. simulation.State.Activations];
    }
}
