using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Gains;

namespace Embodied.Imitation.Teaching;

/// <summary>A teacher whose gains change as a schedule says.</summary>
/// <param name="teacher">The teacher.</param>
/// <param name="schedule">Which gains hold when.</param>
public sealed class ScheduledTeacher(InverseDynamicsTeacher teacher, GainSchedule schedule) : IMotionActor
{
    /// <inheritdoc/>
    public void Begin(ReferenceMotion motion, double time)
    {
        Take(time);
        teacher.Begin(motion, time);
    }

    /// <inheritdoc/>
    public void Act(double time, Span<double> controls)
    {
        Take(time);
        teacher.Act(time, controls);
    }

    private void Take(double time)
    {
        var gains = schedule.At(time);
        if (!ReferenceEquals(gains, teacher.Gains))
            teacher.Gains = gains;
    }
}
