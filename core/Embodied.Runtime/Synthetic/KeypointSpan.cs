using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Synthetic;

/// <summary>How far apart the keypoints of a body are: its size, as recordings see it.</summary>
public static class KeypointSpan
{
    /// <summary>The largest distance between two keypoints at rest, in the body's unit of length; 1 for a single keypoint.</summary>
    /// <param name="body">The body in its scene.</param>
    /// <param name="kinematics">Not posed yet, or posed at rest.</param>
    public static double Of(BodyInScene body, IKinematics kinematics)
    {
        var points = new double[3 * body.Body.Roles.Keypoints.Count];
        for (var k = 0; k < body.Body.Roles.Keypoints.Count; k++)
            Place(kinematics.Frames, body.Require(ElementKind.Segment, body.Body.Roles.Keypoints[k].Segment), body.Body.Roles.Keypoints[k].Offset, points.AsSpan(3 * k, 3));
        var most = 0.0;
        for (var i = 0; i < points.Length; i += 3)
        {
            for (var j = 0; j < i; j += 3)
                most = Math.Max(most, new Vec3(points[i] - points[j], points[i + 1] - points[j + 1], points[i + 2] - points[j + 2]).Length);
        }

        return most > 0 ? most : 1;
    }

    /// <summary>World position of a point that is given in its segment's frame.</summary>
    internal static void Place(SegmentFrames frames, int segment, Vec3 offset, Span<double> world)
    {
        var x = frames.Positions.Slice(3 * segment, 3);
        var r = frames.Rotations.Slice(9 * segment, 9);
        for (var axis = 0; axis < 3; axis++)
            world[axis] = x[axis] + (r[3 * axis] * offset.X) + (r[(3 * axis) + 1] * offset.Y) + (r[(3 * axis) + 2] * offset.Z);
    }
}
