using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Holding;

/// <summary>Puts a free body onto the ground at height 0, whatever its pose, by the lowest point of the shapes that can touch.</summary>
public sealed class GroundPlacement
{
    private readonly (int Segment, Shape Shape)[] _shapes;
    private readonly int _height;

    private GroundPlacement((int Segment, Shape Shape)[] shapes, int height) => (_shapes, _height) = (shapes, height);

    /// <summary>For a body with a free root; null for any other, which stays where it is.</summary>
    public static GroundPlacement? For(BodyInScene body)
    {
        var root = body.Root;
        var free = Enumerable.Range(0, body.Model.Info.JointCount).Select(body.Model.JointAt).Where(j => j.Segment == root && j.PositionSize == 7).ToList();
        return free.Count > 0 && ShapesOf(body) is { Length: > 0 } shapes ? new(shapes, free[0].Position + 2) : null;
    }

    private static (int Segment, Shape Shape)[] ShapesOf(BodyInScene body)
    {
        if (body.Body.Source is FigureSource { Figures: var figures })
            return [.. figures.Segments.SelectMany(s => s.Shapes.Where(Touches).Select(shape => (body.Require(ElementKind.Segment, s.Name), shape)))];
        if (body.Body is not MjcfBody { Facts: var facts } || body.Model is not IHasShapes { Shapes: var all })
            return [];
        // What a file holds beside the body, balls and obstacles, stands where it is.
        var own = facts.CarriedBy(body.Body.Roles.Root).Select(n => body.Model.Find(ElementKind.Segment, body.Prefix + n)).ToHashSet();
        return [.. all.Where(s => own.Contains(s.Segment) && s.Shape.Kind != ShapeKind.Plane).Select(s => (s.Segment, s.Shape))];
    }

    /// <summary>Raises or lowers the root so that the lowest point stands <paramref name="gap"/> above the ground; call <c>Forward</c> before and after.</summary>
    public void Lower(ISimulation simulation, double gap = 0)
    {
        simulation.State.Positions[_height] -= LowestPoint(simulation.State) - gap;
    }

    /// <summary>Height of the lowest point of the body.</summary>
    public double LowestPoint(SimulationState state) => LowestPoint(state.SegmentPositions, state.SegmentOrientations);

    /// <summary>Height of the lowest point of the body at a pose.</summary>
    internal double LowestPoint(SegmentFrames frames) => LowestPoint(frames.Positions, frames.Orientations);

    private double LowestPoint(ReadOnlySpan<double> positions, ReadOnlySpan<double> orientations)
    {
        var lowest = double.PositiveInfinity;
        foreach (var (segment, shape) in _shapes)
            lowest = Math.Min(lowest, Lowest(positions, orientations, segment, shape));
        return lowest;
    }

    /// <summary>Segments whose lowest point lies no more than a gap above the lowest of the body, in their order.</summary>
    public IReadOnlyList<int> Within(double gap, SimulationState state)
    {
        var ground = LowestPoint(state);
        return [.. _shapes.Where(s => Lowest(state.SegmentPositions, state.SegmentOrientations, s.Segment, s.Shape) <= ground + gap).Select(s => s.Segment).Distinct().Order()];
    }

    private static bool Touches(Shape shape) => (shape.Contact.Type | shape.Contact.Affinity) != 0 && shape.Kind != ShapeKind.Plane;

    private static double Lowest(ReadOnlySpan<double> positions, ReadOnlySpan<double> orientations, int segment, Shape shape)
    {
        var q = orientations.Slice(4 * segment, 4);
        var orientation = new Quat(q[0], q[1], q[2], q[3]);
        var centre = positions[(3 * segment) + 2] + orientation.Rotate(shape.Position).Z;
        var down = (orientation * shape.Orientation.Normalized()).Conjugate.Rotate(new(0, 0, -1));
        return centre - shape.FarthestAlong(down).Dot(down);
    }
}
