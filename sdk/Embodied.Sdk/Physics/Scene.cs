using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;

namespace Embodied.Sdk.Physics;

/// <summary>What a backend compiles: bodies in an arena.</summary>
public sealed record Scene
{
    /// <summary>The world, or null for empty space.</summary>
    public IArena? Arena { get; init; }

    /// <summary>The bodies, in the order of their numbers in qpos.</summary>
    public required IReadOnlyList<PlacedBody> Bodies { get; init; }

    /// <summary>Physics settings.</summary>
    public PhysicsSettings Physics { get; init; } = new();
}

/// <summary>A body at a place in a scene.</summary>
/// <param name="Body">The body.</param>
/// <param name="Prefix">Put before every name of this body, e.g. <c>a/</c>; empty keeps the names.</param>
public sealed record PlacedBody(IBody Body, string Prefix = "")
{
    /// <summary>Added to the root's position, in the body's unit of length.</summary>
    public Vec3 Offset { get; init; }
}

/// <summary>Settings of the physics. Null leaves the backend's (or the body file's) default.</summary>
public sealed record PhysicsSettings
{
    /// <summary>Integration step [time unit of the body].</summary>
    public double? Timestep { get; init; }

    /// <summary>Gravity in world frame [length/time²].</summary>
    public Vec3? Gravity { get; init; }

    /// <summary>Density of the fluid around the bodies [mass/length³]; the backend's default is none.</summary>
    public double? FluidDensity { get; init; }

    /// <summary>Dynamic viscosity of the fluid [mass/(length·time)]; the backend's default is none.</summary>
    public double? FluidViscosity { get; init; }

    /// <summary>Most solver iterations per step.</summary>
    public int? SolverIterations { get; init; }

    /// <summary>Iterations that remove slip.</summary>
    public int? NoSlipIterations { get; init; }

    /// <summary>Whether friction uses elliptic cones; null for the default (pyramidal).</summary>
    public bool? EllipticCones { get; init; }
}
