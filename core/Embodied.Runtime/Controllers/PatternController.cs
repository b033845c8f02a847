using Embodied.Sdk.Control;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Controllers;

/// <summary>An open loop: every action a sine of the same frequency, each later than the one before it. Senses nothing.</summary>
internal sealed class PatternController : IController
{
    /// <summary>Catalog id.</summary>
    public const string ControllerId = "core/pattern";

    private readonly Wave _wave;
    private readonly int _actions;
    private readonly double _timestep;

    private PatternController(Wave wave, int actions, double timestep) => (_wave, _actions, _timestep) = (wave, actions, timestep);

    /// <inheritdoc/>
    public ControllerInfo Info { get; } = new() { Id = ControllerId, StateSize = 1 };

    /// <inheritdoc/>
    public void ResetState(Span<float> state, ulong seed) => state[0] = 0;

    /// <inheritdoc/>
    public void Act(in ControllerBatch batch)
    {
        for (var world = 0; world < batch.Count; world++)
        {
            // Steps are counted, because adding times up would drift; a float counts to 16 million.
            ref var steps = ref batch.States[world];
            var turn = Math.Tau * _wave.Frequency * steps++ * _timestep;
            var actions = batch.Actions.Slice(world * _actions, _actions);
            for (var i = 0; i < _actions; i++)
                actions[i] = (float)(_wave.Offset + (_wave.Amplitude * Math.Sin(turn - (_wave.Lag * i))));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>Makes it.</summary>
    internal sealed class Factory : IControllerFactory
    {
        /// <inheritdoc/>
        public IController Create(ControllerRequest request) =>
            new PatternController(Wave.From(PartSettings.Of($"controller '{ControllerId}'", request.Settings, Wave.Settings)), request.Action.Size, request.ControlTimestep);
    }
}

/// <summary>A wave that runs along the actions.</summary>
/// <param name="Frequency">Cycles per unit of time.</param>
/// <param name="Amplitude">Amplitude of actions.</param>
/// <param name="Lag">How much later each action is than the one before it [rad].</param>
/// <param name="Offset">Middle of actions.</param>
internal sealed record Wave(double Frequency, double Amplitude, double Lag, double Offset)
{
    public static readonly PartSetting[] Settings =
    [
        new("frequency", "1", "cycles per second"),
        new("amplitude", "0.5", "amplitude of actions"),
        new("lag", "0.5", "phase of each action behind the one before it [cycles]"),
        new("offset", "0", "middle of actions"),
    ];

    public static Wave From(PartSettings s) =>
        new(s.NumberIn("frequency", 0, 1e6), s.NumberIn("amplitude", 0, 1), Math.Tau * s.NumberIn("lag", -1e6, 1e6), s.NumberIn("offset", -1, 1));
}
