using Embodied.Mujoco.Native;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Simulation;

/// <summary>Reads the figures of a compiled model once.</summary>
internal static unsafe class ModelTables
{
    // mjtJoint (mjmodel.h), the same in all versions.
    private const int Free = 0;
    private const int Ball = 1;

    /// <summary>Sizes, time step and ranges.</summary>
    public static ModelInfo Info(MujocoLibrary library, nint model)
    {
        var opt = model + library.Layout.Offset("mjModel", "opt");
        return new()
        {
            PositionCount = Size(library, model, "nq"),
            VelocityCount = Size(library, model, "nv"),
            ControlCount = Size(library, model, "nu"),
            ActivationCount = Size(library, model, "na"),
            SegmentCount = Size(library, model, "nbody"),
            JointCount = Size(library, model, "njnt"),
            SiteCount = Size(library, model, "nsite"),
            SensorValueCount = Size(library, model, "nsensordata"),
            Timestep = *(double*)(opt + library.Layout.Offset("mjOption", "timestep")),
            ControlRanges = ControlRanges(library, model),
            Engine = $"MuJoCo {library.Version}",
        };
    }

    /// <summary>Where each joint keeps its numbers.</summary>
    public static JointAddress[] Joints(MujocoLibrary library, nint model)
    {
        var type = Ints(library, model, "jnt_type");
        var position = Ints(library, model, "jnt_qposadr");
        var velocity = Ints(library, model, "jnt_dofadr");
        var segment = Ints(library, model, "jnt_bodyid");
        var limited = Bytes(library, model, "jnt_limited");
        var range = Doubles(library, model, "jnt_range");
        var joints = new JointAddress[type.Length];
        for (var j = 0; j < joints.Length; j++)
        {
            var (inPosition, inVelocity) = type[j] switch { Free => (7, 6), Ball => (4, 3), _ => (1, 1) };
            Interval? limits = limited[j] != 0 ? new Interval(range[2 * j], range[(2 * j) + 1]) : null;
            joints[j] = new(position[j], velocity[j], inPosition, inVelocity, segment[j], limits);
        }
        return joints;
    }

    /// <summary>Where each sensor keeps its values.</summary>
    public static SensorAddress[] Sensors(MujocoLibrary library, nint model)
    {
        var first = Ints(library, model, "sensor_adr");
        var size = Ints(library, model, "sensor_dim");
        var sensors = new SensorAddress[first.Length];
        for (var i = 0; i < sensors.Length; i++)
            sensors[i] = new(first[i], size[i]);
        return sensors;
    }

    /// <summary>A size of the model.</summary>
    public static int Size(MujocoLibrary library, nint model, string field) => checked((int)library.Reader.Integer(model, "mjModel", field));

    /// <summary>An array of integers of the model.</summary>
    public static ReadOnlySpan<int> Ints(MujocoLibrary library, nint model, string field)
    {
        var array = library.Reader.Array(model, model, "mjModel", field);
        return new((int*)array.Start, array.Count);
    }

    private static Interval[] ControlRanges(MujocoLibrary library, nint model)
    {
        var limited = Bytes(library, model, "actuator_ctrllimited");
        var range = Doubles(library, model, "actuator_ctrlrange");
        if (limited.Length != Size(library, model, "nu"))
            throw new EmbodiedException("The scene has actuators that take several controls, which are not supported.", "Give each actuator one control.");
        var ranges = new Interval[limited.Length];
        for (var i = 0; i < ranges.Length; i++)
            ranges[i] = limited[i] != 0 ? new(range[2 * i], range[(2 * i) + 1]) : new(double.NegativeInfinity, double.PositiveInfinity);
        return ranges;
    }

    /// <summary>An array of numbers of the model.</summary>
    public static ReadOnlySpan<double> Doubles(MujocoLibrary library, nint model, string field)
    {
        var array = library.Reader.Array(model, model, "mjModel", field);
        return new((double*)array.Start, array.Count);
    }

    private static ReadOnlySpan<byte> Bytes(MujocoLibrary library, nint model, string field)
    {
        var array = library.Reader.Array(model, model, "mjModel", field);
        return new((byte*)array.Start, array.Count);
    }
}
