using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Imitation.Tracking;

/// <summary>Puts a body beside its reference where an episode begins, so that a learner sees how to come back. Seeded; allocates nothing per episode.</summary>
internal sealed class StartNoise
{
    private const double Joint = 0.03;
    private const double Metre = 0.005;
    private const double JointVelocity = 0.3;
    private const double RootVelocity = 0.03;

    private readonly TrackedParts _parts;
    private readonly TrackingSettings _settings;
    private readonly double _metres;
    private RandomStream _random;

    public StartNoise(TrackedParts parts, TrackingSettings settings, double metres)
    {
        (_parts, _settings, _metres) = (parts, settings, metres);
        Apply = Disturb;
    }

    /// <summary>Disturbs a state; the same object every time.</summary>
    public Action<SimulationState> Apply { get; }

    /// <summary>Whether the episode that begins is disturbed.</summary>
    public bool Draw(ref RandomStream random)
    {
        if (_settings.StartNoise == 0)
            return false;
        _random = new(random.NextUInt64());
        return _random.NextDouble() < _settings.StartNoiseShare;
    }

    private void Disturb(SimulationState state)
    {
        var gain = _settings.StartNoise;
        for (var i = 0; i < 3; i++)
        {
            state.Positions[i] += gain * Metre / _metres * _random.NextGaussian();
            state.Velocities[i] += gain * RootVelocity / _metres * _random.NextGaussian();
        }

        foreach (var hinge in _parts.Hinges)
        {
            var angle = state.Positions[hinge.Position] + (gain * Joint * _random.NextGaussian());
            state.Positions[hinge.Position] = hinge.Range is { } range ? range.Clamp(angle) : angle;
            state.Velocities[hinge.Velocity] += gain * JointVelocity * _random.NextGaussian();
        }
    }
}
