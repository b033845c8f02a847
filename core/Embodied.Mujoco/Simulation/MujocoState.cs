using Embodied.Mujoco.Layouts;
using Embodied.Mujoco.Native;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Simulation;

/// <summary>
/// Views into one world's memory, which stays where it is for the world's life. Positions, velocities and what follows from them belong to the end
/// of the last step; accelerations, actuator forces and contacts to the last substep, the one that led there.
/// </summary>
internal sealed unsafe class MujocoState : SimulationState
{
    private readonly DataHandle _data;
    private readonly ContactList _contacts;
    private readonly double* _time;
    private readonly NativeArray _qpos;
    private readonly NativeArray _qvel;
    private readonly NativeArray _act;
    private readonly NativeArray _ctrl;
    private readonly NativeArray _applied;
    private readonly NativeArray _warmstart;
    private readonly NativeArray _qacc;
    private readonly NativeArray _actuatorForce;
    private readonly NativeArray _actuatorTorque;
    private readonly NativeArray _xpos;
    private readonly NativeArray _xquat;
    private readonly NativeArray _xmat;
    private readonly NativeArray _subtreeCom;
    private readonly NativeArray _siteXpos;
    private readonly NativeArray _tendonLength;
    private readonly NativeArray _tendonVelocity;
    private readonly NativeArray _sensorData;

    internal MujocoState(MujocoLibrary library, DataHandle data, ContactList contacts)
    {
        (_data, _contacts) = (data, contacts);
        _time = (double*)(data.Pointer + library.Layout.Offset("mjData", "time"));
        NativeArray Bind(string field) => library.Reader.Array(data.Model, data.Pointer, "mjData", field);
        _qpos = Bind("qpos");
        _qvel = Bind("qvel");
        _act = Bind("act");
        _ctrl = Bind("ctrl");
        _applied = Bind("qfrc_applied");
        _warmstart = Bind("qacc_warmstart");
        _qacc = Bind("qacc");
        _actuatorForce = Bind("actuator_force");
        _actuatorTorque = Bind("qfrc_actuator");
        _xpos = Bind("xpos");
        _xquat = Bind("xquat");
        _xmat = Bind("xmat");
        _subtreeCom = Bind("subtree_com");
        _siteXpos = Bind("site_xpos");
        _tendonLength = Bind("ten_length");
        _tendonVelocity = Bind("ten_velocity");
        _sensorData = Bind("sensordata");
    }

    /// <inheritdoc/>
    public override double Time
    {
        get
        {
            RequireAlive();
            return *_time;
        }
        set
        {
            RequireAlive();
            *_time = value;
        }
    }

    /// <inheritdoc/>
    public override Span<double> Positions => View(_qpos);

    /// <inheritdoc/>
    public override Span<double> Velocities => View(_qvel);

    /// <inheritdoc/>
    public override Span<double> Activations => View(_act);

    /// <inheritdoc/>
    public override Span<double> Controls => View(_ctrl);

    /// <inheritdoc/>
    public override Span<double> AppliedForces => View(_applied);

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Accelerations => View(_qacc);

    /// <inheritdoc/>
    public override ReadOnlySpan<double> ActuatorForces => View(_actuatorForce);

    /// <inheritdoc/>
    public override ReadOnlySpan<double> JointForces => View(_actuatorTorque);

    /// <inheritdoc/>
    public override ReadOnlySpan<double> SegmentPositions => View(_xpos);

    /// <inheritdoc/>
    public override ReadOnlySpan<double> SegmentOrientations => View(_xquat);

    /// <inheritdoc/>
    public override ReadOnlySpan<double> SegmentRotations => View(_xmat);

    /// <inheritdoc/>
    public override ReadOnlySpan<double> SubtreeCentres => View(_subtreeCom);

    /// <inheritdoc/>
    public override ReadOnlySpan<double> SitePositions => View(_siteXpos);

    /// <inheritdoc/>
    public override ReadOnlySpan<double> TendonLengths => View(_tendonLength);

    /// <inheritdoc/>
    public override ReadOnlySpan<double> TendonVelocities => View(_tendonVelocity);

    /// <inheritdoc/>
    public override ReadOnlySpan<double> SensorValues => View(_sensorData);

    /// <inheritdoc/>
    public override int ContactCount
    {
        get
        {
            RequireAlive();
            return _contacts.Count;
        }
    }

    /// <summary>Accelerations the solver starts its next search from.</summary>
    internal Span<double> Warmstart => View(_warmstart);

    /// <inheritdoc/>
    public override Contact ContactAt(int index)
    {
        RequireAlive();
        return _contacts[index];
    }

    private Span<double> View(NativeArray array)
    {
        RequireAlive();
        return new((void*)array.Start, array.Count);
    }

    private void RequireAlive() => ObjectDisposedException.ThrowIf(_data.IsClosed, typeof(MujocoSimulation));
}
