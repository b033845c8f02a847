namespace Embodied.Sdk.Bodies;

/// <summary>
/// A motor: force = gain · activation + b₀ + b₁ · length + b₂ · velocity, where the activation follows the control through a first-order filter
/// when <see cref="TimeConstant"/> is positive (MuJoCo's <c>general</c> actuator with affine bias).
/// </summary>
public sealed record Actuator
{
    /// <summary>Unique name.</summary>
    public required string Name { get; init; }

    /// <summary>What it pulls on.</summary>
    public required ActuatorTarget Target { get; init; }

    /// <summary>Name of the joint, tendon or segment it acts on.</summary>
    public required string TargetName { get; init; }

    /// <summary>Allowed controls.</summary>
    public Interval ControlRange { get; init; } = new(-1, 1);

    /// <summary>Transmission ratio.</summary>
    public double Gear { get; init; } = 1;

    /// <summary>Force per unit of activation.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>b₀, b₁, b₂; null for a pure torque motor.</summary>
    public double[]? Bias { get; init; }

    /// <summary>Time constant of the activation filter [time]; 0 for none.</summary>
    public double TimeConstant { get; init; }

    /// <summary>Limits of the force, or null.</summary>
    public Interval? ForceRange { get; init; }

    /// <summary>Whether <see cref="ForceRange"/> is enforced or only documents the motor's strength.</summary>
    public bool ForceLimited { get; init; }
}
