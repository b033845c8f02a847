using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Tracking;

/// <summary>The frame the animal sees the world in: that of its root. A world point x is at Rᵀ (x − x_root) in it.</summary>
internal readonly ref struct RootFrame
{
    private readonly ReadOnlySpan<double> _origin;
    private readonly ReadOnlySpan<double> _rotation;

    private RootFrame(ReadOnlySpan<double> origin, ReadOnlySpan<double> rotation, Quat orientation)
    {
        _origin = origin;
        _rotation = rotation;
        Orientation = orientation;
    }

    /// <summary>Orientation of the root in the world.</summary>
    public Quat Orientation { get; }

    /// <summary>The frame of a segment now.</summary>
    public static RootFrame Of(SimulationState state, int root)
    {
        var q = state.SegmentOrientations.Slice(4 * root, 4);
        return new(state.SegmentPositions.Slice(3 * root, 3), state.SegmentRotations.Slice(9 * root, 9), new(q[0], q[1], q[2], q[3]));
    }

    /// <summary>A world point in this frame.</summary>
    public void Into(ReadOnlySpan<double> point, Span<double> local) => Turn(point[0] - _origin[0], point[1] - _origin[1], point[2] - _origin[2], local);

    /// <summary>A world vector in this frame.</summary>
    public void Turn(double x, double y, double z, Span<double> local)
    {
        for (var i = 0; i < 3; i++)
            local[i] = (_rotation[i] * x) + (_rotation[3 + i] * y) + (_rotation[6 + i] * z);
    }

    /// <summary>The rotation from this frame to a world orientation, as a vector of axis and angle [rad] in this frame.</summary>
    public Vec3 RotationTo(Quat orientation)
    {
        var turn = Orientation.Conjugate * orientation;
        var axis = new Vec3(turn.X, turn.Y, turn.Z);
        var sine = axis.Length;
        // The shorter way; the limit of angle/sin(angle/2) at 0 is 2.
        var angle = 2 * Math.Atan2(sine, Math.Abs(turn.W));
        return (turn.W < 0 ? -1 : 1) * (sine > 1e-12 ? angle / sine : 2) * axis;
    }
}
