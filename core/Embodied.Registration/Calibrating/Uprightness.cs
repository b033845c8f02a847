using Embodied.Registration.Solving;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;

namespace Embodied.Registration.Calibrating;

/// <summary>
/// Tells a recording whose z axis does not point up, or whose left and right are exchanged, by how the animal lies in it: a mirrored animal fits a body
/// that cannot be mirrored best when that is turned over. Up is judged by how the body stands as it was built.
/// </summary>
internal static class Uprightness
{
    /// <summary>Mean share of the animal's up axis along an axis of the recording that makes it the recording's up axis.</summary>
    private const double Clear = 0.6;

    /// <summary>Requires that the animal's up axis does not point along another axis than z in most of the poses, [frames × positions].</summary>
    public static void Require(BodyBinding body, double[] poses, string place)
    {
        if (body.FreeRoot is not { } root)
            return;
        var nq = body.Rest.Length;
        var ups = Enumerable.Range(0, poses.Length / nq).Select(i => Up(body, poses.AsSpan((i * nq) + root.Position + 3, 4))).ToArray();
        var height = Median(ups.Select(u => u.Z));
        if (height < -0.3)
        {
            throw new InputException(
                place,
                $"the animal would be on its back in most frames (median of its up axis along z: {height:0.00})",
                "The z axis probably points down (--up -z), or left and right are exchanged. If the animal does hang or lie so, give --allow-upside-down.");
        }
        var along = new (string Axis, double Share)[] { ("x", Median(ups.Select(u => u.X))), ("y", Median(ups.Select(u => u.Y))) };
        var (axis, share) = along.MaxBy(a => Math.Abs(a.Share));
        if (Math.Abs(share) < Clear || height > Math.Abs(share))
            return;
        var name = share < 0 ? "-" + axis : axis;
        throw new InputException(
            place,
            $"the animal's up axis points along {name} in most frames (median {Math.Abs(share):0.00}; along z {height:0.00})",
            $"The recording probably has its {axis} axis {(share < 0 ? "down" : "up")}: give --up {name}. If the animal does lie on its side, give --allow-upside-down.");
    }

    private static Vec3 Up(BodyBinding body, ReadOnlySpan<double> q) => new Quat(q[0], q[1], q[2], q[3]).Rotate(body.Up);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
