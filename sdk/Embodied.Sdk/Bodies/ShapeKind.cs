namespace Embodied.Sdk.Bodies;

/// <summary>Primitive solids every backend knows.</summary>
public enum ShapeKind
{
    /// <summary>Ball.</summary>
    Sphere,

    /// <summary>Cylinder with round ends, along local z.</summary>
    Capsule,

    /// <summary>Ellipsoid with three half axes.</summary>
    Ellipsoid,

    /// <summary>Cylinder, along local z.</summary>
    Cylinder,

    /// <summary>Box with three half sides.</summary>
    Box,

    /// <summary>Half space below local z = 0; only for the world.</summary>
    Plane,
}
