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
    private const double Angle = 0.1;
    private const double Twist = 0.1;
    private const double Curl = 0.3;
    private const double Kink = 0.08;
    private const double Lifted = 0.006;
    private const double OnFingers = 0.01;
    private const double OnToes = 0.003;
    private const double Straying = 0.06;

    // Share of a joint's range within which it rests.
    private const double Rest = 0.35;

    private readonly Posture _offset;
    private readonly double _strength;
    private RandomStream _random;

    public RatStyle(RandomStream random, double strength)
    {
        (_random, _strength) = (random, strength);
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
            Drop = strength * random.NextUniform(-0.001, 0.014),
            // Whoever lifts the pelvis' front bows the back, so that the forepaws stay on the floor.
            LumbarExtend = strength * ((-0.4 * pitch) + (0.8 * Angle * random.NextGaussian())),
            LumbarBend = strength * Angle * random.NextGaussian(),
            NeckDown = strength * ((0.2 * pitch) + (1.5 * Angle * random.NextGaussian())),
            NeckBend = strength * 1.7 * Angle * random.NextGaussian(),
            NoseUp = strength * ((0.6 * pitch) + (2 * Angle * random.NextGaussian())),
        };
    }

    /// <summary>Where this rat's paws rest.</summary>
    public Vec3[] Stand(Vec3[] resting, double scale) =>
        [.. resting.Select(r => r + (_strength * scale * Stance * new Vec3(_random.NextGaussian(), 0.7 * _random.NextGaussian(), 0)))];

    /// <summary>How much higher than with flat paws its ankles and wrists are, paw by paw [m at scale 1]; never lower.</summary>
    public Wander[] Ankles(int paws) => [.. Enumerable.Range(0, paws).Select(p =>
    {
        var most = _strength * (p < 2 ? OnToes : OnFingers);
        return Wander.Draw(most * _random.NextUniform(0, 1), 0.4 * most, ref _random);
    })];

    /// <summary>Draws resting angles for a limb into those it prefers [rad].</summary>
    public void Prefer(IModel model, IReadOnlyList<int> joints, double[] preferred)
    {
        for (var i = 0; i < joints.Count; i++)
        {
            if (model.JointAt(joints[i]).Range is not { } range)
                continue;
            var drawn = (0.5 * (range.Low + range.High)) + (Rest * range.Width * _random.NextUniform(-1, 1));
            preferred[i] = range.Clamp(preferred[i] + (Math.Min(1, _strength) * (drawn - preferred[i])));
        }
    }

    /// <summary>Angles of twisting joints, which nothing else asks for [rad].</summary>
    public Wander[] Twists(int count) => [.. Enumerable.Range(0, count).Select(_ => Wander.Draw(_strength * Twist * _random.NextGaussian(), _strength * Straying, ref _random))];

    /// <summary>How the tail is bent besides [rad]: curled to a side, most at its base, and kinked a little everywhere.</summary>
    public Wander[] TailBends(int count)
    {
        var curl = _strength * Curl * _random.NextUniform(-1, 1);
        return [.. Enumerable.Range(0, count).Select(i => Wander.Draw((curl * (1 - ((double)i / count))) + (_strength * Kink * _random.NextGaussian()), 0, ref _random))];
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
