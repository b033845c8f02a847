using Embodied.Runtime.Holding;
using Embodied.Runtime.Sensors;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Environments;

/// <summary>
/// One world with a body that senses and acts. When the physics diverges, or an observation or reward is no longer finite, the episode ends as
/// <see cref="EpisodeEnd.Diverged"/> with reward 0 and an observation of zeros.
/// </summary>
public sealed class PhysicsEnvironment : IEnvironment
{
    private readonly SensorArray _sensors;
    private readonly Sdk.Acting.IActuation _actuation;
    private readonly double[] _terms;
    private readonly float[] _last;
    private readonly float[] _before;
    private readonly int _mostSteps;
    private readonly IDisposable? _owned;
    private readonly IHasGoal? _pursuit;
    private IStepObserver[] _observers = [];
    private readonly StartPose? _start;
    private int _steps;
    private bool _running;

    /// <summary>Binds a task with its senses and actuation to a body in a compiled scene.</summary>
    /// <param name="body">The body.</param>
    /// <param name="setup">Task, senses and actuation, used by this environment alone.</param>
    /// <param name="owned">Disposed with the environment, e.g. a model nobody shares.</param>
    /// <exception cref="InputException">The body lacks what the task needs, or the times do not fit each other.</exception>
    public PhysicsEnvironment(BodyInScene body, TaskSetup setup, IDisposable? owned = null)
    {
        (Body, Task, _actuation, _owned) = (body, setup.Task, setup.Actuation, owned);
        Task.Bind(body);
        _pursuit = Task as IHasGoal;
        // What was done last is sensed, too.
        var actions = _actuation.Bind(body);
        ActionSpace.Set(body, actions);
        _sensors = new(body, Task is IProvidesSensors own ? [.. setup.Sensors, .. own.Sensors] : setup.Sensors);
        Info = new()
        {
            Observation = _sensors.Layout,
            Action = new([actions]),
            RewardTerms = Task.Info.RewardTerms,
            Outcomes = Task.Info.Outcomes,
            ControlTimestep = Task.Info.ControlTimestep,
            Substeps = ControlSteps.Substeps(Task.Info, body.Model.Info.Timestep),
        };
        _terms = new double[Info.RewardTerms.Count];
        (_last, _before) = (new float[Info.Action.Size], new float[Info.Action.Size]);
        _mostSteps = Task.Info.MaximumSteps ?? int.MaxValue;
        Simulation = body.Model.CreateSimulation();
        _start = StartPose.For(body.Model, Simulation);
    }

    /// <inheritdoc/>
    public EnvironmentInfo Info { get; }

    /// <summary>The world, for pictures and recordings.</summary>
    public ISimulation Simulation { get; }

    /// <summary>The body.</summary>
    public BodyInScene Body { get; }

    /// <summary>The task.</summary>
    public ITask Task { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<double> RewardTerms => _terms;

    /// <inheritdoc/>
    public int Outcome { get; private set; } = -1;

    /// <summary>Lets something watch, from the next episode on.</summary>
    /// <exception cref="InputException">The body lacks what is to be watched.</exception>
    public void Attach(IStepObserver observer)
    {
        observer.Bind(Body);
        _observers = [.. _observers, observer];
    }

    /// <inheritdoc/>
    /// <exception cref="DivergenceException">The task's initial state is not finite.</exception>
    public void Reset(ulong seed, Span<float> observation)
    {
        var random = new RandomStream(seed);
        Array.Clear(_terms);
        _steps = 0;
        Outcome = -1;
        Simulation.Reset();
        _start?.Take(Simulation);
        Task.Reset(Simulation, ref random);
        _actuation.Reset(Simulation);
        var started = Simulation.Forward() != StepResult.Diverged;
        if (started)
            _sensors.Reset(Simulation, ref random);
        var start = StepContext.Start(Simulation, _pursuit?.Goal);
        _running = started && _sensors.TryRead(start, observation);
        if (!_running)
            throw new DivergenceException($"The initial state of task '{Task.Info.Id}' is not finite (seed {seed}).");
        foreach (var observer in _observers)
            observer.Reset(start);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The episode has ended or never began.</exception>
    /// <exception cref="ArgumentException">An action is not a number.</exception>
    public Outcome Step(ReadOnlySpan<float> action, Span<float> observation)
    {
        if (!_running)
            throw new InvalidOperationException("The episode has ended or never began; reset the environment first.");
        RequireNumbers(action);
        // What was done last becomes what was done before.
        _last.CopyTo(_before, 0);
        action[.._last.Length].CopyTo(_last);
        var before = _steps == 0 ? default(ReadOnlySpan<float>) : _before;
        if (!Move(before))
            return Diverged(observation);
        _steps++;
        var step = new StepContext { Simulation = Simulation, Action = _last, PreviousAction = before, Step = _steps, Goal = _pursuit?.Goal };
        var end = Task.Judge(step, _terms);
        var reward = 0.0;
        foreach (var term in _terms)
            reward += term;
        if (!_sensors.TryRead(step, observation) || !double.IsFinite(reward))
            return Diverged(observation);
        var lasted = end == EpisodeEnd.None && _steps >= _mostSteps;
        if (lasted)
            end = EpisodeEnd.Truncated;
        foreach (var observer in _observers)
            observer.Observe(step);
        _running = end == EpisodeEnd.None;
        Outcome = _running ? -1 : (lasted ? Task.Info.LimitOutcome : null) ?? Task.Outcome;
        return new((float)reward, end);
    }

    /// <inheritdoc/>
    public bool Demonstrate(Span<float> action)
    {
        if (Task is not IDemonstrates { Demonstrates: true } task)
            return false;
        if (!action.IsEmpty)
            task.Demonstrate(Simulation, action);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sensors.Dispose();
        Simulation.Dispose();
        _owned?.Dispose();
    }

    /// <summary>Acts for one control step; false when the physics diverged.</summary>
    private bool Move(ReadOnlySpan<float> before)
    {
        var step = new StepContext { Simulation = Simulation, Action = _last, PreviousAction = before, Step = _steps, Goal = _pursuit?.Goal };
        Task.Before(step);
        _actuation.Apply(step);
        if (!_actuation.EverySubstep)
            return Simulation.Step(Info.Substeps) != StepResult.Diverged;
        for (var i = 1; i <= Info.Substeps; i++)
        {
            if (Simulation.Step(1) == StepResult.Diverged)
                return false;
            if (i < Info.Substeps)
                _actuation.Apply(new() { Simulation = Simulation, Action = _last, PreviousAction = before, Step = _steps, Substep = i, Goal = step.Goal });
        }

        return true;
    }

    private Outcome Diverged(Span<float> observation)
    {
        Array.Clear(_terms);
        observation[..Info.Observation.Size].Clear();
        _running = false;
        return new(0, EpisodeEnd.Diverged);
    }

    private static void RequireNumbers(ReadOnlySpan<float> action)
    {
        foreach (var a in action)
        {
            if (float.IsNaN(a))
                throw new ArgumentException("The action is not a number: the controller that made it is broken.", nameof(action));
        }
    }
}
