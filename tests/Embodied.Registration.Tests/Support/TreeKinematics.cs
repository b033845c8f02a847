using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Registration.Tests.Support;

/// <summary>Forward kinematics and point derivatives of a <see cref="TreeModel"/>, with MuJoCo's conventions (free root: world linear, local angular).</summary>
internal sealed class TreeKinematics : IKinematics
{
    private readonly BodyFigures _figures;
    private readonly bool _free;
    private readonly int _velocities;
    private readonly int[] _parents;
    private readonly int[][] _chains;
    private readonly Dof[] _dofs;
    private readonly Vec3[] _axes;
    private readonly Vec3[] _anchors;
    private readonly Quat[] _orientations;
    private readonly Vec3[] _positions;
    private readonly FrameBuffers _frames;

    public TreeKinematics(TreeModel model)
    {
        _figures = model.Figures;
        _free = _figures.Root == RootFreedom.Free;
        _velocities = model.Info.VelocityCount;
        _parents = [-1, .. _figures.Segments.Select(s => s.Parent is null ? 0 : model.Find(ElementKind.Segment, s.Parent))];
        var first = _free ? 7 : 0;
        _dofs = [.. _figures.Segments.SelectMany((s, i) => s.Joints.Select(j => (Segment: i + 1, Joint: j)))
            .Select((d, i) => new Dof(d.Segment, d.Joint, (1 / d.Joint.Axis.Length) * d.Joint.Axis, first + i))];
        _chains = [.. Enumerable.Range(0, _parents.Length).Select(Chain)];
        (_axes, _anchors) = (new Vec3[_dofs.Length], new Vec3[_dofs.Length]);
        (_orientations, _positions) = (new Quat[_parents.Length], new Vec3[_parents.Length]);
        _frames = new(_parents.Length);
        var rest = new double[model.Info.PositionCount];
        if (_free)
        {
            var (p, q) = (_figures.Segments[0].Position, _figures.Segments[0].Orientation);
            (rest[0], rest[1], rest[2], rest[3], rest[4], rest[5], rest[6]) = (p.X, p.Y, p.Z, q.W, q.X, q.Y, q.Z);
        }
        Pose(rest);
    }

    public SegmentFrames Frames => _frames;

    public void Pose(ReadOnlySpan<double> positions)
    {
        (_orientations[0], _positions[0]) = (Quat.Identity, Vec3.Zero);
        _frames.Set(0, Vec3.Zero, Quat.Identity);
        var dof = 0;
        for (var s = 1; s < _parents.Length; s++)
        {
            var segment = _figures.Segments[s - 1];
            var (p, q) = s == 1 && _free
                ? (new Vec3(positions[0], positions[1], positions[2]), new Quat(positions[3], positions[4], positions[5], positions[6]).Normalized())
                : (_positions[_parents[s]] + _orientations[_parents[s]].Rotate(segment.Position), _orientations[_parents[s]] * segment.Orientation);
            for (; dof < _dofs.Length && _dofs[dof].Segment == s; dof++)
            {
                var d = _dofs[dof];
                _axes[dof] = q.Rotate(d.Axis);
                _anchors[dof] = p + q.Rotate(d.Joint.Position);
                if (d.Joint.Kind == JointKind.Slide)
                {
                    p += positions[d.Position] * _axes[dof];
                    continue;
                }
                q = (q * Quat.FromAxisAngle(d.Axis, positions[d.Position])).Normalized();
                p = _anchors[dof] - q.Rotate(d.Joint.Position);
            }
            (_positions[s], _orientations[s]) = (p, q);
            _frames.Set(s, p, q);
        }
    }

    public void PointJacobian(int segment, ReadOnlySpan<double> point, Span<double> jacobian)
    {
        jacobian.Clear();
        if (segment == 0)
            return;
        var at = new Vec3(point[0], point[1], point[2]);
        var offset = _free ? 6 : 0;
        if (_free)
        {
            for (var i = 0; i < 3; i++)
            {
                jacobian[(i * _velocities) + i] = 1;
                var axis = _orientations[1].Rotate(new Vec3(i == 0 ? 1 : 0, i == 1 ? 1 : 0, i == 2 ? 1 : 0));
                Write(jacobian, 3 + i, axis.Cross(at - _positions[1]));
            }
        }
        foreach (var dof in _chains[segment])
            Write(jacobian, offset + dof, _dofs[dof].Joint.Kind == JointKind.Slide ? _axes[dof] : _axes[dof].Cross(at - _anchors[dof]));
    }

    public void MotionAxes(Span<double> axes)
    {
        axes.Clear();
        var offset = _free ? 6 : 0;
        for (var i = 0; _free && i < 3; i++)
        {
            axes[(6 * i) + 3 + i] = 1;
            var axis = _orientations[1].Rotate(new Vec3(i == 0 ? 1 : 0, i == 1 ? 1 : 0, i == 2 ? 1 : 0));
            Turn(axes.Slice(6 * (3 + i), 6), axis, _positions[1]);
        }
        for (var i = 0; i < _dofs.Length; i++)
        {
            var to = axes.Slice(6 * (offset + i), 6);
            if (_dofs[i].Joint.Kind == JointKind.Slide)
                (to[3], to[4], to[5]) = (_axes[i].X, _axes[i].Y, _axes[i].Z);
            else
                Turn(to, _axes[i], _anchors[i]);
        }
    }

    public void Integrate(Span<double> positions, ReadOnlySpan<double> velocities, double step)
    {
        for (var i = 0; i < _dofs.Length; i++)
            positions[_dofs[i].Position] += step * velocities[(_free ? 6 : 0) + i];
        if (!_free)
            return;
        for (var i = 0; i < 3; i++)
            positions[i] += step * velocities[i];
        var turn = step * new Vec3(velocities[3], velocities[4], velocities[5]);
        if (turn.Length == 0)
            return;
        var q = (new Quat(positions[3], positions[4], positions[5], positions[6]) * Quat.FromAxisAngle(turn, turn.Length)).Normalized();
        (positions[3], positions[4], positions[5], positions[6]) = (q.W, q.X, q.Y, q.Z);
    }

    public void Differentiate(ReadOnlySpan<double> from, ReadOnlySpan<double> to, double time, Span<double> velocities)
    {
        for (var i = 0; i < _dofs.Length; i++)
            velocities[(_free ? 6 : 0) + i] = (to[_dofs[i].Position] - from[_dofs[i].Position]) / time;
        if (!_free)
            return;
        for (var i = 0; i < 3; i++)
            velocities[i] = (to[i] - from[i]) / time;
        var d = new Quat(from[3], from[4], from[5], from[6]).Conjugate * new Quat(to[3], to[4], to[5], to[6]);
        var v = new Vec3(d.X, d.Y, d.Z);
        var angle = 2 * Math.Atan2(v.Length, d.W);
        angle -= angle > Math.PI ? 2 * Math.PI : 0;
        var scale = v.Length > 0 ? angle / v.Length / time : 0;
        (velocities[3], velocities[4], velocities[5]) = (scale * v.X, scale * v.Y, scale * v.Z);
    }

    public void Dispose()
    {
    }

    private static void Write(Span<double> jacobian, int column, Vec3 v)
    {
        var columns = jacobian.Length / 3;
        (jacobian[column], jacobian[columns + column], jacobian[(2 * columns) + column]) = (v.X, v.Y, v.Z);
    }

    private static void Turn(Span<double> axes, Vec3 axis, Vec3 through)
    {
        var linear = through.Cross(axis);
        (axes[0], axes[1], axes[2], axes[3], axes[4], axes[5]) = (axis.X, axis.Y, axis.Z, linear.X, linear.Y, linear.Z);
    }

    private int[] Chain(int segment)
    {
        var chain = new List<int>();
        for (var s = segment; s > 0; s = _parents[s])
            chain.AddRange(Enumerable.Range(0, _dofs.Length).Where(d => _dofs[d].Segment == s));
        return [.. chain];
    }

    private sealed record Dof(int Segment, Joint Joint, Vec3 Axis, int Position);

    private sealed class FrameBuffers(int segments) : SegmentFrames
    {
        private readonly double[] _positions = new double[3 * segments];
        private readonly double[] _rotations = new double[9 * segments];
        private readonly double[] _orientations = new double[4 * segments];

        public override ReadOnlySpan<double> Positions => _positions;

        public override ReadOnlySpan<double> Rotations => _rotations;

        public override ReadOnlySpan<double> Orientations => _orientations;

        public void Set(int segment, Vec3 p, Quat q)
        {
            (_positions[3 * segment], _positions[(3 * segment) + 1], _positions[(3 * segment) + 2]) = (p.X, p.Y, p.Z);
            for (var i = 0; i < 3; i++)
            {
                var column = q.Rotate(new Vec3(i == 0 ? 1 : 0, i == 1 ? 1 : 0, i == 2 ? 1 : 0));
                (_rotations[(9 * segment) + i], _rotations[(9 * segment) + 3 + i], _rotations[(9 * segment) + 6 + i]) = (column.X, column.Y, column.Z);
            }
            (_orientations[4 * segment], _orientations[(4 * segment) + 1], _orientations[(4 * segment) + 2], _orientations[(4 * segment) + 3])
                = (q.W, q.X, q.Y, q.Z);
        }
    }
}
