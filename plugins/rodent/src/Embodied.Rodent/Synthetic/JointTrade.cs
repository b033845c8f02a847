using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Rodent.Synthetic;

/// <summary>
/// Joints of one chain that bend the same way and so can make up for each other: what one turns further, the others turn less. Whoever fits a skeleton to points on
/// the skin finds any of these solutions, and jumps between them; whoever follows fitted motions must know them all.
/// </summary>
internal sealed class JointTrade
{
    private const double Resting = 1;
    private const double Moving = 1.4;

    private readonly IReadOnlyList<JointAddress> _joints;
    private readonly double[][] _patterns;
    private readonly Wander[] _wanders;
    private readonly double _reach;

    /// <summary>Draws a trade.</summary>
    /// <param name="joints">The joints.</param>
    /// <param name="signs">1 for a joint that turns the same way as the first, −1 for one that turns the other way.</param>
    /// <param name="strength">Share of the narrowest half range that a joint may turn.</param>
    /// <param name="random">Where it comes from.</param>
    public JointTrade(IReadOnlyList<JointAddress> joints, ReadOnlySpan<int> signs, double strength, ref RandomStream random)
    {
        (_joints, _reach) = (joints, strength * 0.25 * joints.Min(j => j.Range!.Value.Width));
        _patterns = [Pattern(signs, ref random), Pattern(signs, ref random)];
        _wanders = [Wander.Draw(Resting * random.NextGaussian(), Moving, ref random), Wander.Draw(Resting * random.NextGaussian(), Moving, ref random)];
    }

    /// <summary>Adds the angles of a time [s] to a pose.</summary>
    public void Add(Span<double> positions, double time)
    {
        for (var k = 0; k < _patterns.Length; k++)
        {
            // Bounded, so that a joint at its limit does not leave the others without their counterpart.
            var now = _reach * Math.Tanh(_wanders[k].At(time));
            for (var i = 0; i < _joints.Count; i++)
                positions[_joints[i].Position] += now * _patterns[k][i];
        }

        foreach (var joint in _joints)
            positions[joint.Position] = joint.Range!.Value.Clamp(positions[joint.Position]);
    }

    // Numbers up to 1 that turn nothing on the whole.
    private static double[] Pattern(ReadOnlySpan<int> signs, ref RandomStream random)
    {
        var drawn = new double[signs.Length];
        foreach (ref var number in drawn.AsSpan())
            number = random.NextUniform(-1, 1);
        var mean = drawn.Average();
        var most = drawn.Max(d => Math.Abs(d - mean));
        for (var i = 0; i < drawn.Length; i++)
            drawn[i] = signs[i] * (drawn[i] - mean) / most;
        return drawn;
    }
}
