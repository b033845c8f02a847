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
            SegmentMasses = Doubles(library, model, "body_mass").ToArray(),
            Gravity = Length((double*)(opt + library.Layout.Offset("mjOption", "gravity"))),
            Engine = $"MuJoCo {library.Version}",
        };
    }

    private static double Length(double* v) => Math.Sqrt((v[0] * v[0]) + (v[1] * v[1]) + (v[2] * v[2]));

    /// <summary>Where each joint keeps its numbers.</summary>
    public static JointAddress[] Joints(MujocoLibrary library, nint model)
    {
        var type = Ints(library, model, "jnt_type");
        var position = Ints(library, model, "jnt_qposadr");
        var velocity = Ints(library, model, "jnt_dofadr");
        var segment = Ints(library, model, "jnt_bodyid");
        var limited = Bytes(library, model, "jnt_limited");
        var range = Doubles(library, model, "jnt_range");
        var stiffness = Doubles(library, model, "jnt_stiffness");
        var spring = Doubles(library, model, "qpos_spring");
        var joints = new JointAddress[type.Length];
        for (var j = 0; j < joints.Length; j++)
        {
            var (inPosition, inVelocity) = type[j] switch { Free => (7, 6), Ball => (4, 3), _ => (1, 1) };
            Interval? limits = limited[j] != 0 ? new Interval(range[2 * j], range[(2 * j) + 1]) : null;
            var rest = inPosition == 1 && stiffness[j] > 0 ? spring[position[j]] : 0;
            joints[j] = new(position[j], velocity[j], inPosition, inVelocity, segment[j], limits, rest);
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

    /// <summary>The solids that can touch others, in the order of the model.</summary>
    public static PlacedShape[] Shapes(MujocoLibrary library, nint model)
    {
        var type = Ints(library, model, "geom_type");
        var segment = Ints(library, model, "geom_bodyid");
        var contacts = Ints(library, model, "geom_contype");
        var affinities = Ints(library, model, "geom_conaffinity");
        var size = Doubles(library, model, "geom_size");
        var position = Doubles(library, model, "geom_pos");
        var orientation = Doubles(library, model, "geom_quat");
        var shapes = new List<PlacedShape>();
        for (var i = 0; i < type.Length; i++)
        {
            if ((contacts[i] | affinities[i]) == 0 || KindOf(type[i]) is not { } kind)
                continue;
            var p = position.Slice(3 * i, 3);
            var q = orientation.Slice(4 * i, 4);
            shapes.Add(new(segment[i], new()
            {
                Kind = kind,
                Size = size.Slice(3 * i, 3).ToArray(),
                Position = new(p[0], p[1], p[2]),
                Orientation = new(q[0], q[1], q[2], q[3]),
            }));
        }
        return [.. shapes];
    }

    // mjtGeom (mjmodel.h), the same in all versions. The size of a mesh is that of the box around it; a height field belongs to the world.
    private static ShapeKind? KindOf(int type) => type switch
    {
        0 => ShapeKind.Plane,
        2 => ShapeKind.Sphere,
        3 => ShapeKind.Capsule,
        4 => ShapeKind.Ellipsoid,
        5 => ShapeKind.Cylinder,
        6 or 7 => ShapeKind.Box,
        _ => null,
    };

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

    /// <summary>An array of switches of the model.</summary>
    public static ReadOnlySpan<byte> Bytes(MujocoLibrary library, nint model, string field)
    {
        var array = library.Reader.Array(model, model, "mjModel", field);
        return new((byte*)array.Start, array.Count);
    }
}
