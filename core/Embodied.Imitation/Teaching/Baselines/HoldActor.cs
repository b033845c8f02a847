using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Motions;

namespace Embodied.Imitation.Teaching.Baselines;

/// <summary>Holds the pose in which a motion begins, by another actor. What follows a motion must come nearer to it than this.</summary>
/// <param name="body">The body.</param>
/// <param name="actor">Who holds it, e.g. a teacher.</param>
public sealed class HoldActor(TeacherBody body, IMotionActor actor) : IMotionActor
{
    private readonly MotionSampler _sampler = new(body.Joints);

    /// <inheritdoc/>
    public void Begin(ReferenceMotion motion, double time)
    {
        var pose = new double[body.Model.Info.PositionCount];
        _sampler.Positions(motion, time, pose);
        var still = new ReferenceMotion(motion.Name, motion.Behaviour, motion.Timestep, pose.Length, [.. pose, .. pose], body.Model.Info.VelocityCount, new double[2 * body.Model.Info.VelocityCount]);
        actor.Begin(still, 0);
    }

    /// <inheritdoc/>
    public void Act(double time, Span<double> controls) => actor.Act(0, controls);
}
