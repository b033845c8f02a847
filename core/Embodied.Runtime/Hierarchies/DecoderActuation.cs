using System.Runtime.InteropServices;
using Embodied.Learning.Checkpoints;
using Embodied.Runtime.Sensors;
using Embodied.Sdk.Acting;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Hierarchies;

/// <summary>
/// Actions are values of a latent: a decoder that was trained before, and is not trained any more, sees them and the body, and moves it as it did then, by its
/// own senses and its own actuation. Whatever learns above it learns in the latent's space.
/// </summary>
/// <param name="decoder">The decoder, shared.</param>
/// <param name="reach">What −1 and 1 are as values of the latent.</param>
/// <param name="setup">The world the agent was trained in, fresh.</param>
internal sealed class DecoderActuation(LatentDecoder decoder, double reach, Func<TaskSetup> setup) : IActuation
{
    private readonly float[] _latent = new float[decoder.LatentSize];
    private readonly float[] _observation = new float[decoder.Observation.Size];
    private readonly float[] _state = new float[decoder.StateSize];
    private readonly float[] _action = new float[decoder.Action.Size];
    private readonly float[] _before = new float[decoder.Action.Size];
    private List<(ISensor Sensor, int Offset, int Size)> _senses = [];
    private IActuation? _inner;

    /// <inheritdoc/>
    public bool EverySubstep => _inner?.EverySubstep == true;

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body)
    {
        var own = setup();
        _inner = own.Actuation;
        // A place of its own: what was done last is for the decoder what the decoder did.
        body = new(body.Model, new PlacedBody(body.Body, body.Prefix));
        var actions = _inner.Bind(body);
        RequireSame(body, decoder.Action.Channels[0], actions);
        ActionSpace.Set(body, actions);
        // A task shows what it has to show once it is bound; what lies in front of the latent is left aside.
        BindTask(own.Task, body);
        var offered = own.Sensors.Concat(own.Task is IProvidesSensors provides ? provides.Sensors : []).Select(s => (Sensor: s, Channel: s.Bind(body))).ToList();
        _senses = [.. decoder.Senses.Select(c => (Of(body, offered, c), decoder.Observation.OffsetOf(c.Name), c.Size))];
        return new("latent", decoder.LatentSize, "1", -1, 1);
    }

    /// <inheritdoc/>
    public void Reset(ISimulation simulation)
    {
        Array.Clear(_state);
        Array.Clear(_action);
        _inner!.Reset(simulation);
        // What a noisy sense draws follows from how the episode begins, which follows from its seed.
        var random = new RandomStream(Hash(simulation.State));
        foreach (var (sensor, _, _) in _senses)
            sensor.Reset(simulation, ref random);
    }

    /// <inheritdoc/>
    public void Apply(in StepContext step)
    {
        if (step.Substep == 0)
            Decode(step);
        _inner!.Apply(new() { Simulation = step.Simulation, Action = _action, PreviousAction = step.Step > 0 ? _before : default(ReadOnlySpan<float>), Step = step.Step, Substep = step.Substep, Goal = step.Goal });
    }

    private static void BindTask(ITask task, BodyInScene body)
    {
        try
        {
            task.Bind(body);
        }
        catch (InputException e)
        {
            throw new InputException(body.Body.Id, $"does not do for the world the decoder was trained in, task '{task.Info.Id}': {e.Message}", "Use the body it was trained in.", e);
        }
    }

    private void Decode(in StepContext step)
    {
        var seen = new StepContext
        {
            Simulation = step.Simulation,
            Action = step.Step > 0 ? _action : default(ReadOnlySpan<float>),
            PreviousAction = step.Step > 1 ? _before : default(ReadOnlySpan<float>),
            Step = step.Step,
            Goal = step.Goal,
        };
        foreach (var (sensor, offset, size) in _senses)
            sensor.Read(seen, _observation.AsSpan(offset, size));
        _action.CopyTo(_before, 0);
        for (var i = 0; i < _latent.Length; i++)
            _latent[i] = (float)(reach * Math.Clamp((double)step.Action[i], -1, 1));
        decoder.Act(_latent, _observation, _state, _action);
    }

    private static ISensor Of(BodyInScene body, List<(ISensor Sensor, Channel Channel)> offered, Channel wanted)
    {
        var found = offered.Find(o => o.Channel.Name == wanted.Name);
        if (found.Sensor is null)
            throw new InputException(body.Body.Id, $"does not offer '{wanted.Name}', which the decoder sees", "Use the body it was trained in.");
        RequireSame(body, wanted, found.Channel);
        return found.Sensor;
    }

    private static void RequireSame(BodyInScene body, Channel wanted, Channel found)
    {
        if (wanted.Size != found.Size)
            throw new InputException(body.Body.Id, $"has {found.Size} numbers of '{found.Name}'; the decoder was trained with {wanted.Size}", "Use the body it was trained in.");
    }

    // FNV-1a over the bits of the pose.
    private static ulong Hash(SimulationState state)
    {
        var hash = 14695981039346656037UL;
        foreach (var bits in MemoryMarshal.Cast<double, ulong>(state.Positions))
            hash = (hash ^ bits) * 1099511628211UL;
        foreach (var bits in MemoryMarshal.Cast<double, ulong>(state.Velocities))
            hash = (hash ^ bits) * 1099511628211UL;
        return hash;
    }
}
