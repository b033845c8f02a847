using Embodied.Learning.Networks;
using Embodied.Learning.Networks.Blocks;
using Embodied.Learning.Normalizing;
using Embodied.Sdk.Control;
using Embodied.Sdk.Randomness;

namespace Embodied.Learning.Controllers;

/// <summary>A network with its normaliser and action transform: everything between raw observations and actions.</summary>
public sealed class NetworkController : IController, IRecurrentDynamics, IStochasticLatent, ILearnt
{
    private readonly ActingNetwork _network;
    private readonly NetworkShape _shape;
    private readonly float[] _deviation;
    private readonly float[] _observation;
    private readonly float[] _raw;
    private readonly float[] _noise;
    private readonly LatentView _view;
    private readonly float[] _history;

    /// <summary>Puts a controller together.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="normalizer">Of observations.</param>
    public NetworkController(NetworkShape shape, float[] parameters, ObservationNormalizer normalizer)
    {
        (_shape, Parameters, Normalizer) = (shape, parameters, normalizer);
        _network = new(shape);
        _network.Load(parameters);
        _deviation = [.. shape.LogDeviation.In(parameters).ToArray().Select(MathF.Exp)];
        (_observation, _raw, _noise) = (new float[shape.ObservationSize], new float[shape.ActionSize], new float[shape.NoiseSize]);
        (_view, _history) = (new(shape, _network), new float[HistorySize]);
        Info = new() { Id = shape.Spec.Id, StateSize = shape.MemoryStateSize + HistorySize, Probes = shape.Probes };
    }

    /// <inheritdoc/>
    public ControllerInfo Info { get; }

    /// <summary>The network's parameters, flat.</summary>
    public float[] Parameters { get; }

    /// <summary>Of observations.</summary>
    public ObservationNormalizer Normalizer { get; }

    /// <inheritdoc/>
    public int ObservationSize => _shape.ObservationSize;

    /// <inheritdoc/>
    public int ActionSize => _shape.ActionSize;

    /// <inheritdoc/>
    public int LatentSize => _shape.NoiseSize;

    /// <summary>Multiplies the noise of the latent when actions are drawn; 0 takes its mean.</summary>
    public float LatentNoise { get; set; } = 1;

    /// <summary>Multiplies the noise of actions when they are drawn; 0 takes their mean.</summary>
    public float ActionNoise { get; set; } = 1;

    /// <inheritdoc/>
    public LatentStructure LatentStructure { get; set; }

    /// <summary>
    /// Where the latent comes from when actions are drawn: at every step one of these by chance, instead of what the encoder says; null leaves the encoder its say. Such a
    /// latent has no noise of its own.
    /// </summary>
    public LatentPool? Latents { get; set; }

    /// <summary>Where the parameters lie.</summary>
    public NetworkShape Shape => _shape;

    /// <inheritdoc/>
    public int StateSize => _shape.MemoryStateSize;

    private int HistorySize => _shape.Spec.History > 1 ? _shape.InputSize : 0;

    /// <inheritdoc/>
    public void ResetState(Span<float> state, ulong seed) => state.Clear();

    /// <inheritdoc/>
    public void Act(in ControllerBatch batch)
    {
        var (states, probes) = (Info.StateSize, Info.Probes.Size);
        for (var world = 0; world < batch.Count; world++)
        {
            var state = batch.States.Slice(world * states, states);
            var input = See(batch.Observations.Slice(world * _shape.ObservationSize, _shape.ObservationSize), state[_shape.MemoryStateSize..]);
            var random = batch.Sampled ? new RandomStream(batch.Seeds[world]) : default;
            var noise = batch.Sampled ? Draw(_noise, LatentNoise, ref random) : default;
            if (batch.Sampled && Latents is not null)
                Replace(Latents, input, state[.._shape.MemoryStateSize], ref random);
            else if (batch.Sampled && LatentStructure != LatentStructure.Standard)
                Restructure(input, state[.._shape.MemoryStateSize]);
            _network.Step(input, state[.._shape.MemoryStateSize], _raw, batch.Probes.IsEmpty ? [] : batch.Probes.Slice(world * probes, probes), noise);
            if (batch.Sampled)
                Disturb(ref random);
            ActionTransforms.Apply(_shape.Spec.Transform, _raw, batch.Actions.Slice(world * _shape.ActionSize, _shape.ActionSize));
        }
    }

    /// <summary>The mean of the latent that the controller would compute next; nothing of it changes.</summary>
    /// <param name="observation">What it would see, [observation size].</param>
    /// <param name="state">Its memory, [state size].</param>
    /// <returns>[latent size], valid until the controller is used again.</returns>
    public ReadOnlySpan<float> LatentMean(ReadOnlySpan<float> observation, ReadOnlySpan<float> state)
    {
        _view.See(Glance(observation, state), state[.._shape.MemoryStateSize]);
        return _view.Means;
    }

    /// <summary>Standard deviation of the mean action over drawn latents, averaged over actuators: how variable the latent makes the next action; nothing of it changes.</summary>
    /// <param name="observation">What it would see, [observation size].</param>
    /// <param name="state">Its memory, [state size].</param>
    /// <param name="draws">Latents drawn, at least 2.</param>
    /// <param name="seed">Of the draws.</param>
    public double ActionDeviation(ReadOnlySpan<float> observation, ReadOnlySpan<float> state, int draws, ulong seed)
    {
        var random = new RandomStream(seed);
        return _view.ActionDeviation(Glance(observation, state), state[.._shape.MemoryStateSize], draws, ref random);
    }

    /// <inheritdoc/>
    public void RecurrentMatrix(Span<float> matrix)
    {
        if (_shape.Graph.Where(b => b.StateSize > 0).ToArray() is [MemoryBlock { Cell: { Kind: MemoryKind.Rnn } cell }])
            cell.Recurrent.In(Parameters).CopyTo(matrix);
        else
            Jacobian(new float[StateSize], [], matrix);
    }

    /// <inheritdoc/>
    public void Jacobian(ReadOnlySpan<float> state, ReadOnlySpan<float> observation, Span<float> jacobian) =>
        MemoryJacobian.Compute(_shape, Parameters, state, NormalizedInput(observation), jacobian);

    /// <inheritdoc/>
    public IController Untrained(ulong seed) => new NetworkController(_shape, Initialization.Draw(_shape, seed), Normalizer);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // Memory together with a history would make the past part of the state; the input repeats the observation then.
    private float[] NormalizedInput(ReadOnlySpan<float> observation)
    {
        var input = new float[_shape.InputSize];
        for (var i = 0; i < input.Length && !observation.IsEmpty; i += observation.Length)
            Normalizer.Apply(observation, input.AsSpan(i));
        return input;
    }

    private ReadOnlySpan<float> See(ReadOnlySpan<float> observation, Span<float> history)
    {
        Normalizer.Apply(observation, _observation);
        if (history.IsEmpty)
            return _observation;
        ObservationHistory.Push(_observation, history);
        return history;
    }

    // As it would be seen; the history stays as it is.
    private ReadOnlySpan<float> Glance(ReadOnlySpan<float> observation, ReadOnlySpan<float> state)
    {
        state[_shape.MemoryStateSize..].CopyTo(_history);
        return See(observation, _history);
    }

    private void Replace(LatentPool pool, ReadOnlySpan<float> input, ReadOnlySpan<float> memory, ref RandomStream random)
    {
        _view.See(input, memory);
        _view.NoiseFor(pool.At(random.NextInt(pool.Count)), _noise);
    }

    /// <summary>
    /// Scales the drawn noise as if the latent had other standard deviations: the network runs once on a copy of its memory to show those it has.
    /// </summary>
    private void Restructure(ReadOnlySpan<float> input, ReadOnlySpan<float> memory)
    {
        if (_noise.Length == 0)
            return;
        _view.See(input, memory);
        foreach (var latent in _view.Latents)
        {
            var own = _view.Deviations.AsSpan(latent.NoiseOffset, latent.NoiseSize);
            var rewritten = own.ToArray();
            LatentStructures.Rewrite(LatentStructure, rewritten);
            for (var i = 0; i < own.Length; i++)
                _noise[latent.NoiseOffset + i] *= rewritten[i] / own[i];
        }
    }

    private void Disturb(ref RandomStream random)
    {
        for (var i = 0; i < _raw.Length; i++)
            _raw[i] += ActionNoise * _deviation[i] * (float)random.NextGaussian();
    }

    private static ReadOnlySpan<float> Draw(float[] noise, float gain, ref RandomStream random)
    {
        for (var i = 0; i < noise.Length; i++)
            noise[i] = gain * (float)random.NextGaussian();
        return noise;
    }
}
