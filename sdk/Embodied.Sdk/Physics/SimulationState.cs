namespace Embodied.Sdk.Physics;

/// <summary>
/// Views into one world. Positions, velocities, activations and controls may be written; what follows from them is up to date after
/// <see cref="ISimulation.Step"/> or <see cref="ISimulation.Forward"/>. World frame, z up, units of the scene.
/// </summary>
public abstract class SimulationState
{
    /// <summary>Time since reset.</summary>
    public abstract double Time { get; set; }

    /// <summary>Generalised positions (qpos).</summary>
    public abstract Span<double> Positions { get; }

    /// <summary>Generalised velocities (qvel).</summary>
    public abstract Span<double> Velocities { get; }

    /// <summary>Actuator activations.</summary>
    public abstract Span<double> Activations { get; }

    /// <summary>Controls.</summary>
    public abstract Span<double> Controls { get; }

    /// <summary>Generalised forces applied from outside, kept until changed and cleared by a reset; empty where the backend knows no forces.</summary>
    public virtual Span<double> AppliedForces => [];

    /// <summary>Generalised accelerations.</summary>
    public abstract ReadOnlySpan<double> Accelerations { get; }

    /// <summary>Actuator forces, one per actuator.</summary>
    public abstract ReadOnlySpan<double> ActuatorForces { get; }

    /// <summary>Generalised forces of the actuators, one per velocity.</summary>
    public abstract ReadOnlySpan<double> JointForces { get; }

    /// <summary>Segment origins, [segments × 3].</summary>
    public abstract ReadOnlySpan<double> SegmentPositions { get; }

    /// <summary>Segment orientations as quaternions wxyz, [segments × 4].</summary>
    public abstract ReadOnlySpan<double> SegmentOrientations { get; }

    /// <summary>Segment rotations, local to world, row-major, [segments × 9].</summary>
    public abstract ReadOnlySpan<double> SegmentRotations { get; }

    /// <summary>Centres of mass of the subtrees, [segments × 3].</summary>
    public abstract ReadOnlySpan<double> SubtreeCentres { get; }

    /// <summary>Site positions, [sites × 3].</summary>
    public abstract ReadOnlySpan<double> SitePositions { get; }

    /// <summary>Tendon lengths.</summary>
    public abstract ReadOnlySpan<double> TendonLengths { get; }

    /// <summary>Tendon velocities.</summary>
    public abstract ReadOnlySpan<double> TendonVelocities { get; }

    /// <summary>Values of the built-in sensors.</summary>
    public abstract ReadOnlySpan<double> SensorValues { get; }

    /// <summary>Contacts that are active now.</summary>
    public abstract int ContactCount { get; }

    /// <summary>Where contact <paramref name="index"/> is, what it joins and with what force.</summary>
    public abstract Contact ContactAt(int index);
}
