using Embodied.Registration.Solving;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;

namespace Embodied.Registration.Calibrating;

/// <summary>
/// Tells a recording whose z axis points down, or whose left and right are exchanged, by the animal lying on its back: a mirrored animal fits
/// a body that cannot be mirrored best when that is turned over.
/// </summary>
internal static class Uprightness
{
    /// <summary>Requires that the root's up axis points up in most of the poses, [frames × positions].</summary>
    public static void Require(BodyBinding body, double[] poses, string place)
    {
        if (body.FreeRoot is not { } root)
            return;
        var nq = body.Rest.Length;
        var up = Enumerable.Range(0, poses.Length / nq).Select(i => Up(poses.AsSpan((i * nq) + root.Position + 3, 4))).Order().ToArray();
        var median = up[up.Length / 2];
        if (median < -0.3)
        {
            throw new InputException(
                place,
                $"the animal would be on its back in most frames (median of the root's up axis along z: {median:0.00})",
                "The z axis probably points down, or left and right are exchanged: correct it when importing. If the animal does hang, allow upside down.");
        }
    }

    private static double Up(ReadOnlySpan<double> q) => new Quat(q[0], q[1], q[2], q[3]).Rotate(new Vec3(0, 0, 1)).Z;
}
