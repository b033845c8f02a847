using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Backends.Planar;

/// <summary>Frames of planar agents at one pose; index 0 is the world.</summary>
internal sealed class PlanarFrames : SegmentFrames
{
    private readonly PlanarModel _model;
    private readonly double[] _positions;
    private readonly double[] _rotations;
    private readonly double[] _orientations;

    public PlanarFrames(PlanarModel model)
    {
        _model = model;
        _positions = new double[3 * model.Info.SegmentCount];
        _rotations = new double[9 * model.Info.SegmentCount];
        _orientations = new double[4 * model.Info.SegmentCount];
        SitePositions = new double[3 * model.Info.SiteCount];
        WriteOrientation(0, Quat.Identity);
    }

    public override ReadOnlySpan<double> Positions => _positions;

    public override ReadOnlySpan<double> Rotations => _rotations;

    public override ReadOnlySpan<double> Orientations => _orientations;

    public double[] SitePositions { get; }

    /// <summary>Rewrites all frames for a pose.</summary>
    public void Pose(ReadOnlySpan<double> qpos)
    {
        for (var i = 0; i < _model.Agents.Count; i++)
        {
            var agent = _model.Agents[i];
            WriteVector(_positions, i + 1, new(qpos[3 * i], qpos[(3 * i) + 1], agent.Origin.Z));
            WriteOrientation(i + 1, Quat.FromAxisAngle(new(0, 0, 1), qpos[(3 * i) + 2]) * agent.Segment.Orientation.Normalized());
        }

        for (var s = 0; s < _model.Sites.Count; s++)
        {
            var (agent, site) = _model.Sites[s];
            WriteVector(SitePositions, s, PositionOf(agent + 1) + OrientationOf(agent + 1).Rotate(site.Position));
        }
    }

    private Vec3 PositionOf(int segment) => new(_positions[3 * segment], _positions[(3 * segment) + 1], _positions[(3 * segment) + 2]);

    private Quat OrientationOf(int segment)
    {
        var q = _orientations.AsSpan(4 * segment, 4);
        return new(q[0], q[1], q[2], q[3]);
    }

    private static void WriteVector(double[] destination, int index, Vec3 v) =>
        (destination[3 * index], destination[(3 * index) + 1], destination[(3 * index) + 2]) = (v.X, v.Y, v.Z);

    private void WriteOrientation(int segment, Quat q)
    {
        var orientation = _orientations.AsSpan(4 * segment, 4);
        (orientation[0], orientation[1], orientation[2], orientation[3]) = (q.W, q.X, q.Y, q.Z);
        var rotation = _rotations.AsSpan(9 * segment, 9);
        WriteColumn(rotation, 0, q.Rotate(new(1, 0, 0)));
        WriteColumn(rotation, 1, q.Rotate(new(0, 1, 0)));
        WriteColumn(rotation, 2, q.Rotate(new(0, 0, 1)));
    }

    private static void WriteColumn(Span<double> rotation, int column, Vec3 v) =>
        (rotation[column], rotation[3 + column], rotation[6 + column]) = (v.X, v.Y, v.Z);
}
