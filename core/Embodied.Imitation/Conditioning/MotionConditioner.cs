using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Conditioning;

/// <summary>
/// Makes the poses of a recording fit to be followed in physics: noise smoothed, joints off their limits, feet on the ground and nothing under it that could be bent up, velocities that belong to the
/// poses. Says what it did.
/// </summary>
public sealed class MotionConditioner : IDisposable
{
    private readonly BodyInScene _body;
    private readonly TeacherBody _taught;
    private readonly IKinematics _kinematics;
    private readonly int[] _quaternions;
    private readonly JointAddress[] _joints;
    private readonly int _width;

    /// <summary>Binds a body.</summary>
    /// <exception cref="InputException">The body has no free root or no feet.</exception>
    public MotionConditioner(BodyInScene body)
    {
        (_body, _taught, _width) = (body, new(body), body.Model.Info.PositionCount);
        _joints = [.. Enumerable.Range(0, body.Model.Info.JointCount).Select(body.Model.JointAt)];
        if (_joints[0] is not { Position: 0, PositionSize: 7 })
            throw new InputException(body.Body.Id, "has no free root, so that it stands nowhere", "Choose a body that moves freely.");
        _quaternions = [.. _joints.Where(j => j.PositionSize >= 4).Select(j => j.Position + (j.PositionSize == 7 ? 3 : 0))];
        _kinematics = ((IHasKinematics)body.Model).CreateKinematics();
    }

    /// <summary>Conditions poses.</summary>
    /// <param name="name">Name of the motion.</param>
    /// <param name="behaviour">What the animal does.</param>
    /// <param name="poses">Generalised positions [frames × nq]; not changed.</param>
    /// <param name="timestep">Time between frames [s].</param>
    /// <param name="options">What to do.</param>
    /// <exception cref="InputException">The poses are not of this body, too few, or not finite.</exception>
    public (ReferenceMotion Motion, ConditioningReport Report) Condition(string name, string behaviour, double[] poses, double timestep, ConditioningOptions options)
    {
        if (poses.Length % _width != 0 || poses.Length < 2 * _width)
            throw new InputException(name, $"{poses.Length} numbers are no poses of {_width}, at least two of them");
        if (Array.FindIndex(poses, p => !double.IsFinite(p)) is >= 0 and var bad)
            throw new InputException(name, $"frame {bad / _width}, position {PositionNames.Of(_body.Model)[bad % _width]}: expected a finite number, found {poses[bad]}", "Register the recording again, or cut those frames out.");
        var changed = (double[])poses.Clone();
        MotionSmoothing.Continue(changed, _width, _quaternions);
        if (options.Smooth)
            MotionSmoothing.Apply(changed, _width, _quaternions);
        Limit(changed, options.Margin);
        var jointChange = LargestJointChange(poses, changed);
        var ground = new GroundAlignment(_taught, _body.Body.Roles.Forward, _kinematics, _width);
        var pitch = options.Pitch && _taught.Feet.Length > 0 ? ground.Level(changed) : 0;
        var lowered = options.Lower && _taught.Feet.Length > 0 ? ground.Lower(changed) : 0;
        if (options.Lower && _taught.Feet.Length > 0)
            Clear(changed, options.Margin);
        var (velocities, cut) = Velocities(changed, timestep, options.FastestJoint);
        var motion = new ReferenceMotion(name, behaviour, timestep, _width, changed, _body.Model.Info.VelocityCount, velocities);
        return (motion, Report(motion) with
        {
            PitchDegrees = double.RadiansToDegrees(pitch),
            LoweredMm = 1000 * _taught.MetresPerLength * lowered,
            LargestJointChangeDegrees = double.RadiansToDegrees(jointChange),
            VelocitiesCut = cut,
        });
    }

    /// <summary>What a motion is like.</summary>
    public ConditioningReport Report(ReferenceMotion motion)
    {
        var (geometry, mm) = (_taught.GeometryOf(motion), 1000 * _taught.MetresPerLength);
        var steps = Enumerable.Range(1, motion.Frames - 1).Select(f => mm * Distance(motion.Positions(f - 1), motion.Positions(f))).ToArray();
        return new()
        {
            Motion = motion.Name,
            PitchDegrees = 0,
            LoweredMm = 0,
            LargestJointChangeDegrees = 0,
            VelocitiesCut = 0,
            PathMm = steps.Sum(),
            MedianSpeedMm = steps.Order().ElementAt(steps.Length / 2) / motion.Timestep,
            RootHeightMm = mm * Enumerable.Range(0, motion.Frames).Average(f => motion.Positions(f)[2]),
            Feet = [.. _taught.FootNames.Select((name, foot) =>
            {
                var heights = Enumerable.Range(0, motion.Frames).Select(f => mm * geometry.Lowest(foot, f * motion.Timestep)).Order().ToArray();
                return new FootReport(name, heights[heights.Length / 2], heights[0], heights[^1], heights.Count(h => h < 4) / (double)heights.Length);
            })],
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _kinematics.Dispose();

    private void Clear(double[] poses, double margin)
    {
        var clearance = new GroundClearance(_taught, _kinematics, margin);
        for (var at = 0; at < poses.Length; at += _width)
            clearance.Clear(poses.AsSpan(at, _width));
    }

    private void Limit(double[] poses, double margin)
    {
        foreach (var joint in _joints.Where(j => j.PositionSize == 1 && j.Range is not null))
        {
            var (low, high) = (joint.Range!.Value.Low + (margin * joint.Range.Value.Width), joint.Range.Value.High - (margin * joint.Range.Value.Width));
            for (var at = joint.Position; at < poses.Length; at += _width)
                poses[at] = Math.Clamp(poses[at], low, high);
        }
    }

    private double LargestJointChange(double[] before, double[] after) => _joints.Where(j => j.PositionSize == 1)
        .SelectMany(j => Enumerable.Range(0, before.Length / _width).Select(f => Math.Abs(before[(f * _width) + j.Position] - after[(f * _width) + j.Position]))).DefaultIfEmpty().Max();

    private (double[] Velocities, int Cut) Velocities(double[] poses, double timestep, double fastest)
    {
        var (nv, frames, cut) = (_body.Model.Info.VelocityCount, poses.Length / _width, 0);
        var velocities = new double[frames * nv];
        for (var t = 0; t < frames; t++)
        {
            var (before, after) = (Math.Max(0, t - 1), Math.Min(frames - 1, t + 1));
            var own = velocities.AsSpan(t * nv, nv);
            _kinematics.Differentiate(poses.AsSpan(before * _width, _width), poses.AsSpan(after * _width, _width), (after - before) * timestep, own);
            foreach (var joint in _joints.Where(j => j.PositionSize == 1))
            {
                if (!(Math.Abs(own[joint.Velocity]) > fastest))
                    continue;
                own[joint.Velocity] = Math.CopySign(fastest, own[joint.Velocity]);
                cut++;
            }
        }

        return (velocities, cut);
    }

    private static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (x, y, z) = (a[0] - b[0], a[1] - b[1], a[2] - b[2]);
        return Math.Sqrt((x * x) + (y * y) + (z * z));
    }
}
