using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Rodent.Synthetic;

/// <summary>
/// How one rat holds itself differently from another, whatever it does: its stance, the bend of its back and neck, where redundant joints of the limbs rest. Without it all clips
/// of a behaviour would be of one posture, and who has learnt from them would know no other.
/// </summary>
internal sealed class RatStyle
{
    // At strength 1: metres, radians.
    private const double Stance = 0.006;
    private const double Shift = 0.012;
    private const double Angle = 0.1;
    private const double Twist = 0.15;
    private const double Curl = 0.4;
    private const double Kink = 0.08;
    private const double Lifted = 0.015;
    private const double OnFingers = 0.01;
    private const double OnToes = 0.003;
    private const double Straying = 0.06;

    // Share of paws whose digits are not laid down.
    private const double Loose = 0.35;

    // Share of a joint's range by which its rest differs from the middle at most; beyond the range it rests at its limit.
    private const double Rest = 0.65;

    private readonly Posture _offset;
    private readonly double _strength;
    private readonly double _leaning;
    private RandomStream _random;

    /// <summary>Draws a style.</summary>
    /// <param name="random">Where it comes from.</param>
    /// <param name="strength">How far it is from the usual: 1 is much.</param>
    /// <param name="leaning">How far hind and fore paws are shifted in pairs: only for who stands on all four.</param>
    public RatStyle(RandomStream random, double strength, double leaning = 0)
    {
        (_random, _strength, _leaning) = (random, strength, leaning);
        _offset = RandomPosture(ref _random, strength);
    }

    /// <summary>A posture as this rat holds it.</summary>
    public Posture On(Posture posture) => posture with
    {
        Pitch = posture.Pitch + _offset.Pitch,
        Drop = posture.Drop + _offset.Drop,
        Roll = posture.Roll + _offset.Roll,
        LumbarExtend = posture.LumbarExtend + _offset.LumbarExtend,
        LumbarBend = posture.LumbarBend + _offset.LumbarBend,
        NeckDown = posture.NeckDown + _offset.NeckDown,
        NeckBend = posture.NeckBend + _offset.NeckBend,
        NoseUp = posture.NoseUp + _offset.NoseUp,
    };

    /// <summary>Differences from a standing posture, by a strength: low or high, hunched or stretched, leaning, looking anywhere.</summary>
    public static Posture RandomPosture(ref RandomStream random, double strength)
    {
        var pitch = random.NextUniform(-0.12, 0.45);
        return new()
        {
            Pitch = strength * pitch,
            Roll = strength * 0.7 * Angle * random.NextGaussian(),
            Drop = strength * random.NextUniform(-0.003, 0.013),
            // Whoever lifts the pelvis' front bows the back, so that the forepaws stay on the floor.
            LumbarExtend = strength * ((-0.4 * pitch) + (1.2 * Angle * random.NextGaussian())),
            LumbarBend = strength * Angle * random.NextGaussian(),
            NeckDown = strength * ((0.2 * pitch) + (2 * Angle * random.NextGaussian())),
            NeckBend = strength * 1.7 * Angle * random.NextGaussian(),
            NoseUp = strength * ((0.6 * pitch) + (2.5 * Angle * random.NextGaussian())),
        };
    }

    /// <summary>Where this rat's paws rest.</summary>
    public Vec3[] Stand(Vec3[] resting, double scale)
    {
        // Who leans to a side stands with both hind paws on the other.
        Vec3[] shifts = [Drawn(_leaning * Shift), Drawn(_leaning * Shift)];
        return [.. resting.Select((r, i) => r + (scale * (shifts[i / 2] + Drawn(_strength * Stance))))];

        Vec3 Drawn(double size) => size * new Vec3(_random.NextGaussian(), _random.NextGaussian(), 0);
    }

    /// <summary>How much each paw's digits are laid on the floor, paw by paw; those that are not, are straight.</summary>
    public double[] Digits(int paws) => [.. Enumerable.Range(0, paws).Select(_ => _random.NextDouble() < _strength * Loose ? 0.0 : 1.0)];

    /// <summary>How much higher than with flat paws its ankles and wrists are, paw by paw [m at scale 1]; never lower.</summary>
    public Wander[] Ankles(int paws) => [.. Enumerable.Range(0, paws).Select(p =>
    {
        var most = _strength * (p < 2 ? OnToes : OnFingers);
        return Wander.Draw(most * _random.NextUniform(0, 1), 0.4 * most, ref _random);
    })];

    /// <summary>Draws resting angles for a limb into those it prefers [rad]; not for its digits, the last joint: bent ones would lift the paw off the floor.</summary>
    public void Prefer(IModel model, IReadOnlyList<int> joints, double[] preferred)
    {
        for (var i = 0; i < joints.Count - 1; i++)
        {
            if (model.JointAt(joints[i]).Range is not { } range)
                continue;
            var drawn = (0.5 * (range.Low + range.High)) + (Rest * range.Width * _random.NextUniform(-1, 1));
            preferred[i] = range.Clamp(preferred[i] + (Math.Min(1, _strength) * (drawn - preferred[i])));
        }
    }

    /// <summary>Angles of twisting joints, which nothing else asks for [rad].</summary>
    public Wander[] Twists(int count) => [.. Enumerable.Range(0, count).Select(_ => Wander.Draw(_strength * Twist * _random.NextGaussian(), _strength * Straying, ref _random))];

    /// <summary>How the tail is bent besides [rad]: curled, to one side at its base and to the same or the other further on, and kinked a little everywhere.</summary>
    public Wander[] TailBends(int count)
    {
        var (curl, phase, turns) = (_strength * Curl * _random.NextUniform(0, 1), _random.NextUniform(0, 2 * Math.PI), _random.NextUniform(0, 1.2));
        return [.. Enumerable.Range(0, count).Select(i => Wander.Draw((curl * Math.Sin(phase + (2 * Math.PI * turns * i / count))) + (_strength * Kink * _random.NextGaussian()), 0, ref _random))];
    }

    /// <summary>How much higher than on the floor the tail is held, joint by joint [m at scale 1].</summary>
    public double[] TailHeights(int count) => [.. Enumerable.Range(0, count).Select(_ => _strength * Lifted * _random.NextUniform(0, 1))];

    /// <summary>How joints of back, neck and jaw stray from what the posture asks [rad].</summary>
    public Wander[] Strays(int count) => [.. Enumerable.Range(0, count).Select(_ => Wander.Draw(0, _strength * Straying, ref _random))];

    /// <summary>How joints of back and neck make up for each other.</summary>
    public JointTrade[] Trades(RatAnatomy rat)
    {
        ReadOnlySpan<int> same = [1, 1, 1];
        return
        [
            new(rat.LumbarExtend, same[..rat.LumbarExtend.Count], _strength, ref _random),
            new(rat.LumbarBend, same[..rat.LumbarBend.Count], _strength, ref _random),
            new(rat.LumbarTwists, same[..rat.LumbarTwists.Count], _strength, ref _random),
            // What lowers the head in the neck is made up for by lifting the nose.
            new([.. rat.NeckExtend, rat.Atlas], [1, 1, 1, -1], _strength, ref _random),
            new(rat.NeckBend, same[..rat.NeckBend.Count], _strength, ref _random),
            new(rat.NeckTwists, same[..rat.NeckTwists.Count], _strength, ref _random),
        ];
    }
}
