using System.Runtime.CompilerServices;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;

namespace Embodied.Sdk.Physics;

/// <summary>Finds how large bodies are.</summary>
public static class BodySizes
{
    private static readonly ConditionalWeakTable<IModel, BodySize> Known = [];

    /// <summary>Measures a body; done once for each model.</summary>
    /// <param name="body">The body.</param>
    /// <param name="part">Who needs it, for the message.</param>
    /// <exception cref="InputException">The backend knows no solids, and the roles do not say.</exception>
    public static BodySize Of(BodyInScene body, string part)
    {
        var roles = body.Body.Roles;
        if (roles is { BodyLength: > 0, StandingHeight: > 0 })
            return new(roles.BodyLength, roles.StandingHeight);
        if (!Known.TryGetValue(body.Model, out var size))
            Known.AddOrUpdate(body.Model, size = Measure(body) ?? throw new InputException(body.Body.Id, $"has no solids to measure; {part} needs to know how large it is", "Give body_length and standing_height in its roles."));
        return new(roles.BodyLength > 0 ? roles.BodyLength : size.Length, roles.StandingHeight > 0 ? roles.StandingHeight : size.Height);
    }

    private static BodySize? Measure(BodyInScene body)
    {
        if (body.Model is not (IHasShapes and IHasKinematics))
            return null;
        var shapes = ((IHasShapes)body.Model).Shapes.Where(s => s.Segment > 0 && s.Shape.Kind != ShapeKind.Plane).ToList();
        if (shapes.Count == 0)
            return null;
        using var kinematics = ((IHasKinematics)body.Model).CreateKinematics();
        var frames = kinematics.Frames;
        var root = body.Root;
        var ahead = Orientation(frames, root).Rotate(body.Body.Roles.Forward);
        var length = shapes.Max(s => Extreme(frames, s, ahead)) + shapes.Max(s => Extreme(frames, s, -1 * ahead));
        var height = frames.Positions[(3 * root) + 2] + shapes.Max(s => Extreme(frames, s, new(0, 0, -1)));
        return new(length, height);
    }

    /// <summary>How far a solid reaches along a direction.</summary>
    private static double Extreme(SegmentFrames frames, PlacedShape placed, Vec3 direction)
    {
        var orientation = Orientation(frames, placed.Segment);
        var p = frames.Positions.Slice(3 * placed.Segment, 3);
        var centre = new Vec3(p[0], p[1], p[2]) + orientation.Rotate(placed.Shape.Position);
        var local = (orientation * placed.Shape.Orientation.Normalized()).Conjugate.Rotate(direction);
        return centre.Dot(direction) + placed.Shape.FarthestAlong(local).Dot(local);
    }

    private static Quat Orientation(SegmentFrames frames, int segment)
    {
        var q = frames.Orientations.Slice(4 * segment, 4);
        return new(q[0], q[1], q[2], q[3]);
    }
}
