using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Motions;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Tracking;

/// <summary>Where one world stands in its reference. The task moves it, sensors read it. Positions between frames are interpolated.</summary>
internal sealed class ReferenceCursor
{
    private MotionSampler? _sampler;
    private double[] _pose = [];
    private double[] _velocity = [];

    /// <summary>The motion.</summary>
    public ReferenceMotion Motion { get; private set; } = null!;

    /// <summary>Where its parts are.</summary>
    public ReferenceFeatures Features { get; private set; } = null!;

    /// <summary>Where its feet are.</summary>
    public MotionGeometry Geometry { get; private set; } = null!;

    /// <summary>Time since its first frame [s].</summary>
    public double Time { get; set; }

    /// <summary>The frame nearest to now.</summary>
    public int Frame => FrameAt(0);

    public void Bind(IModel model)
    {
        _sampler = new([.. Enumerable.Range(0, model.Info.JointCount).Select(model.JointAt)]);
        (_pose, _velocity) = (new double[model.Info.PositionCount], new double[model.Info.VelocityCount]);
    }

    public void Begin(ReferenceMotion motion, ReferenceFeatures features, MotionGeometry geometry, int frame) =>
        (Motion, Features, Geometry, Time) = (motion, features, geometry, frame * motion.Timestep);

    /// <summary>The frame nearest to a time from now.</summary>
    public int FrameAt(double ahead) => Math.Clamp((int)Math.Round((Time + ahead) / Motion.Timestep), 0, Motion.Frames - 1);

    /// <summary>The pose at a time from now, [nq]; valid until the next call.</summary>
    public ReadOnlySpan<double> Pose(double ahead)
    {
        _sampler!.Positions(Motion, Time + ahead, _pose);
        return _pose;
    }

    /// <summary>The velocities at a time from now, [nv]; valid until the next call.</summary>
    public ReadOnlySpan<double> Velocity(double ahead)
    {
        MotionSampler.Velocities(Motion, Time + ahead, _velocity);
        return _velocity;
    }
}
