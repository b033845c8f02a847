using System.Runtime.InteropServices;
using Embodied.Learning.Controllers;
using Embodied.Learning.Networks;
using Embodied.Learning.Normalizing;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Tasks;

namespace Embodied.Learning.Training;

/// <summary>Acts in all worlds with the present network and writes down what happens. Per step nothing is allocated but the hand-over to other threads.</summary>
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
    private readonly WorldPasts _pasts;
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
    private readonly float[] _memories;
    private readonly float[] _values;
    private ulong _episodes;

    public RolloutCollector(IVectorEnvironment environment, NetworkShape shape, ObservationNormalizer normalizer, ReturnScaler scaler, int threads)
    {
        (_environment, _shape, _normalizer, _scaler) = (environment, shape, normalizer, scaler);
        var worlds = environment.Count;
        _parallel = new() { MaxDegreeOfParallelism = Math.Min(threads, worlds) };
        _networks = [.. Enumerable.Range(0, _parallel.MaxDegreeOfParallelism).Select(_ => new ActingNetwork(shape))];
        _buffers = new(worlds, environment.Info);
        Statistics = new(environment.Info, worlds);
        _noise = new RandomStream[worlds];
        _pasts = new(worlds, shape.ActionSize);
        (_observations, _history) = (new float[worlds * shape.ObservationSize], new float[worlds * shape.InputSize]);
        (_memory, _actions) = (new float[worlds * shape.MemoryStateSize], new float[worlds * shape.ActionSize]);
        (_deviation, _scaled, _ended) = (new float[shape.ActionSize], new float[worlds], new bool[worlds]);
        (_final, _finalInput, _finalMemory) = (new float[shape.ObservationSize], new float[shape.InputSize], new float[shape.MemoryStateSize]);
        (_memories, _values) = (new float[worlds * shape.MemoryStateSize], new float[worlds]);
    }

    public EpisodeStatistics Statistics { get; }

    /// <summary>Begins all episodes anew.</summary>
    public void Restart(ulong seed)
    {
        _environment.Reset(_episodes = seed, _observations);
        _pasts.Restart();
        Array.Clear(_history);
        Array.Clear(_memory);
        Array.Fill(_ended, true);
        Statistics.Restart();
        _scaler.Restart();
        See();
    }

    /// <summary>Where the worlds stand and what is remembered of them, from which <see cref="Restore"/> goes on to the same bits.</summary>
    public IReadOnlyDictionary<string, byte[]> Save()
    {
        var pasts = _pasts.Save();
        return new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["episodes"] = BitConverter.GetBytes(_episodes),
            ["past.episodes"] = Bytes<long>([.. pasts.Select(p => p.Episode)]),
            ["past.lengths"] = Bytes<int>([.. pasts.Select(p => p.Actions.Length)]),
            ["past.actions"] = Bytes<float>([.. pasts.SelectMany(p => p.Actions)]),
            ["observations"] = Bytes<float>(_observations),
            ["history"] = Bytes<float>(_history),
            ["memory"] = Bytes<float>(_memory),
            ["began"] = Bytes<bool>(_ended),
            ["returns"] = Bytes<float>(_scaler.UnderWay),
            ["statistics"] = Bytes<double>(Statistics.Save()),
        };
    }

    /// <summary>Goes on from what <see cref="Save"/> gave.</summary>
    /// <param name="place">The file it comes from, for errors.</param>
    /// <param name="saved">What was saved.</param>
    /// <exception cref="EmbodiedException">The worlds are others than they were, or do not follow from their seeds.</exception>
    public void Restore(string place, IReadOnlyDictionary<string, byte[]> saved)
    {
        if (saved["began"].Length != _ended.Length || saved["observations"].Length != _observations.Length * sizeof(float))
            throw new InputException(place, $"holds {saved["began"].Length} worlds; there are {_ended.Length}", "Resume with the settings the run was started with.");
        _episodes = BitConverter.ToUInt64(saved["episodes"]);
        var pasts = new WorldPast[_ended.Length];
        var episodes = MemoryMarshal.Cast<byte, long>(saved["past.episodes"]);
        var lengths = MemoryMarshal.Cast<byte, int>(saved["past.lengths"]);
        var actions = MemoryMarshal.Cast<byte, float>(saved["past.actions"]);
        for (var w = 0; w < pasts.Length; w++)
        {
            pasts[w] = new(episodes[w], actions[..lengths[w]].ToArray());
            actions = actions[lengths[w]..];
        }

        _environment.Replay(_episodes, pasts, _observations);
        if (!MemoryMarshal.AsBytes<float>(_observations).SequenceEqual(saved["observations"]))
        {
            throw new EmbodiedException($"{place}: done again, the episodes under way do not show what they showed",
                "The task, a sensor or the body draws from something else than its seed, or differs from what it was; start a new run.");
        }

        _pasts.Restore(pasts);
        MemoryMarshal.Cast<byte, float>(saved["history"]).CopyTo(_history);
        MemoryMarshal.Cast<byte, float>(saved["memory"]).CopyTo(_memory);
        MemoryMarshal.Cast<byte, bool>(saved["began"]).CopyTo(_ended);
        MemoryMarshal.Cast<byte, float>(saved["returns"]).CopyTo(_scaler.UnderWay);
        Statistics.Restore(MemoryMarshal.Cast<byte, double>(saved["statistics"]));
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
        var (row, count, acts, latents) = ((t * rollout.Worlds) + first, end - first, _shape.ActionSize, _shape.NoiseSize);
        var inputs = _history.AsSpan(first * _shape.InputSize, count * _shape.InputSize);
        inputs.CopyTo(rollout.Inputs.AsSpan(row * _shape.InputSize));
        var latent = rollout.Noise.AsSpan(row * latents, count * latents);
        for (var w = 0; w < count; w++)
        {
            rollout.Keep[row + w] = _ended[first + w] ? 0 : 1;
            foreach (ref var number in latent.Slice(w * latents, latents))
                number = (float)_noise[first + w].NextGaussian();
        }

        var raw = rollout.Raw.AsSpan(row * acts, count * acts);
        _networks[part].Step(new ActingRows
        {
            Count = count,
            Inputs = inputs,
            Memory = _memory.AsSpan(first * _shape.MemoryStateSize, count * _shape.MemoryStateSize),
            Noise = latent,
            Means = raw,
            Values = rollout.Values.AsSpan(row, count),
        });
        for (var w = 0; w < count; w++)
        {
            rollout.LogLikelihood[row + w] = Draw(raw.Slice(w * acts, acts), ref _noise[first + w]);
            ActionTransforms.Apply(_shape.Spec.Transform, raw.Slice(w * acts, acts), _actions.AsSpan((first + w) * acts, acts));
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
        _pasts.Step(_actions, _buffers.Ends);
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

        _memory.CopyTo(_memories, 0);
        _networks[0].Step(new ActingRows { Count = worlds, Inputs = _history, Memory = _memories, Values = _values });
        for (var w = 0; w < worlds; w++)
        {
            var i = ((rollout.Horizon - 1) * worlds) + w;
            if (rollout.Continues[i] == 1)
                rollout.NextValues[i] = _values[w];
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

    private static byte[] Bytes<T>(ReadOnlySpan<T> numbers)
        where T : struct => MemoryMarshal.AsBytes(numbers).ToArray();

    private Span<float> Memory(int world) => _memory.AsSpan(world * _shape.MemoryStateSize, _shape.MemoryStateSize);
}
