using Embodied.Runtime.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Benchmarks;

/// <summary>One world on one thread: the bare simulation against the environment.</summary>
internal sealed class SingleRuns : IDisposable
{
    private readonly PhysicsBenchmarkOptions _options;
    private readonly PhysicsEnvironment _environment;
    private readonly ISimulation _bare;
    private readonly ITask _bareTask;
    private readonly float[] _actions;
    private readonly double[] _controls;
    private readonly float[] _observation;
    private readonly double[] _bareTrace;
    private readonly double[] _wholeTrace;

    public SingleRuns(BodyInScene body, Func<TaskSetup> setups, PhysicsBenchmarkOptions options)
    {
        _options = options;
        _environment = new(body, setups());
        _bare = body.Model.CreateSimulation();
        _bareTask = setups().Task;
        _bareTask.Bind(body);
        _observation = new float[_environment.Info.Observation.Size];
        _actions = PhysicsBenchmark.Actions(options.Steps * _environment.Info.Action.Size, options);
        _controls = Controls(body, setups());
        _bareTrace = new double[options.Steps * body.Model.Info.PositionCount];
        _wholeTrace = new double[_bareTrace.Length];
        (Bare, Whole) = (new(options.Steps), new(options.Steps));
        // Compiles everything and shows whether the two ways agree; not timed.
        RunBare(new(options.Steps), _bareTrace);
        RunWhole(new(options.Steps), _wholeTrace);
        Equal = _bareTrace.AsSpan().SequenceEqual(_wholeTrace);
    }

    public StepClock Bare { get; }

    public StepClock Whole { get; }

    public bool Equal { get; private set; }

    /// <summary>Least memory allocated by a run.</summary>
    public long Bytes { get; private set; } = long.MaxValue;

    public void Repeat(bool bareFirst)
    {
        if (bareFirst)
            RunBare(Bare, []);
        var before = GC.GetAllocatedBytesForCurrentThread();
        RunWhole(Whole, []);
        Bytes = Math.Min(Bytes, GC.GetAllocatedBytesForCurrentThread() - before);
        if (!bareFirst)
            RunBare(Bare, []);
        Equal &= _bare.State.Positions.SequenceEqual(_environment.Simulation.State.Positions);
    }

    public void Dispose()
    {
        _environment.Dispose();
        _bare.Dispose();
    }

    private void RunBare(StepClock clock, Span<double> trace)
    {
        var random = new RandomStream(_options.Seed);
        _bare.Reset();
        _bareTask.Reset(_bare, ref random);
        _bare.Forward();
        var controls = _bare.State.Controls;
        var positions = _bare.State.Positions;
        for (var step = 0; step < _options.Steps; step++)
        {
            _options.Cancel.ThrowIfCancellationRequested();
            clock.Start();
            _controls.AsSpan(step * controls.Length, controls.Length).CopyTo(controls);
            var result = _bare.Step(_options.Substeps);
            clock.Stop(step);
            if (result == StepResult.Diverged)
                throw Diverged(step);
            if (trace.Length > 0)
                positions.CopyTo(trace[(step * positions.Length)..]);
        }
    }

    private void RunWhole(StepClock clock, Span<double> trace)
    {
        _environment.Reset(_options.Seed, _observation);
        var size = _environment.Info.Action.Size;
        var positions = _environment.Simulation.State.Positions;
        for (var step = 0; step < _options.Steps; step++)
        {
            _options.Cancel.ThrowIfCancellationRequested();
            clock.Start();
            var outcome = _environment.Step(_actions.AsSpan(step * size, size), _observation);
            clock.Stop(step);
            if (outcome.End != EpisodeEnd.None)
                throw Diverged(step);
            if (trace.Length > 0)
                positions.CopyTo(trace[(step * positions.Length)..]);
        }
    }

    /// <summary>The controls the environment's actuation would write, so that the bare run needs no actuation.</summary>
    private double[] Controls(BodyInScene body, TaskSetup setup)
    {
        var size = setup.Actuation.Bind(body).Size;
        var controls = new double[_options.Steps * body.Model.Info.ControlCount];
        for (var step = 0; step < _options.Steps; step++)
        {
            setup.Actuation.Apply(new() { Simulation = _bare, Action = _actions.AsSpan(step * size, size), Step = step });
            _bare.State.Controls.CopyTo(controls.AsSpan(step * body.Model.Info.ControlCount));
        }

        return controls;
    }

    private DivergenceException Diverged(int step) => new(
        $"The physics diverged at control step {step + 1} of the benchmark.", "Choose a smaller time step or a smaller amplitude.");
}
