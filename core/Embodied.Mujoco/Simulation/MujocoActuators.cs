using Embodied.Mujoco.Native;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Simulation;

/// <summary>
/// Actuators of one world as the linear map they are at a moment: generalised forces = Mᵀ (gain · activation + bias), where the activation is the
/// control itself or follows it through a first-order filter.
/// </summary>
public sealed unsafe class MujocoActuators
{
    // mjtDyn, mjtGain and mjtBias (mjmodel.h); these values are the same in all versions, except that 3 is the exactly integrated filter only since 3.0.
    private const int NoDynamics = 0;
    private const int Filter = 2;
    private const int ExactFilter = 3;
    private const int FixedGain = 0;
    private const int NoBias = 0;
    private const int AffineBias = 1;

    private readonly MujocoSimulation _simulation;
    private readonly double[] _gain;
    private readonly double[] _strength;
    private readonly double[] _timeConstant;
    private readonly int[] _activation;
    private readonly double[] _bias;
    private readonly int _velocityCount;
    private readonly double* _length;
    private readonly double* _moment;
    private readonly int* _rowCount;
    private readonly int* _rowStart;
    private readonly int* _column;

    internal MujocoActuators(MujocoSimulation simulation)
    {
        _simulation = simulation;
        var (model, data, library) = (simulation.ModelPointer, simulation.DataPointer, simulation.Model.Library);
        Count = simulation.Model.Info.ControlCount;
        _velocityCount = simulation.Model.Info.VelocityCount;
        _gain = Column(ModelTables.Doubles(library, model, "actuator_gainprm"), 0);
        _timeConstant = Column(ModelTables.Doubles(library, model, "actuator_dynprm"), 0);
        _bias = [.. Column(ModelTables.Doubles(library, model, "actuator_biasprm"), 0),
            .. Column(ModelTables.Doubles(library, model, "actuator_biasprm"), 1),
            .. Column(ModelTables.Doubles(library, model, "actuator_biasprm"), 2)];
        _activation = new int[Count];
        _strength = new double[Count];
        for (var i = 0; i < Count; i++)
            Bind(library, model, i);
        nint Pointer(string field) => library.Reader.Pointer(data, "mjData", field);
        _length = (double*)Pointer("actuator_length");
        _moment = (double*)Pointer("actuator_moment");
        if (!library.Layout.Has("mjData", "moment_rownnz")) return;
        _rowCount = (int*)Pointer("moment_rownnz");
        _rowStart = (int*)Pointer("moment_rowadr");
        _column = (int*)Pointer("moment_colind");
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>Force per unit of activation.</summary>
    public double Gain(int actuator) => _gain[actuator];

    /// <summary>The largest force it can give in either direction, in units of the scene, before its gear: the end of its range of forces or, for a motor, its gain times the end of its range of controls; infinite where neither is limited.</summary>
    public double Strength(int actuator) => _strength[actuator];

    /// <summary>Time constant of the filter between control and activation; 0 for none.</summary>
    public double TimeConstant(int actuator) => _timeConstant[actuator];

    /// <summary>Index of the activation in the state, or −1 when the control acts at once.</summary>
    public int ActivationOf(int actuator) => _activation[actuator];

    /// <summary>Length of what the actuator pulls on, times its gear.</summary>
    public double Length(int actuator)
    {
        _ = _simulation.DataPointer;
        return _length[actuator];
    }

    /// <summary>b₀ + b₁ · length + b₂ · velocity: the force at zero activation.</summary>
    public double BiasForce(int actuator, double length, double velocity) =>
        _bias[actuator] + (_bias[Count + actuator] * length) + (_bias[(2 * Count) + actuator] * velocity);

    /// <summary>M: how fast each actuator's length changes with the velocities, at the current pose.</summary>
    /// <param name="moments">Receives [actuators × nv], row-major; overwritten.</param>
    public void Moments(Span<double> moments)
    {
        if (moments.Length != Count * _velocityCount)
            throw new ArgumentException($"holds {moments.Length} numbers; the model needs {Count * _velocityCount}", nameof(moments));
        _ = _simulation.DataPointer;
        if (_rowCount == null)
        {
            new ReadOnlySpan<double>(_moment, moments.Length).CopyTo(moments);
            return;
        }
        moments.Clear();
        for (var i = 0; i < Count; i++)
            for (var k = 0; k < _rowCount[i]; k++)
                moments[(i * _velocityCount) + _column[_rowStart[i] + k]] = _moment[_rowStart[i] + k];
    }

    private void Bind(MujocoLibrary library, nint model, int i)
    {
        var dynamics = ModelTables.Ints(library, model, "actuator_dyntype")[i];
        var exact = dynamics == ExactFilter && library.Layout.Has("mjModel", "actuator_actadr");
        var bias = ModelTables.Ints(library, model, "actuator_biastype")[i];
        if (!(dynamics is NoDynamics or Filter || exact) || ModelTables.Ints(library, model, "actuator_gaintype")[i] != FixedGain || bias is not (NoBias or AffineBias))
            throw new InputException(Name(i), "its force is not linear in its control (a muscle, an integrator or a gain that depends on the state)", "Use motors or servos, with or without a filter.");
        if (bias == NoBias)
            (_bias[i], _bias[Count + i], _bias[(2 * Count) + i]) = (0, 0, 0);
        if (dynamics == NoDynamics)
            _timeConstant[i] = 0;
        _strength[i] = StrengthOf(library, model, i, servo: bias == AffineBias);
        _activation[i] = dynamics == NoDynamics ? -1
            : library.Layout.Has("mjModel", "actuator_actadr") ? ModelTables.Ints(library, model, "actuator_actadr")[i]
            // Before that field came, the actuators with activation were the last ones, one activation each.
            : i - (Count - _simulation.Model.Info.ActivationCount);
    }

    // What a servo gives hangs on how far it is from where it is sent, so only its range of forces limits it.
    private double StrengthOf(MujocoLibrary library, nint model, int i, bool servo)
    {
        var forces = ModelTables.Doubles(library, model, "actuator_forcerange").Slice(2 * i, 2);
        var controls = _simulation.Model.Info.ControlRanges[i];
        var given = ModelTables.Bytes(library, model, "actuator_forcelimited")[i] != 0 ? Math.Max(Math.Abs(forces[0]), Math.Abs(forces[1])) : double.PositiveInfinity;
        return servo ? given : Math.Min(given, Math.Abs(_gain[i]) * Math.Max(Math.Abs(controls.Low), Math.Abs(controls.High)));
    }

    private string Name(int actuator) => $"actuator '{_simulation.Model.NameOf(Sdk.Physics.ElementKind.Actuator, actuator) ?? $"{actuator}"}'";

    private double[] Column(ReadOnlySpan<double> table, int column)
    {
        var width = Count == 0 ? 0 : table.Length / Count;
        var values = new double[Count];
        for (var i = 0; i < Count; i++)
            values[i] = table[(i * width) + column];
        return values;
    }
}
