namespace Embodied.Sdk.Geometry;

/// <summary>A rotation as a unit quaternion, scalar first (w x y z), the order MuJoCo and recordings use.</summary>
/// <param name="W">Scalar part.</param>
/// <param name="X">First vector component.</param>
/// <param name="Y">Second vector component.</param>
/// <param name="Z">Third vector component.</param>
public readonly record struct Quat(double W, double X, double Y, double Z)
{
    /// <summary>No rotation.</summary>
    public static Quat Identity => new(1, 0, 0, 0);

    /// <summary>The inverse rotation of a unit quaternion.</summary>
    public Quat Conjugate => new(W, -X, -Y, -Z);

    /// <summary>Rotation by <paramref name="angle"/> [rad] about <paramref name="axis"/>, which need not have unit length but must not be zero.</summary>
    public static Quat FromAxisAngle(Vec3 axis, double angle)
    {
        var s = Math.Sin(angle / 2) / axis.Length;
        return new(Math.Cos(angle / 2), s * axis.X, s * axis.Y, s * axis.Z);
    }

    /// <summary>Composition: first <paramref name="b"/>, then <paramref name="a"/>.</summary>
    public static Quat operator *(Quat a, Quat b) => new(
        (a.W * b.W) - (a.X * b.X) - (a.Y * b.Y) - (a.Z * b.Z),
        (a.W * b.X) + (a.X * b.W) + (a.Y * b.Z) - (a.Z * b.Y),
        (a.W * b.Y) - (a.X * b.Z) + (a.Y * b.W) + (a.Z * b.X),
        (a.W * b.Z) + (a.X * b.Y) - (a.Y * b.X) + (a.Z * b.W));

    /// <summary>Rotates a vector from the local into the parent frame.</summary>
    public Vec3 Rotate(Vec3 v)
    {
        var u = new Vec3(X, Y, Z);
        var t = 2 * u.Cross(v);
        return v + (W * t) + u.Cross(t);
    }

    /// <summary>The same rotation with unit norm.</summary>
    public Quat Normalized()
    {
        var n = Math.Sqrt((W * W) + (X * X) + (Y * Y) + (Z * Z));
        return new(W / n, X / n, Y / n, Z / n);
    }
}
