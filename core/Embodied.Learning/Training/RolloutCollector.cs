using Embodied.Learning.Controllers;
using Embodied.Learning.Networks;
using Embodied.Learning.Normalizing;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Tasks;

namespace Embodied.Learning.Training;

/// <summary>Acts in all worlds with the present network and writes down what happens. Nothing is allocated per step.</summary>
internal sealed class RolloutCollector
{
    private readonly IVectorEnvironment _environment;
    private readonly NetworkShape _shape;
    private readonly ActingNetwork[] _networks;
    private readonly ParallelOptions _parallel;
    private readonly ObservationNormalizer _normalizer;
    private readonly ReturnScaler _scaler;
    private readonly StepBuffers _buffers;
    private readonly RandomStream[] _noise;
    private readonly float[] _observations;
    private readonly float[] _history;
    private readonly float[] _memory;
    private readonly float[] _actions;
    private readonly float[] _deviation;
    private readonly float[] _scaled;
    private readonly bool[] _ended;
    private readonly float[] _final;
    private readonly float[] _finalInput;
    private readonly float[] _finalMemory;

    public RolloutCollector(IVectorEnvironment environment, NetworkShape shape, ObservationNormalizer normalizer, ReturnScaler scaler, int threads)
    {
        (_environment, _shape, _normalizer, _scaler) = (environment, shape, normalizer, scaler);
        var worlds = environment.Count;
        _parallel = new() { MaxDegreeOfParallelism = Math.Min(threads, worlds) };
        _networks = [.. Enumerable.Range(0, _parallel.MaxDegreeOfParallelism).Select(_ => new ActingNetwork(shape))];
        _buffers = new(worlds, environment.Info);
        Statistics = new(environment.Info, worlds);
        _noise = new RandomStream[worlds];
        (_observations, _history) = (new float[worlds * shape.ObservationSize], new float[worlds * shape.InputSize]);
        (_memory, _actions) = (new float[worlds * shape.MemoryStateSize], new float[worlds * shape.ActionSize]);
        (_deviation, _scaled, _ended) = (new float[shape.ActionSize], new float[worlds], new bool[worlds]);
        (_final, _finalInput, _finalMemory) = (new float[shape.ObservationSize], new float[shape.InputSize], new float[shape.MemoryStateSize]);
    }

    public EpisodeStatistics Statistics { get; }

    /// <summary>Begins all episodes anew.</summary>
    public void Restart(ulong seed)
    {
        _environment.Reset(seed, _observations);
        Array.Clear(_history);
        Array.Clear(_memory);
        Array.Fill(_ended, true);
        Statistics.Restart();
        _scaler.Restart();
        See();
    }

    /// <summary>Fills a rollout.</summary>
    /// <param name="rollout">Receives it.</param>
    /// <param name="parameters">The network's.</param>
    /// <param name="seed">Seed of the actions' noise.</param>
    /// <param name="timeLimitEnds">Whether a cut counts as an end.</param>
    public void Collect(Rollout rollout, float[] parameters, ulong seed, bool timeLimitEnds)
    {
        foreach (var network in _networks)
            network.Load(parameters);
        for (var i = 0; i < _deviation.Length; i++)
            _deviation[i] = MathF.Exp(parameters[_shape.LogDeviation.Offset + i]);
        for (var w = 0; w < _noise.Length; w++)
            _noise[w] = RandomStream.For(seed, (ulong)w);
        for (var t = 0; t < rollout.Horizon; t++)
        {
            Act(rollout, t);
            _environment.Step(_actions, _buffers);
            RequireNumbers(_buffers.Rewards, "a reward");
            RequireNumbers(_buffers.Observations, "an observation");
            Learn(rollout, t, timeLimitEnds);
        }

        Bootstrap(rollout);
    }

    // One number that is none would spoil normalisers and network for good.
    private static void RequireNumbers(float[] values, string what)
    {
        if (values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            throw new EmbodiedException($"the environment gave {what} that is not a number", "Look for the fault in the task or its sensors; the last checkpoint is from before.");
    }

    private void Act(Rollout rollout, int t)
    {
        var worlds = rollout.Worlds;
        if (t % rollout.Window == 0)
            _memory.CopyTo(rollout.Memory, t / rollout.Window * _memory.Length);
        var parts = _networks.Length;
        if (parts == 1)
            ActIn(rollout, t, 0, 0, worlds);
        else
            Parallel.For(0, parts, _parallel, p => ActIn(rollout, t, p, worlds * p / parts, worlds * (p + 1) / parts));
    }

    private void ActIn(Rollout rollout, int t, int part, int first, int end)
    {
        for (var w = first; w < end; w++)
        {
            var i = (t * rollout.Worlds) + w;
            var input = _history.AsSpan(w * _shape.InputSize, _shape.InputSize);
            input.CopyTo(rollout.Inputs.AsSpan(i * _shape.InputSize));
            rollout.Keep[i] = _ended[w] ? 0 : 1;
            var raw = rollout.Raw.AsSpan(i * _shape.ActionSize, _shape.ActionSize);
            var latent = rollout.Noise.AsSpan(i * _shape.Spec.Latent, _shape.Spec.Latent);
            for (var k = 0; k < latent.Length; k++)
                latent[k] = (float)_noise[w].NextGaussian();
            rollout.Values[i] = _networks[part].Step(input, Memory(w), raw, [], latent);
            rollout.LogLikelihood[i] = Draw(raw, ref _noise[w]);
            ActionTransforms.Apply(_shape.Spec.Transform, raw, _actions.AsSpan(w * _shape.ActionSize, _shape.ActionSize));
        }
    }

    // Turns a mean into a draw from the normal distribution around it, and returns the logarithm of its density.
    private float Draw(Span<float> mean, ref RandomStream noise)
    {
        double likelihood = 0;
        for (var k = 0; k < mean.Length; k++)
        {
            var z = (float)noise.NextGaussian();
            mean[k] += _deviation[k] * z;
            likelihood -= (0.5 * z * z) + Math.Log(_deviation[k]) + (0.5 * Math.Log(2 * Math.PI));
        }

        return (float)likelihood;
    }

    private void Learn(Rollout rollout, int t, bool timeLimitEnds)
    {
        var worlds = rollout.Worlds;
        Statistics.Step(_buffers);
        for (var w = 0; w < worlds; w++)
            _ended[w] = _buffers.Ends[w] != EpisodeEnd.None;
        _scaler.Step(_buffers.Rewards, _ended, _scaled);
        _scaled.CopyTo(rollout.Rewards, t * worlds);
        for (var w = 0; w < worlds; w++)
        {
            var i = (t * worlds) + w;
            rollout.Continues[i] = _ended[w] ? 0 : 1;
            // The value after a cut is asked of the old episode before its memory goes; after a step that goes on it is the next step's own value.
            rollout.NextValues[i] = _buffers.Ends[w] == EpisodeEnd.Truncated && !timeLimitEnds ? FinalValue(w) : 0;
            if (!_ended[w])
                continue;
            Memory(w).Clear();
            _history.AsSpan(w * _shape.InputSize, _shape.InputSize).Clear();
        }

        _buffers.Observations.CopyTo(_observations, 0);
        See();
    }

    private float FinalValue(int world)
    {
        _normalizer.Apply(_buffers.FinalObservations.AsSpan(world * _shape.ObservationSize, _shape.ObservationSize), _final);
        _history.AsSpan(world * _shape.InputSize, _shape.InputSize).CopyTo(_finalInput);
        ObservationHistory.Push(_final, _finalInput);
        Memory(world).CopyTo(_finalMemory);
        return _networks[0].Step(_finalInput, _finalMemory, [], []);
    }

    private void Bootstrap(Rollout rollout)
    {
        var worlds = rollout.Worlds;
        for (var t = 0; t < rollout.Horizon - 1; t++)
        {
            for (var i = t * worlds; i < (t + 1) * worlds; i++)
            {
                if (rollout.Continues[i] == 1)
                    rollout.NextValues[i] = rollout.Values[i + worlds];
            }
        }

        for (var w = 0; w < worlds; w++)
        {
            var i = ((rollout.Horizon - 1) * worlds) + w;
            if (rollout.Continues[i] == 0)
                continue;
            Memory(w).CopyTo(_finalMemory);
            rollout.NextValues[i] = _networks[0].Step(_history.AsSpan(w * _shape.InputSize, _shape.InputSize), _finalMemory, [], []);
        }
    }

    private void See()
    {
        _normalizer.Add(_observations);
        for (var w = 0; w < _noise.Length; w++)
        {
            _normalizer.Apply(_observations.AsSpan(w * _shape.ObservationSize, _shape.ObservationSize), _final);
            ObservationHistory.Push(_final, _history.AsSpan(w * _shape.InputSize, _shape.InputSize));
        }
    }

    private Span<float> Memory(int world) => _memory.AsSpan(world * _shape.MemoryStateSize, _shape.MemoryStateSize);
}
