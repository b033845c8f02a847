using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Imitation.Teaching.Trials;

/// <summary>Applies a <see cref="Disturbance"/> to one trial. Seeded; allocates nothing per step.</summary>
internal sealed class Disturber(TeacherBody body)
{
    private readonly double[] _noise = new double[body.Model.Info.ControlCount];
    private readonly IReadOnlyList<Interval> _ranges = body.Model.Info.ControlRanges;
    private RandomStream _random;
    private Disturbance? _what;
    private double _step;

    public void Begin(Disturbance? what, double controlStep, ulong seed)
    {
        (_what, _step, _random) = (what, controlStep, new(seed));
        for (var i = 0; i < _noise.Length; i++)
            _noise[i] = what is null ? 0 : _random.NextGaussian();
    }

    /// <summary>Adds to controls and velocities.</summary>
    /// <param name="state">The world.</param>
    /// <param name="controls">Controls, [nu].</param>
    /// <param name="scales">How much each control varies, [nu]; empty for no noise.</param>
    public void Apply(SimulationState state, Span<double> controls, ReadOnlySpan<double> scales)
    {
        if (_what is null) return;
        if (_what.Noise > 0 && scales.Length > 0)
            AddNoise(_what, controls, scales);
        if (_what.PushEvery > 0 && body.RootVelocities > 0 && _random.NextDouble() < _step / _what.PushEvery)
            Push(state, _what.PushSpeed / body.MetresPerLength);
    }

    private void AddNoise(Disturbance what, Span<double> controls, ReadOnlySpan<double> scales)
    {
        var keep = Math.Exp(-_step / what.Correlation);
        var fresh = Math.Sqrt(1 - (keep * keep));
        for (var i = 0; i < controls.Length; i++)
        {
            controls[i] = _ranges[i].Clamp(controls[i] + (what.Noise * scales[i] * _noise[i]));
            _noise[i] = (keep * _noise[i]) + (fresh * _random.NextGaussian());
        }
    }

    private void Push(SimulationState state, double speed)
    {
        var direction = _random.NextUniform(0, 2 * Math.PI);
        state.Velocities[0] += speed * Math.Cos(direction);
        state.Velocities[1] += speed * Math.Sin(direction);
    }
}
