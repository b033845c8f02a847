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
    // At strength 1.
    private const double Stance = 0.006;
    private const double Angle = 0.09;
    private const double Twist = 0.1;
    private const double Tail = 0.08;
    private const double Wandering = 0.15;

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
        LumbarExtend = posture.LumbarExtend + _offset.LumbarExtend,
        LumbarBend = posture.LumbarBend + _offset.LumbarBend,
        NeckDown = posture.NeckDown + _offset.NeckDown,
        NeckBend = posture.NeckBend + _offset.NeckBend,
        NoseUp = posture.NoseUp + _offset.NoseUp,
    };

    /// <summary>Differences from a standing posture, by a strength.</summary>
    public static Posture RandomPosture(ref RandomStream random, double strength) => new()
    {
        Pitch = strength * random.NextUniform(-0.1, 0.04),
        Drop = strength * random.NextUniform(0, 0.012),
        LumbarExtend = strength * 0.5 * Angle * random.NextGaussian(),
        LumbarBend = strength * Angle * random.NextGaussian(),
        NeckDown = strength * Angle * random.NextGaussian(),
        NeckBend = strength * 1.3 * Angle * random.NextGaussian(),
        NoseUp = strength * Angle * random.NextGaussian(),
    };

    /// <summary>Where this rat's paws rest.</summary>
    public Vec3[] Stand(Vec3[] resting, double scale) =>
        [.. resting.Select(r => r + (_strength * scale * Stance * new Vec3(_random.NextGaussian(), 0.7 * _random.NextGaussian(), 0)))];

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
    public Wander[] Twists(int count) => [.. Enumerable.Range(0, count).Select(_ => Draw(_strength * Twist * _random.NextGaussian(), _strength * Wandering))];

    /// <summary>How the tail is bent besides [rad].</summary>
    public Wander[] TailBends(int count) => [.. Enumerable.Range(0, count).Select(_ => Draw(_strength * Tail * _random.NextGaussian(), 0))];

    /// <summary>How joints of back, neck and jaw stray from what the posture asks [rad].</summary>
    public Wander[] Straying(int count) => [.. Enumerable.Range(0, count).Select(_ => Draw(0, _strength * Wandering))];

    private Wander Draw(double around, double amplitude) => new(
        around, amplitude, _random.NextUniform(0.1, 0.5), _random.NextUniform(0, 2 * Math.PI), _random.NextUniform(0.5, 1.2), _random.NextUniform(0, 2 * Math.PI));

    /// <summary>An angle that changes slowly: two sines around a value.</summary>
    public readonly record struct Wander(double Around, double Amplitude, double Slow, double SlowPhase, double Quick, double QuickPhase)
    {
        /// <summary>The angle at a time.</summary>
        public double At(double time) =>
            Around + (Amplitude * (Math.Sin((2 * Math.PI * Slow * time) + SlowPhase) + (0.5 * Math.Sin((2 * Math.PI * Quick * time) + QuickPhase))));
    }
}
