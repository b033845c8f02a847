using Embodied.Mujoco.Native;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Simulation.Rendering;

/// <summary>Appends balls and lines to a scene that the engine has filled, and fades bodies so that markers inside them show.</summary>
internal sealed unsafe class MarkerGeoms(MujocoLibrary library, RenderFunctions functions)
{
    // mjtGeom, mjtCatBit (mjmodel.h, mjvisualize.h), the same in all versions.
    private const int Sphere = 2;
    private const int Capsule = 3;
    private const int DynamicCategory = 2;
    private const int DecorCategory = 4;

    private readonly int _geomSize = library.Layout.Size("mjvGeom");
    private readonly int _category = library.Layout.Offset("mjvGeom", "category");
    private readonly int _emission = library.Layout.Offset("mjvGeom", "emission");
    private readonly int _rgba = library.Layout.Offset("mjvGeom", "rgba");
    private readonly int _count = library.Layout.Offset("mjvScene", "ngeom");
    private readonly int _room = library.Layout.Offset("mjvScene", "maxgeom");
    private readonly int _geoms = library.Layout.Offset("mjvScene", "geoms");

    /// <summary>Multiplies the opacity of everything that is not fixed to the world.</summary>
    public void Fade(nint scene, double opacity)
    {
        var geoms = *(nint*)(scene + _geoms);
        for (var i = 0; i < *(int*)(scene + _count); i++)
        {
            var geom = geoms + ((nint)i * _geomSize);
            if (*(int*)(geom + _category) == DynamicCategory)
                ((float*)(geom + _rgba))[3] *= (float)opacity;
        }
    }

    /// <summary>Appends markers; those with an unknown coordinate are left out.</summary>
    public void Append(nint scene, IReadOnlyList<Marker> markers)
    {
        foreach (var marker in markers)
            if (IsFinite(marker.Position) && (marker.End is not { } end || IsFinite(end)))
                Append(scene, marker);
    }

    private void Append(nint scene, Marker marker)
    {
        ref var count = ref *(int*)(scene + _count);
        if (count >= *(int*)(scene + _room))
            throw new EmbodiedException($"A picture holds at most {*(int*)(scene + _room)} shapes and markers.", "Draw fewer markers.");
        var geom = *(nint*)(scene + _geoms) + ((nint)count * _geomSize);
        var along = marker.End is { } end ? end - marker.Position : Vec3.Zero;
        var length = along.Length;
        var isLine = length > 1e-12;
        var centre = marker.Position + (0.5 * along);
        // As in a model: a ball has a radius, a capsule a radius and half the length of its axis.
        var size = stackalloc double[] { marker.Radius, length / 2, 0 };
        var position = stackalloc double[] { centre.X, centre.Y, centre.Z };
        var rotation = stackalloc double[9];
        WriteRotation(isLine ? (1 / length) * along : new Vec3(0, 0, 1), rotation);
        fixed (float* color = marker.Color)
            functions.InitGeom(geom, isLine ? Capsule : Sphere, size, position, rotation, color);
        *(int*)(geom + _category) = DecorCategory;
        *(float*)(geom + _emission) = 0.3f;
        count++;
    }

    /// <summary>A rotation, row-major, whose third column is <paramref name="z"/>.</summary>
    private static void WriteRotation(Vec3 z, double* rotation)
    {
        var other = Math.Abs(z.Z) < 0.9 ? new Vec3(0, 0, 1) : new Vec3(1, 0, 0);
        var x = other.Cross(z);
        x = (1 / x.Length) * x;
        var y = z.Cross(x);
        (rotation[0], rotation[1], rotation[2]) = (x.X, y.X, z.X);
        (rotation[3], rotation[4], rotation[5]) = (x.Y, y.Y, z.Y);
        (rotation[6], rotation[7], rotation[8]) = (x.Z, y.Z, z.Z);
    }

    private static bool IsFinite(Vec3 point) => double.IsFinite(point.X) && double.IsFinite(point.Y) && double.IsFinite(point.Z);
}
