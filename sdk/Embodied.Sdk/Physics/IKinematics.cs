namespace Embodied.Sdk.Physics;

/// <summary>
/// Poses without dynamics: what registration and motion analysis need. One instance per thread. Segment indices are those of the model;
/// velocity space is the tangent space of qpos (quaternions have three dimensions there).
/// </summary>
public interface IKinematics : IDisposable
{
    /// <summary>Poses the body; spans of <see cref="Frames"/> are rewritten.</summary>
    /// <param name="positions">qpos, [positions].</param>
    void Pose(ReadOnlySpan<double> positions);

    /// <summary>Segment frames of the last pose; before the first, those of the model's initial configuration.</summary>
    SegmentFrames Frames { get; }

    /// <summary>Derivative of a world point fixed to a segment with respect to the velocities, at the last pose.</summary>
    /// <param name="segment">Segment that carries the point.</param>
    /// <param name="point">World position, [3].</param>
    /// <param name="jacobian">Receives [3 × velocities], row-major; overwritten.</param>
    void PointJacobian(int segment, ReadOnlySpan<double> point, Span<double> jacobian);

    /// <summary>
    /// How every velocity dimension moves the segments it moves, at the last pose: a point p fixed to one of them moves with a + ω × p per unit of
    /// that velocity (a spatial motion vector at the world's origin; Featherstone, Rigid Body Dynamics Algorithms, 2008, 2.2).
    /// </summary>
    /// <param name="axes">Receives ω and a of each dimension, world frame, [velocities × 6]; overwritten.</param>
    void MotionAxes(Span<double> axes);

    /// <summary>positions ← positions ⊕ step · velocities, on the manifold (quaternions stay unit).</summary>
    void Integrate(Span<double> positions, ReadOnlySpan<double> velocities, double step);

    /// <summary>The velocities that lead from one pose to another in the given time.</summary>
    void Differentiate(ReadOnlySpan<double> from, ReadOnlySpan<double> to, double time, Span<double> velocities);
}

/// <summary>Frames of all segments at one pose, world frame.</summary>
public abstract class SegmentFrames
{
    /// <summary>Origins, [segments × 3].</summary>
    public abstract ReadOnlySpan<double> Positions { get; }

    /// <summary>Rotations local to world, row-major, [segments × 9].</summary>
    public abstract ReadOnlySpan<double> Rotations { get; }

    /// <summary>Orientations as quaternions wxyz, [segments × 4].</summary>
    public abstract ReadOnlySpan<double> Orientations { get; }
}

/// <summary>A model that can pose its bodies without simulating.</summary>
public interface IHasKinematics
{
    /// <summary>A new calculator; one per thread.</summary>
    IKinematics CreateKinematics();
}
