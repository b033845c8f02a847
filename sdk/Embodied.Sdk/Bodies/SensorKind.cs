namespace Embodied.Sdk.Bodies;

/// <summary>What a built-in sensor measures, and what it is fixed to.</summary>
public enum SensorKind
{
    /// <summary>Linear acceleration incl. gravity at a site, site frame, 3 values [length/time²].</summary>
    Accelerometer,

    /// <summary>Linear velocity of a site, site frame, 3 values [length/time].</summary>
    Velocimeter,

    /// <summary>Angular velocity of a site, site frame, 3 values [rad/time].</summary>
    Gyro,

    /// <summary>Sum of normal contact forces inside a site's volume, 1 value [force].</summary>
    Touch,

    /// <summary>Interaction force at a site, site frame, 3 values.</summary>
    Force,

    /// <summary>Interaction torque at a site, site frame, 3 values.</summary>
    Torque,

    /// <summary>Linear velocity of the centre of mass of a segment's subtree, world frame, 3 values.</summary>
    SubtreeVelocity,

    /// <summary>Joint angle, 1 value.</summary>
    JointPosition,

    /// <summary>Joint velocity, 1 value.</summary>
    JointVelocity,

    /// <summary>Actuator force, 1 value.</summary>
    ActuatorForce,
}
