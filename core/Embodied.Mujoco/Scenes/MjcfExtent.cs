using System.Xml.Linq;
using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Geometry;

namespace Embodied.Mujoco.Scenes;

/// <summary>About how large a body written in MJCF is. Rotations of the parts are not followed: this sets floor tiles and lights only.</summary>
internal static class MjcfExtent
{
    public static double Of(XElement root, MjcfDefaults defaults)
    {
        var points = new List<Vec3>();
        Collect(root, Vec3.Zero, defaults, points);
        var low = new Vec3(points.Min(p => p.X), points.Min(p => p.Y), points.Min(p => p.Z));
        var high = new Vec3(points.Max(p => p.X), points.Max(p => p.Y), points.Max(p => p.Z));
        var extent = (high - low).Length;
        return extent > 0 ? extent : 1;
    }

    private static void Collect(XElement body, Vec3 origin, MjcfDefaults defaults, List<Vec3> points)
    {
        points.Add(origin);
        foreach (var geom in body.Elements("geom"))
        {
            var radius = defaults.ValueOf(geom, "size") is { } size && MjcfNumber.TryParse(size, out var sizes) ? sizes.DefaultIfEmpty(0).Max() : 0;
            var centre = origin + (defaults.ValueOf(geom, "pos") is { } pos && MjcfNumber.TryParse(pos, out var p) ? new(p[0], p[1], p[2]) : Vec3.Zero);
            points.Add(centre + new Vec3(radius, radius, radius));
            points.Add(centre - new Vec3(radius, radius, radius));
        }

        foreach (var child in body.Elements("body"))
            Collect(child, origin + MjcfRoot.PositionOf(child), defaults, points);
    }
}
