using Embodied.OdorPlume.Plumes;
using Embodied.OdorPlume.Tracking;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Settings;

namespace Embodied.OdorPlume.Controllers;

/// <summary>A hand-written controller: percepts in, steering out, memory in the controller's state.</summary>
internal abstract class ClassicalController : IController
{
    private readonly (int Wind, int Odour, int Size) _observation;
    private readonly int _actionSize;

    /// <summary>Finds the channels.</summary>
    /// <exception cref="InputException">A channel is missing.</exception>
    protected ClassicalController(string id, ControllerRequest request, PartSettings settings, int stateSize)
    {
        _observation = (Require(id, request, "wind", 2), Require(id, request, "odour", 1), request.Observation.Size);
        _actionSize = request.Action.Size;
        if (request.Action.OffsetOf("flight") != 0)
            throw new InputException(id, "steers the action channel 'flight', which this environment lacks");
        Flight = settings.Choice("parameters", "code", "paper") == 0 ? FlightParameters.Code : FlightParameters.Paper;
        if (settings.Choice("locomotion", "flying", "walking") == 1)
            Flight = Flight.Walking();
        LargestTurn = (float)(Flight.TurnCapacity / PlumeMovie.Rate);
        Info = new() { Id = id, StateSize = stateSize, Probes = stateSize is > 0 and < 64 ? new([new("memory", stateSize, "1")]) : new([]) };
    }

    /// <summary>Settings every one of them takes: what the insect can do.</summary>
    protected static string[] CommonSettings { get; } = ["parameters", "locomotion"];

    /// <inheritdoc/>
    public ControllerInfo Info { get; }

    /// <summary>What the insect can do.</summary>
    protected FlightParameters Flight { get; }

    /// <summary>Largest turn in a step [rad].</summary>
    protected float LargestTurn { get; }

    /// <inheritdoc/>
    public abstract void ResetState(Span<float> state, ulong seed);

    /// <inheritdoc/>
    public void Act(in ControllerBatch batch)
    {
        var size = Info.StateSize;
        for (var world = 0; world < batch.Count; world++)
        {
            var seen = batch.Observations.Slice(world * _observation.Size, _observation.Size);
            var percept = new Percept(seen[_observation.Wind], seen[_observation.Wind + 1], seen[_observation.Odour]);
            var state = batch.States.Slice(world * size, size);
            var steer = Steer(percept, state);
            var action = batch.Actions.Slice(world * _actionSize, _actionSize);
            action[0] = (2 * Math.Clamp(steer.Move, 0, 1)) - 1;
            action[1] = Math.Clamp(steer.Turn / LargestTurn, -1, 1);
            if (batch.Probes.Length > 0)
                state[..Info.Probes.Size].CopyTo(batch.Probes[(world * Info.Probes.Size)..]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>Decides for one world.</summary>
    protected abstract Steer Steer(Percept percept, Span<float> state);

    /// <summary>An angle in [−π, π].</summary>
    protected static float Wrap(float angle) => MathF.IEEERemainder(angle, MathF.Tau);

    private static int Require(string id, ControllerRequest request, string channel, int size)
    {
        var found = request.Observation.Channels.FirstOrDefault(c => c.Name == channel);
        return found?.Size == size
            ? request.Observation.OffsetOf(channel)
            : throw new InputException(id, $"needs the observation channel '{channel}' of {size}", "Use it with odor-plume/track.");
    }
}
