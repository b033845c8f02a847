namespace Embodied.Sdk.Bodies;

/// <summary>How a body's root is attached to the world.</summary>
public enum RootFreedom
{
    /// <summary>Welded: a tethered animal.</summary>
    Fixed,

    /// <summary>Six degrees: qpos holds position (3) and quaternion wxyz (4), qvel linear velocity (world) and angular velocity (local).</summary>
    Free,

    /// <summary>Three degrees in the ground plane: x, y, heading [rad].</summary>
    Planar,
}
