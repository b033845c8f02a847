namespace Embodied.Sdk.Bodies;

/// <summary>What an actuator acts on.</summary>
public enum ActuatorTarget
{
    /// <summary>A joint.</summary>
    Joint,

    /// <summary>A fixed tendon.</summary>
    Tendon,

    /// <summary>The contacts of a segment: adhesion.</summary>
    Adhesion,
}
