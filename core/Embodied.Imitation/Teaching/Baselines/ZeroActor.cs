using Embodied.Imitation.References;

namespace Embodied.Imitation.Teaching.Baselines;

/// <summary>Does nothing. A motion it survives says nothing about whoever else survives it.</summary>
public sealed class ZeroActor : IMotionActor
{
    /// <inheritdoc/>
    public void Begin(ReferenceMotion motion, double time)
    {
        // Nothing to prepare.
    }

    /// <inheritdoc/>
    public void Act(double time, Span<double> controls) => controls.Clear();
}
