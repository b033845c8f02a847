using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Teaching.Feet;

/// <summary>The points of one foot in one world, as they are now. Rewritten each step; allocates nothing.</summary>
internal sealed class FootState(Foot foot)
{
    private readonly Vec3[] _points = new Vec3[foot.PointCount];
    private readonly int[] _segments = [.. foot.Soles.SelectMany(s => Enumerable.Repeat(s.Segment, SolePoints.Count(s.Shape.Kind)))];

    /// <summary>Which foot.</summary>
    public Foot Foot => foot;

    /// <summary>Points at which it may touch the ground, world frame.</summary>
    public ReadOnlySpan<Vec3> Points => _points;

    /// <summary>Segment of each point.</summary>
    public ReadOnlySpan<int> Segments => _segments;

    /// <summary>Height of the lowest point.</summary>
    public double Lowest { get; private set; }

    /// <summary>Origin of the tip, world frame.</summary>
    public Vec3 Tip { get; private set; }

    /// <summary>Whether it is to stand, so that it may carry force.</summary>
    public bool Stands { get; set; } = true;

    /// <summary>Reads the world.</summary>
    public void Update(SimulationState state)
    {
        var positions = state.SegmentPositions;
        var rotations = state.SegmentRotations;
        var at = 0;
        Lowest = double.PositiveInfinity;
        foreach (var sole in foot.Soles)
        {
            var position = positions.Slice(3 * sole.Segment, 3);
            var rotation = rotations.Slice(9 * sole.Segment, 9);
            for (var i = 0; i < SolePoints.Count(sole.Shape.Kind); i++)
            {
                var point = _points[at++] = SolePoints.World(sole.Shape, i, position, rotation);
                Lowest = Math.Min(Lowest, point.Z);
            }
        }
        var tip = positions.Slice(3 * foot.Tip, 3);
        Tip = new(tip[0], tip[1], tip[2]);
    }
}
