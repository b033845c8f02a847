using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Feet;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Teaching.Motions;

/// <summary>Where the feet and the tracked segments of a motion are in each frame. Immutable, shared by threads.</summary>
internal sealed class MotionGeometry
{
    private readonly ReferenceMotion _motion;
    private readonly int _feet;
    private readonly int _trackedCount;
    private readonly double[] _lowest;
    private readonly double[] _tips;
    private readonly double[] _tracked;

    public MotionGeometry(ReferenceMotion motion, TeacherBody body)
    {
        (_motion, _feet, _trackedCount) = (motion, body.Feet.Length, body.Tracked.Length);
        _lowest = new double[motion.Frames * _feet];
        _tips = new double[motion.Frames * _feet * 3];
        _tracked = new double[motion.Frames * _trackedCount * 3];
        using var kinematics = ((IHasKinematics)body.Model).CreateKinematics();
        for (var frame = 0; frame < motion.Frames; frame++)
        {
            kinematics.Pose(motion.Positions(frame));
            Keep(frame, body, kinematics.Frames);
        }
    }

    /// <summary>Origins of the tracked segments in a frame, [tracked × 3]; a frame beyond the end is the last.</summary>
    public ReadOnlySpan<double> Tracked(int frame) => _tracked.AsSpan(Clamp(frame) * _trackedCount * 3, _trackedCount * 3);

    /// <summary>Height of a foot's lowest point [length], linear between frames.</summary>
    public double Lowest(int foot, double time)
    {
        var (frame, share) = At(time);
        return ((1 - share) * _lowest[(Clamp(frame) * _feet) + foot]) + (share * _lowest[(Clamp(frame + 1) * _feet) + foot]);
    }

    /// <summary>Place and velocity of a foot's tip: a cubic through the frames with central differences as slopes (Catmull and Rom 1974).</summary>
    public (Vec3 Place, Vec3 Velocity) Tip(int foot, double time)
    {
        var (frame, s) = At(time);
        var (a, b) = (Tip(foot, frame), Tip(foot, frame + 1));
        var (u, v) = (0.5 * (b - Tip(foot, frame - 1)), 0.5 * (Tip(foot, frame + 2) - a));
        var place = ((1 + (2 * s)) * (1 - s) * (1 - s) * a) + (s * (1 - s) * (1 - s) * u) + (s * s * (3 - (2 * s)) * b) + (s * s * (s - 1) * v);
        var slope = (6 * s * (s - 1) * (a - b)) + ((1 - s) * (1 - (3 * s)) * u) + (s * ((3 * s) - 2) * v);
        return (place, 1 / _motion.Timestep * slope);
    }

    private void Keep(int frame, TeacherBody body, SegmentFrames frames)
    {
        for (var i = 0; i < _trackedCount; i++)
            frames.Positions.Slice(3 * body.Tracked[i], 3).CopyTo(_tracked.AsSpan(3 * ((frame * _trackedCount) + i)));
        for (var f = 0; f < _feet; f++)
        {
            frames.Positions.Slice(3 * body.Feet[f].Tip, 3).CopyTo(_tips.AsSpan(3 * ((frame * _feet) + f)));
            _lowest[(frame * _feet) + f] = FeetGeometry.Lowest(body.Feet[f], frames);
        }
    }

    private Vec3 Tip(int foot, int frame)
    {
        var p = _tips.AsSpan(3 * ((Clamp(frame) * _feet) + foot), 3);
        return new(p[0], p[1], p[2]);
    }

    private (int Frame, double Share) At(double time) => MotionSampler.At(_motion, time);

    private int Clamp(int frame) => Math.Clamp(frame, 0, _motion.Frames - 1);
}
