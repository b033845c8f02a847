using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Backends.Planar;

/// <summary>One body as the planar backend sees it.</summary>
/// <param name="Figures">Its anatomy.</param>
/// <param name="Prefix">Put before its names.</param>
/// <param name="Origin">Where its root starts, world frame.</param>
/// <param name="Facing">Angle of its facing direction in the plane at heading 0 [rad].</param>
internal sealed record PlanarAgent(BodyFigures Figures, string Prefix, Vec3 Origin, double Facing)
{
    public Segment Segment => Figures.Segments[0];

    public IReadOnlyList<Actuator> Actuators => Figures.Actuators;

    public static PlanarAgent From(PlacedBody placed)
    {
        var figures = PlanarSupport.Require(placed.Body);
        var segment = figures.Segments[0];
        var forward = segment.Orientation.Normalized().Rotate(placed.Body.Roles.Forward);
        if (forward is { X: 0, Y: 0 })
            throw new Sdk.Errors.InputException(placed.Body.Id, "faces straight up or down; a planar body needs a direction in the plane");
        return new(figures, placed.Prefix, segment.Position + placed.Offset, Math.Atan2(forward.Y, forward.X));
    }
}
