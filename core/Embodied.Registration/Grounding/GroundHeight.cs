using Embodied.Registration.Solving;
using Embodied.Sdk.Physics;

namespace Embodied.Registration.Grounding;

/// <summary>Judges from an animal's poses where the ground is.</summary>
internal static class GroundHeight
{
    /// <summary>
    /// Share of the frames whose lowest contact may lie below the ground. Noise of the keypoints moves contacts up and down alike, and some frames
    /// show an animal that is off the ground; both leave a low quantile near the truth.
    /// </summary>
    private const double ShareBelow = 0.2;

    /// <summary>
    /// Height of the ground under poses [frames × positions], in the body's unit of length: a low quantile over frames of the lowest of the segments
    /// that may touch the ground and that keypoints determine. Null when the body names none.
    /// </summary>
    public static double? Of(BodyBinding body, IKinematics kinematics, double[] poses)
    {
        var nq = body.Rest.Length;
        var frames = poses.Length / nq;
        if (body.GroundContacts.Length == 0 || frames == 0)
            return null;
        var lowest = new double[frames];
        for (var t = 0; t < frames; t++)
        {
            kinematics.Pose(poses.AsSpan(t * nq, nq));
            lowest[t] = body.GroundContacts.Min(s => body.Surface.Lowest(kinematics.Frames, s).Z);
        }
        Array.Sort(lowest);
        return lowest[(int)(ShareBelow * (frames - 1))];
    }
}
