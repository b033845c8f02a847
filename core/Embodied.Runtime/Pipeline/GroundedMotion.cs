using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Pipeline;

/// <summary>Shows a motion over the ground of a scene, which lies at height 0 while that of a recording need not.</summary>
public static class GroundedMotion
{
    /// <summary>qpos [frames × positions] lowered by the height of the recording's ground; as it is when the ground is not known or the root not free.</summary>
    /// <param name="body">The body in the scene that will be drawn.</param>
    /// <param name="motion">Holds <see cref="ChannelNames.Positions"/> and perhaps <see cref="ChannelNames.Ground"/>.</param>
    public static double[] Positions(BodyInScene body, Recording motion)
    {
        var positions = motion.Find(ChannelNames.Positions)!.Values;
        var ground = Height(motion) / SoloScene.MetresPerLength(body.Body);
        var (root, width) = (body.Root, body.Model.Info.PositionCount);
        var free = Enumerable.Range(0, body.Model.Info.JointCount).Select(body.Model.JointAt).Where(j => j.Segment == root && j.PositionSize == 7).ToArray();
        if (ground == 0 || free.Length == 0 || positions.Length % width != 0)
            return positions;
        var lowered = (double[])positions.Clone();
        for (var height = free[0].Position + 2; height < lowered.Length; height += width)
            lowered[height] -= ground;
        return lowered;
    }

    /// <summary>World points [… × 3], m, lowered likewise, in the body's unit of length.</summary>
    public static double[] Points(IBody body, Recording motion, double[] points)
    {
        var (ground, metres) = (Height(motion), SoloScene.MetresPerLength(body));
        return [.. points.Select((x, i) => (i % 3 == 2 ? x - ground : x) / metres)];
    }

    private static double Height(Recording motion) => motion.Find(ChannelNames.Ground)?.Values[0] ?? 0;
}
