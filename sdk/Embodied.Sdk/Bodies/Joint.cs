using Embodied.Sdk.Geometry;

namespace Embodied.Sdk.Bodies;

/// <summary>One degree of freedom (hinge [rad] or slide [length]) or a ball joint.</summary>
public sealed record Joint
{
    /// <summary>Unique name.</summary>
    public required string Name { get; init; }

    /// <summary>Kind of motion.</summary>
    public JointKind Kind { get; init; } = JointKind.Hinge;

    /// <summary>Axis in the segment's frame; normalised by the backend.</summary>
    public Vec3 Axis { get; init; } = new(0, 0, 1);

    /// <summary>Anchor in the segment's frame.</summary>
    public Vec3 Position { get; init; }

    /// <summary>Limits, or null when unlimited.</summary>
    public Interval? Range { get; init; }

    /// <summary>Spring stiffness [torque/rad].</summary>
    public double Stiffness { get; init; }

    /// <summary>Spring rest angle [rad].</summary>
    public double SpringReference { get; init; }

    /// <summary>Viscous damping [torque·s/rad].</summary>
    public double Damping { get; init; }

    /// <summary>Rotor inertia added to the joint [mass·length²].</summary>
    public double Armature { get; init; }

    /// <summary>Dry friction [torque].</summary>
    public double FrictionLoss { get; init; }

    /// <summary>Constraint reference of the limit (MuJoCo <c>solreflimit</c>), or null for the backend's default.</summary>
    public double[]? LimitReference { get; init; }

    /// <summary>Constraint impedance of the limit (MuJoCo <c>solimplimit</c>), or null for the backend's default.</summary>
    public double[]? LimitImpedance { get; init; }
}
