using Embodied.Sdk.Control;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Controllers;

/// <summary>
/// A central pattern generator: a chain of phase oscillators, one for each action, each coupled to its neighbours (Ijspeert et al. 2007, Science 315:1416):
/// θ̇ᵢ = 2πν + w Σⱼ sin(θⱼ − θᵢ − φᵢⱼ), r̈ᵢ = a (¼a (R − rᵢ) − ṙᵢ), action = offset + rᵢ cos θᵢ. It begins at random phases and falls into step.
/// </summary>
internal sealed class OscillatorController : IController
{
    /// <summary>Catalog id.</summary>
    public const string ControllerId = "core/cpg";

    // Per oscillator: phase, amplitude and its rate.
    private const int Numbers = 3;

    // Integration steps at least this short keep the amplitudes, of rate a, stable.
    private const double Longest = 0.005;

    private static readonly PartSetting[] Settings =
    [
        .. Wave.Settings,
        new("coupling", "4", "weight of the neighbours, w"),
        new("rate", "20", "how fast amplitudes settle, a [1/s]"),
    ];

    private readonly Wave _wave;
    private readonly double _coupling;
    private readonly double _rate;
    private readonly int _actions;
    private readonly int _substeps;
    private readonly double _step;
    private readonly double[] _turning;

    private OscillatorController(PartSettings s, int actions, double timestep)
    {
        (_wave, _coupling, _rate, _actions) = (Wave.From(s), s.NumberIn("coupling", 0, 1e4), s.NumberIn("rate", 1e-6, 1e3), actions);
        _substeps = Math.Max(1, (int)Math.Ceiling(timestep / Math.Min(Longest, 0.1 / _rate)));
        _step = timestep / _substeps;
        _turning = new double[actions];
    }

    /// <inheritdoc/>
    public ControllerInfo Info => new() { Id = ControllerId, StateSize = Numbers * _actions };

    /// <inheritdoc/>
    public void ResetState(Span<float> state, ulong seed)
    {
        state.Clear();
        var random = RandomStream.For(seed, 0);
        for (var i = 0; i < _actions; i++)
            state[Numbers * i] = (float)random.NextUniform(0, Math.Tau);
    }

    /// <inheritdoc/>
    public void Act(in ControllerBatch batch)
    {
        for (var world = 0; world < batch.Count; world++)
        {
            var state = batch.States.Slice(world * Numbers * _actions, Numbers * _actions);
            for (var i = 0; i < _substeps; i++)
                Advance(state);
            var actions = batch.Actions.Slice(world * _actions, _actions);
            for (var i = 0; i < _actions; i++)
                actions[i] = (float)(_wave.Offset + (state[(Numbers * i) + 1] * Math.Cos(state[Numbers * i])));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Advance(Span<float> state)
    {
        for (var i = 0; i < _actions; i++)
            _turning[i] = (Math.Tau * _wave.Frequency) + (_coupling * (Pull(state, i, i - 1, _wave.Lag) + Pull(state, i, i + 1, -_wave.Lag)));
        for (var i = 0; i < _actions; i++)
        {
            ref var phase = ref state[Numbers * i];
            ref var amplitude = ref state[(Numbers * i) + 1];
            ref var speed = ref state[(Numbers * i) + 2];
            // Wrapped, because a float that grows loses the turns' fractions.
            phase = (float)((phase + (_step * _turning[i])) % Math.Tau);
            speed += (float)(_step * _rate * ((0.25 * _rate * (_wave.Amplitude - amplitude)) - speed));
            amplitude += (float)(_step * speed);
        }
    }

    /// <summary>How a neighbour, that should be a lag ahead, pulls.</summary>
    private double Pull(ReadOnlySpan<float> state, int i, int neighbour, double lag) =>
        neighbour < 0 || neighbour >= _actions ? 0 : Math.Sin(state[Numbers * neighbour] - state[Numbers * i] - lag);

    /// <summary>Makes it.</summary>
    internal sealed class Factory : IControllerFactory
    {
        /// <inheritdoc/>
        public IController Create(ControllerRequest request) =>
            new OscillatorController(PartSettings.Of($"controller '{ControllerId}'", request.Settings, Settings), request.Action.Size, request.ControlTimestep);
    }
}
