using Embodied.Learning.Controllers;
using Embodied.Learning.Networks;
using Embodied.Learning.Normalizing;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Tasks;

namespace Embodied.Learning.Training;

/// <summary>
/// Judges a network by episodes it does not learn from: one in each of some worlds, the same ones every time, acting by its means. The worlds may have
/// settings of their own.
/// </summary>
internal sealed class Validation : IDisposable
{
    // Of worlds whose episodes do not end, what they got so far counts.
    private const int MostSteps = 10_000;

    private readonly IVectorEnvironment _environment;
    private readonly NetworkShape _shape;
    private readonly ActingNetwork _network;
    private readonly ulong _seed;
    private readonly StepBuffers _buffers;
    private readonly float[] _observations;
    private readonly float[] _seen;
    private readonly float[] _history;
    private readonly float[] _memory;
    private readonly float[] _actions;
    private readonly bool[] _over;

    /// <summary>Prepares.</summary>
    /// <param name="environment">The worlds, one for each episode; disposed with this.</param>
    /// <param name="shape">The network.</param>
    /// <param name="seed">Seed of the episodes.</param>
    public Validation(IVectorEnvironment environment, NetworkShape shape, ulong seed)
    {
        (_environment, _shape, _seed, _network) = (environment, shape, seed, new(shape));
        _buffers = new(environment.Count, environment.Info);
        (_observations, _seen) = (new float[environment.Count * shape.ObservationSize], new float[shape.ObservationSize]);
        (_history, _memory) = (new float[environment.Count * shape.InputSize], new float[environment.Count * shape.MemoryStateSize]);
        (_actions, _over) = (new float[environment.Count * shape.ActionSize], new bool[environment.Count]);
    }

    /// <summary>Share of successes where the task tells what a success is, else the mean return.</summary>
    public double Score(ReadOnlySpan<float> parameters, ObservationNormalizer normalizer, CancellationToken cancel)
    {
        _network.Load(parameters);
        _environment.Reset(_seed, _observations);
        Array.Clear(_history);
        Array.Clear(_memory);
        Array.Clear(_over);
        var (left, returns, successes) = (_over.Length, 0.0, 0);
        var tells = _environment.Info.Outcomes.Any(o => o.Success);
        for (var step = 0; left > 0 && step < MostSteps; step++)
        {
            if (cancel.IsCancellationRequested)
                return double.NaN;
            Act(normalizer);
            _environment.Step(_actions, _buffers);
            for (var w = 0; w < _over.Length; w++)
            {
                if (_over[w])
                    continue;
                returns += _buffers.Rewards[w];
                _over[w] = _buffers.Ends[w] != EpisodeEnd.None;
                if (!_over[w])
                    continue;
                left--;
                if (_buffers.Outcomes[w] >= 0 && _environment.Info.Outcomes[_buffers.Outcomes[w]].Success)
                    successes++;
            }

            _buffers.Observations.CopyTo(_observations, 0);
        }

        return (tells ? successes : returns) / _over.Length;
    }

    /// <inheritdoc/>
    public void Dispose() => _environment.Dispose();

    private void Act(ObservationNormalizer normalizer)
    {
        for (var w = 0; w < _over.Length; w++)
        {
            normalizer.Apply(_observations.AsSpan(w * _shape.ObservationSize, _shape.ObservationSize), _seen);
            ObservationHistory.Push(_seen, _history.AsSpan(w * _shape.InputSize, _shape.InputSize));
        }

        _network.Step(new ActingRows { Count = _over.Length, Inputs = _history, Memory = _memory, Means = _actions });
        for (var w = 0; w < _over.Length; w++)
        {
            var action = _actions.AsSpan(w * _shape.ActionSize, _shape.ActionSize);
            ActionTransforms.Apply(_shape.Spec.Transform, action, action);
        }
    }
}
