using Embodied.Mujoco.Native;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Simulation;

/// <summary>Poses computed by MuJoCo's kinematics, in data of its own.</summary>
internal sealed unsafe class MujocoKinematics : IKinematics
{
    private readonly MujocoFunctions _functions;
    private readonly DataHandle _data;
    private readonly NativeFrames _frames;
    private readonly double* _positions;
    private readonly double* _axes;
    private readonly double* _centres;
    private readonly int[] _trees;
    private readonly int _positionCount;
    private readonly int _velocityCount;

    internal MujocoKinematics(MujocoLibrary library, ModelHandle model, ModelInfo info)
    {
        _functions = library.Functions;
        _data = new(library, model);
        (_positionCount, _velocityCount) = (info.PositionCount, info.VelocityCount);
        _positions = (double*)library.Reader.Pointer(_data.Pointer, "mjData", "qpos");
        _axes = (double*)library.Reader.Pointer(_data.Pointer, "mjData", "cdof");
        _centres = (double*)library.Reader.Pointer(_data.Pointer, "mjData", "subtree_com");
        _trees = Trees(library, model.Pointer);
        _frames = new(library, _data);
        Update();
    }

    /// <inheritdoc/>
    public SegmentFrames Frames => _frames;

    /// <inheritdoc/>
    public void Pose(ReadOnlySpan<double> positions)
    {
        Require(positions.Length, _positionCount, nameof(positions));
        positions.CopyTo(new(_positions, _positionCount));
        Update();
    }

    /// <inheritdoc/>
    public void PointJacobian(int segment, ReadOnlySpan<double> point, Span<double> jacobian)
    {
        Require(point.Length, 3, nameof(point));
        Require(jacobian.Length, 3 * _velocityCount, nameof(jacobian));
        ArgumentOutOfRangeException.ThrowIfNegative(segment);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(segment, _frames.Count);
        fixed (double* p = point, j = jacobian)
            _functions.Jacobian(_data.Model, _data.Pointer, j, null, p, segment);
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public void MotionAxes(Span<double> axes)
    {
        Require(axes.Length, 6 * _velocityCount, nameof(axes));
        for (var v = 0; v < _velocityCount; v++)
        {
            // MuJoCo gives a as the velocity of the point at the centre of mass of the degree's tree.
            var axis = _axes + (6 * v);
            var centre = _centres + (3 * _trees[v]);
            var to = axes.Slice(6 * v, 6);
            (to[0], to[1], to[2]) = (axis[0], axis[1], axis[2]);
            to[3] = axis[3] - ((axis[1] * centre[2]) - (axis[2] * centre[1]));
            to[4] = axis[4] - ((axis[2] * centre[0]) - (axis[0] * centre[2]));
            to[5] = axis[5] - ((axis[0] * centre[1]) - (axis[1] * centre[0]));
        }
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public void Integrate(Span<double> positions, ReadOnlySpan<double> velocities, double step)
    {
        Require(positions.Length, _positionCount, nameof(positions));
        Require(velocities.Length, _velocityCount, nameof(velocities));
        fixed (double* q = positions, v = velocities)
            _functions.IntegratePositions(_data.Model, q, v, step);
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public void Differentiate(ReadOnlySpan<double> from, ReadOnlySpan<double> to, double time, Span<double> velocities)
    {
        Require(from.Length, _positionCount, nameof(from));
        Require(to.Length, _positionCount, nameof(to));
        Require(velocities.Length, _velocityCount, nameof(velocities));
        fixed (double* a = from, b = to, v = velocities)
            _functions.DifferentiatePositions(_data.Model, v, time, a, b);
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public void Dispose() => _data.Dispose();

    /// <summary>The root segment of the tree that each velocity dimension belongs to.</summary>
    private static int[] Trees(MujocoLibrary library, nint model)
    {
        var roots = ModelTables.Ints(library, model, "body_rootid");
        var trees = ModelTables.Ints(library, model, "dof_bodyid").ToArray();
        for (var v = 0; v < trees.Length; v++)
            trees[v] = roots[trees[v]];
        return trees;
    }

    private void Update()
    {
        VectorRegisters.Clean();
        _functions.Kinematics(_data.Model, _data.Pointer);
        _functions.CentresOfMass(_data.Model, _data.Pointer);
        GC.KeepAlive(this);
    }

    private void Require(int found, int expected, string argument)
    {
        ObjectDisposedException.ThrowIf(_data.IsClosed, this);
        if (found != expected)
            throw new ArgumentException($"holds {found} numbers; the model needs {expected}", argument);
    }

    private sealed class NativeFrames : SegmentFrames
    {
        private readonly DataHandle _data;
        private readonly nint _xpos;
        private readonly nint _xmat;
        private readonly nint _xquat;

        public NativeFrames(MujocoLibrary library, DataHandle data)
        {
            _data = data;
            _xpos = library.Reader.Pointer(data.Pointer, "mjData", "xpos");
            _xmat = library.Reader.Pointer(data.Pointer, "mjData", "xmat");
            _xquat = library.Reader.Pointer(data.Pointer, "mjData", "xquat");
            Count = ModelTables.Size(library, data.Model, "nbody");
        }

        public int Count { get; }

        public override ReadOnlySpan<double> Positions => View(_xpos, 3);

        public override ReadOnlySpan<double> Rotations => View(_xmat, 9);

        public override ReadOnlySpan<double> Orientations => View(_xquat, 4);

        private ReadOnlySpan<double> View(nint start, int columns)
        {
            ObjectDisposedException.ThrowIf(_data.IsClosed, typeof(MujocoKinematics));
            return new((double*)start, Count * columns);
        }
    }
}
