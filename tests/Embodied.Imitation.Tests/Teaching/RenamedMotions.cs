using Embodied.Imitation.References;

namespace Embodied.Imitation.Tests.Teaching;

internal static class RenamedMotions
{
    /// <summary>The same motion under another name.</summary>
    public static ReferenceMotion Named(this ReferenceMotion motion, string name, string behaviour) => new(name, behaviour, motion.Timestep, motion.Positions(0).Length,
        [.. Enumerable.Range(0, motion.Frames).SelectMany(f => motion.Positions(f).ToArray())], motion.Velocities(0).Length, [.. Enumerable.Range(0, motion.Frames).SelectMany(f => motion.Velocities(f).ToArray())]);
}
