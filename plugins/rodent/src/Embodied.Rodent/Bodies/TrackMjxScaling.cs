using Embodied.Sdk.Bodies;

namespace Embodied.Rodent.Bodies;

/// <summary>
/// Scaling as track-mjx and stac-mjx do it (dm_scale_spec): positions of segments, and positions and sizes of shapes, are multiplied; joint anchors,
/// sites and cameras keep their place; gear is multiplied by the square of the scale. Recordings registered under one rule do not fit a body
/// scaled under the other.
/// </summary>
internal static class TrackMjxScaling
{
    public const string Name = "track-mjx";

    public static BodyFigures Apply(BodyFigures figures, double scale) => scale == 1 ? figures : figures with
    {
        Segments = [.. figures.Segments.Select(s => s with
        {
            Position = scale * s.Position,
            Shapes = [.. s.Shapes.Select(shape => ScaledShape.Of(shape, scale))],
        })],
        Actuators = [.. figures.Actuators.Select(a => a with { Gear = scale * scale * a.Gear })],
    };
}
