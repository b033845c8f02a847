using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Backends.Planar;

/// <summary>Poses of planar agents; velocity space and position space are the same.</summary>
internal sealed class PlanarKinematics(PlanarModel model) : IKinematics
{
    private readonly PlanarFrames _frames = new(model);

    public SegmentFrames Frames => _frames;

    public void Pose(ReadOnlySpan<double> positions) => _frames.Pose(positions);

    public void PointJacobian(int segment, ReadOnlySpan<double> point, Span<double> jacobian)
    {
        jacobian.Clear();
        if (segment == 0)
            return;
        var columns = model.Info.VelocityCount;
        var first = 3 * (segment - 1);
        var origin = _frames.Positions.Slice(3 * segment, 3);
        jacobian[first] = 1;
        jacobian[columns + first + 1] = 1;
        // A turn about z through the origin moves the point along z × (point − origin).
        jacobian[first + 2] = -(point[1] - origin[1]);
        jacobian[columns + first + 2] = point[0] - origin[0];
    }

    public void MotionAxes(Span<double> axes)
    {
        axes.Clear();
        for (var segment = 1; 18 * segment <= axes.Length; segment++)
        {
            var first = 18 * (segment - 1);
            var origin = _frames.Positions.Slice(3 * segment, 3);
            axes[first + 3] = axes[first + 10] = axes[first + 14] = 1;
            // The turn about z through the segment's origin carries the world's origin along z × (0 − origin).
            (axes[first + 15], axes[first + 16]) = (origin[1], -origin[0]);
        }
    }

    public void Integrate(Span<double> positions, ReadOnlySpan<double> velocities, double step)
    {
        for (var i = 0; i < positions.Length; i++)
            positions[i] += step * velocities[i];
    }

    public void Differentiate(ReadOnlySpan<double> from, ReadOnlySpan<double> to, double time, Span<double> velocities)
    {
        for (var i = 0; i < velocities.Length; i++)
            velocities[i] = (to[i] - from[i]) / time;
    }

    public void Dispose()
    {
    }
}
