using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Teaching.Feet;

/// <summary>Feet at a pose.</summary>
internal static class FeetGeometry
{
    /// <summary>Height of a foot's lowest point.</summary>
    public static double Lowest(Foot foot, SegmentFrames frames)
    {
        var lowest = double.PositiveInfinity;
        foreach (var sole in foot.Soles)
        {
            for (var i = 0; i < SolePoints.Count(sole.Shape.Kind); i++)
                lowest = Math.Min(lowest, SolePoints.World(sole.Shape, i, frames.Positions.Slice(3 * sole.Segment, 3), frames.Rotations.Slice(9 * sole.Segment, 9)).Z);
        }

        return lowest;
    }
}
