using Embodied.Imitation.References;

namespace Embodied.Imitation.Teaching;

/// <summary>Something that moves the body of one world along a motion: a teacher, a baseline. Bound to its world.</summary>
public interface IMotionActor
{
    /// <summary>Called once after the world was put into the motion's state at <paramref name="time"/> [s] from its first frame.</summary>
    /// <exception cref="Sdk.Errors.InputException">The motion is not one of this body.</exception>
    void Begin(ReferenceMotion motion, double time);

    /// <summary>Controls for the world's present state.</summary>
    /// <param name="time">Time since the motion's first frame [s]; beyond its end the last frame is held.</param>
    /// <param name="controls">Receives controls within their ranges, [controls].</param>
    void Act(double time, Span<double> controls);
}
