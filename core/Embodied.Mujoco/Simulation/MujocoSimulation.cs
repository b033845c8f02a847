using Embodied.Mujoco.Native;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Simulation;

/// <summary>
/// One MuJoCo world. A step runs the engine's two halves in the order that leaves everything which follows from positions and velocities up to date
/// at its end (second half, then first half), at no extra cost and with the bits of <c>mj_step</c>.
/// </summary>
public sealed unsafe class MujocoSimulation : ISimulation
{
    // Positions and velocities beyond this are divergence to the engine (mjMAXVAL).
    private const double Largest = 1e10;

    // mjINT_RK4, mjtIntegrator (mjmodel.h): cannot be split into halves.
    private const int RungeKutta = 1;

    private readonly MujocoFunctions _functions;
    private readonly DataHandle _data;
    private readonly nint _model;
    private readonly nint _silentModel;
    private readonly bool _splits;
    private readonly MujocoState _state;
    private readonly ContactList _contacts;
    private readonly WarningCounters _warnings;
    private readonly double[] _warmstart;
    private readonly double[] _unnormalized;
    private readonly double[] _currentPositions;
    private readonly double[] _currentVelocities;
    private bool _current;
    private bool _diverged;

    internal MujocoSimulation(MujocoModel model)
    {
        var library = model.Library;
        Model = model;
        _functions = library.Functions;
        _data = model.Handle.IsClosed || model.Silent is not { } silent ? new(library, model.Handle) : new(library, model.Handle, silent);
        _model = _data.Model;
        _silentModel = model.Silent?.DangerousGetHandle() ?? _model;
        _splits = library.Reader.Integer(_model + library.Layout.Offset("mjModel", "opt"), "mjOption", "integrator") != RungeKutta;
        _contacts = new(library, _model);
        _state = new(library, _data, _contacts);
        _warnings = new(library, _data.Pointer);
        _warmstart = new double[model.Info.VelocityCount];
        _unnormalized = new double[model.Info.PositionCount];
        _currentPositions = new double[model.Info.PositionCount];
        _currentVelocities = new double[model.Info.VelocityCount];
        Reset();
    }

    /// <inheritdoc/>
    public SimulationState State => _state;

    /// <summary>The model it runs.</summary>
    internal MujocoModel Model { get; }

    /// <summary>The <c>mjModel*</c>, valid as long as this simulation.</summary>
    internal nint ModelPointer => _model;

    /// <summary>The <c>mjData*</c>.</summary>
    internal nint DataPointer
    {
        get
        {
            RequireAlive();
            return _data.Pointer;
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        RequireAlive();
        _functions.ResetData(_model, _data.Pointer);
        (_diverged, _current) = (false, false);
        Forward();
    }

    /// <inheritdoc/>
    /// <remarks>Does not change what later steps do: the solver's starting point is kept.</remarks>
    public StepResult Forward()
    {
        RequireAlive();
        if (_diverged || !StateIsFinite()) return Diverge();
        _warnings.Clear();
        RewindNormalization();
        _state.Warmstart.CopyTo(_warmstart);
        VectorRegisters.Clean();
        _functions.Forward(_model, _data.Pointer);
        _warmstart.CopyTo(_state.Warmstart);
        if (_warnings.Diverged || !AllFinite(_state.Accelerations)) return Diverge();
        _contacts.Capture(_model, _data.Pointer);
        MarkCurrent();
        GC.KeepAlive(this);
        return _warnings.Result;
    }

    /// <inheritdoc/>
    public StepResult Step(int substeps)
    {
        RequireAlive();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(substeps);
        if (_diverged) return StepResult.Diverged;
        _warnings.Clear();
        VectorRegisters.Clean();
        var finished = _splits ? StepHalves(substeps) : StepWhole(substeps);
        GC.KeepAlive(this);
        if (!finished) return Diverge();
        MarkCurrent();
        return _warnings.Result;
    }

    /// <summary>Copies the state out, so that <see cref="Restore"/> can continue from here.</summary>
    public SimulationSnapshot Save(SimulationSnapshot? into = null)
    {
        RequireAlive();
        into ??= new();
        into.Save(_state, IsCurrent() ? _unnormalized : _state.Positions);
        return into;
    }

    /// <summary>Continues from a saved state; ends a divergence. What follows from the state is recomputed as by <see cref="Forward"/>.</summary>
    public StepResult Restore(SimulationSnapshot snapshot)
    {
        RequireAlive();
        snapshot.Restore(_state);
        (_diverged, _current) = (false, false);
        return Forward();
    }

    /// <inheritdoc/>
    public void Dispose() => _data.Dispose();

    // Returns false at the first divergence.
    private bool StepHalves(int substeps)
    {
        var data = _data.Pointer;
        if (!IsCurrent())
        {
            _functions.Step1(_model, data);
            if (_warnings.Diverged) return false;
        }
        for (var i = 1; i < substeps; i++)
        {
            _functions.Step2(_silentModel, data);
            if (_warnings.Diverged) return false;
            _functions.Step1(_silentModel, data);
            if (_warnings.Diverged) return false;
        }
        _functions.Step2(_model, data);
        if (_warnings.Diverged) return false;
        return FinishStep(data);
    }

    private bool StepWhole(int substeps)
    {
        var data = _data.Pointer;
        RewindNormalization();
        for (var i = 0; i < substeps; i++)
        {
            _functions.Step(_model, data);
            if (_warnings.Diverged) return false;
        }
        return FinishStep(data);
    }

    private bool FinishStep(nint data)
    {
        _contacts.Capture(_model, data);
        _state.Positions.CopyTo(_unnormalized);
        _functions.Step1(_model, data);
        return !_warnings.Diverged;
    }

    private StepResult Diverge()
    {
        _current = false;
        _diverged = true;
        _contacts.Clear();
        return StepResult.Diverged;
    }

    // Before version 3 kinematics normalise the quaternions in place, and doing so twice can change the last bit. Recomputing what nobody wrote
    // starts from the numbers before that, so that it gives the same bits however often it is done.
    private void RewindNormalization()
    {
        if (IsCurrent())
            _unnormalized.CopyTo(_state.Positions);
        else
            _state.Positions.CopyTo(_unnormalized);
    }

    // What follows from positions and velocities is recomputed only when somebody wrote them since.
    private bool IsCurrent() =>
        _current && _state.Positions.SequenceEqual(_currentPositions) && _state.Velocities.SequenceEqual(_currentVelocities);

    private void MarkCurrent()
    {
        _state.Positions.CopyTo(_currentPositions);
        _state.Velocities.CopyTo(_currentVelocities);
        _current = true;
    }

    private bool StateIsFinite() => AllFinite(_state.Positions) && AllFinite(_state.Velocities);

    private static bool AllFinite(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if (!(Math.Abs(value) <= Largest)) return false;
        return true;
    }

    private void RequireAlive() => ObjectDisposedException.ThrowIf(_data.IsClosed, this);
}
