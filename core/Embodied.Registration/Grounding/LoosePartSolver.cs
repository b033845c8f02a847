using Embodied.Registration.Solving;
using Embodied.Sdk.Physics;

namespace Embodied.Registration.Grounding;

/// <summary>
/// Poses what no keypoint determines as it would lie: at rest, but not below the ground and not faster than it can follow. Minimises over those
/// degrees only, inside their limits and in units of the body's size, Σ w (ground − lowest point)² over segments + pull Σ (q − rest)² +
/// hold Σ (q − before)². Below the ground w is 1; above it is small for segments that may touch the ground, which lets them sink to it, and 0 for
/// others. Heights are linearised once per step; the convex problem that leaves is solved degree by degree (coordinate descent), which
/// needs no factorisation and cannot cycle between segments that touch and segments that do not. One per thread; allocates nothing per frame.
/// </summary>
internal sealed class LoosePartSolver
{
    /// <summary>Pull towards rest per rad²: the ground gives way by a few hundredths of a millimetre to an animal of the size of a hand.</summary>
    private const double Pull = 1e-3;

    /// <summary>Weight of heights above the ground; beside <see cref="Pull"/> it lays a limp chain down and hardly bends a short part in the air.</summary>
    private const double Sinking = 5e-4;

    /// <summary>Times that all degrees are visited per step, in turn from the first and from the last.</summary>
    private const int Sweeps = 6;

    private readonly LooseParts _loose;
    private readonly SegmentSurface _surface;
    private readonly IKinematics _kinematics;
    private readonly double _size;
    private readonly double[] _axes;
    private readonly double[] _before;
    private readonly double[] _slopes;
    private readonly double[] _depths;
    private readonly double[] _heights;
    private readonly double[] _above;

    public LoosePartSolver(BodyBinding body, IKinematics kinematics)
    {
        (_loose, _surface, _kinematics, _size) = (body.Loose, body.Surface, kinematics, body.Size);
        var (degrees, segments) = (_loose.Degrees.Length, _loose.Segments.Length);
        _axes = new double[6 * body.Model.Info.VelocityCount];
        _before = new double[degrees];
        _slopes = new double[3 * degrees];
        _depths = new double[segments];
        _heights = new double[degrees * segments];
        _above = [.. _loose.Touching.Select(t => t ? Sinking : 0)];
    }

    /// <summary>Improves the loose degrees of a pose, which hold their values of the frame before.</summary>
    /// <param name="pose">qpos.</param>
    /// <param name="ground">Height of the ground, the body's unit of length.</param>
    /// <param name="hold">Weight of staying where they were, relative to that of rest: frames it takes to follow.</param>
    /// <param name="iterations">Most steps.</param>
    /// <param name="negligible">A step that changes no degree by more than this is the last.</param>
    public void Settle(Span<double> pose, double ground, double hold, int iterations, double negligible)
    {
        for (var i = 0; i < _before.Length; i++)
            _before[i] = pose[_loose.Degrees[i].Position];
        for (var i = 0; i < iterations; i++)
        {
            _kinematics.Pose(pose);
            Linearise(ground);
            if (Step(pose, hold, negligible) < negligible)
                return;
        }
    }

    /// <summary>Depths below the ground and the derivatives of heights by degrees at the pose that the kinematics hold, in units of the body's size.</summary>
    private void Linearise(double ground)
    {
        FindSlopes();
        for (var s = 0; s < _depths.Length; s++)
        {
            // The lowest point slides over the solid when it turns, but to first order its height does not change by that.
            var lowest = _surface.Lowest(_kinematics.Frames, _loose.Segments[s]);
            _depths[s] = (ground - lowest.Z) / _size;
            foreach (var i in _loose.Movers[s])
                _heights[(i * _depths.Length) + s] = (_slopes[3 * i] + (_slopes[(3 * i) + 1] * lowest.X) + (_slopes[(3 * i) + 2] * lowest.Y)) / _size;
        }
    }

    /// <summary>The height of a point p that a hinge moves changes by a_z + (ω × p)_z = a_z + ω_x Y − ω_y X, whatever segment carries it.</summary>
    private void FindSlopes()
    {
        _kinematics.MotionAxes(_axes);
        for (var i = 0; i < _loose.Degrees.Length; i++)
        {
            var axis = _axes.AsSpan(6 * _loose.Degrees[i].Velocity, 6);
            (_slopes[3 * i], _slopes[(3 * i) + 1], _slopes[(3 * i) + 2]) = (axis[5], -axis[1], axis[0]);
        }
    }

    /// <summary>Moves the pose to the minimum of the linearised problem and returns the largest change of a degree.</summary>
    private double Step(Span<double> pose, double hold, double negligible)
    {
        Span<double> start = stackalloc double[_before.Length];
        for (var i = 0; i < start.Length; i++)
            start[i] = pose[_loose.Degrees[i].Position];
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var largest = 0.0;
            for (var i = 0; i < start.Length; i++)
                largest = Math.Max(largest, Visit((sweep & 1) == 0 ? i : start.Length - 1 - i, pose, hold));
            if (largest < 0.1 * negligible)
                break;
        }
        var change = 0.0;
        for (var i = 0; i < start.Length; i++)
            change = Math.Max(change, Math.Abs(pose[_loose.Degrees[i].Position] - start[i]));
        return change;
    }

    /// <summary>One Newton step in one degree, stopped at its limits; the depths follow. Returns the change.</summary>
    private double Visit(int index, Span<double> pose, double hold)
    {
        ref readonly var degree = ref _loose.Degrees[index];
        ref var value = ref pose[degree.Position];
        var gradient = Pull * (value - degree.Rest + (hold * (value - _before[index])));
        var curvature = Pull * (1 + hold);
        var heights = _heights.AsSpan(index * _depths.Length, _depths.Length);
        var moved = _loose.Moved[index];
        foreach (var s in moved)
        {
            var weight = _depths[s] > 0 ? 1 : _above[s];
            gradient -= weight * heights[s] * _depths[s];
            curvature += weight * heights[s] * heights[s];
        }
        var change = Math.Clamp(value - (gradient / curvature), degree.Low, degree.High) - value;
        value += change;
        foreach (var s in moved)
            _depths[s] -= heights[s] * change;
        return Math.Abs(change);
    }
}
