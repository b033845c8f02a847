using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Analysis.Pictures;

/// <summary>Points between which a body lies: the origins of its segments and, where the model knows them, the ends of its solids.</summary>
internal sealed class BodyOutline
{
    private readonly (int Segment, Vec3 Point)[] _ends;
    private double[] _points = [];

    public BodyOutline(IModel model) =>
        _ends = [.. ((model as IHasShapes)?.Shapes ?? []).Where(s => s.Segment > 0 && s.Shape.Kind != ShapeKind.Plane).SelectMany(s => Ends(s.Shape).Select(e => (s.Segment, e)))];

    /// <summary>The points at a state, [points × 3], that of the world first.</summary>
    public ReadOnlySpan<double> Points(SimulationState state)
    {
        var origins = state.SegmentPositions;
        if (_points.Length == 0)
            _points = new double[origins.Length + (3 * _ends.Length)];
        origins.CopyTo(_points);
        for (var i = 0; i < _ends.Length; i++)
        {
            var (segment, point) = _ends[i];
            var r = state.SegmentRotations.Slice(9 * segment, 9);
            for (var axis = 0; axis < 3; axis++)
                _points[origins.Length + (3 * i) + axis] = origins[(3 * segment) + axis] + (r[3 * axis] * point.X) + (r[(3 * axis) + 1] * point.Y) + (r[(3 * axis) + 2] * point.Z);
        }

        return _points;
    }

    /// <summary>The farthest points of a solid along its own axes, in its segment's frame.</summary>
    private static IEnumerable<Vec3> Ends(Shape shape) =>
        ((Vec3[])[new(1, 0, 0), new(-1, 0, 0), new(0, 1, 0), new(0, -1, 0), new(0, 0, 1), new(0, 0, -1)])
            .Select(direction => shape.Position + shape.Orientation.Normalized().Rotate(shape.FarthestAlong(direction)));
}
