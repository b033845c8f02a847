using Embodied.Registration.Solving;

namespace Embodied.Registration.Tracking;

/// <summary>Gives poses to frames that could not be solved: between solved frames by interpolation, before the first and after the last by holding.</summary>
internal static class GapFilling
{
    /// <summary>Fills <paramref name="poses"/> [frames × positions] where <paramref name="solved"/> is false.</summary>
    public static void Fill(BodyBinding body, double[] poses, bool[] solved)
    {
        var nq = body.Rest.Length;
        var before = -1;
        for (var frame = 0; frame <= solved.Length; frame++)
        {
            if (frame < solved.Length && !solved[frame])
                continue;
            for (var gap = before + 1; gap < frame; gap++)
            {
                var from = before >= 0 ? before : frame;
                var to = frame < solved.Length ? frame : before;
                var share = to > from ? (gap - from) / (double)(to - from) : 0;
                PoseBlend.Mix(body, poses.AsSpan(from * nq, nq), poses.AsSpan(to * nq, nq), share, poses.AsSpan(gap * nq, nq));
            }
            before = frame;
        }
    }
}
