using Embodied.Sdk.Geometry;

namespace Embodied.Rodent.Synthetic;

/// <summary>Place and heading of the body's middle on the floor.</summary>
/// <param name="X">World x.</param>
/// <param name="Y">World y.</param>
/// <param name="Heading">Counter-clockwise from +x [rad].</param>
internal readonly record struct Path2(double X, double Y, double Heading)
{
    /// <summary>Where it is after moving ahead at constant speed and heading rate; the arc is taken at its middle heading.</summary>
    public Path2 Ahead(double speed, double turning, double time)
    {
        var middle = Heading + (turning * time / 2);
        return new(X + (speed * time * Math.Cos(middle)), Y + (speed * time * Math.Sin(middle)), Heading + (turning * time));
    }

    /// <summary>A point of the body's own frame in the world.</summary>
    public Vec3 World(Vec3 local)
    {
        var (s, c) = Math.SinCos(Heading);
        return new(X + (c * local.X) - (s * local.Y), Y + (s * local.X) + (c * local.Y), local.Z);
    }
}
