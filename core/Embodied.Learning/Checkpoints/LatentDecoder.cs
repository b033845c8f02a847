using System.Collections.Concurrent;
using Embodied.Learning.Controllers;
using Embodied.Learning.Networks;
using Embodied.Learning.Networks.Blocks;
using Embodied.Learning.Normalizing;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Sensing;

namespace Embodied.Learning.Checkpoints;

/// <summary>
/// What lies behind the latent of a trained agent, frozen: a latent and the body's senses in, the body's actions out (Merel et al. 2019; Hasenclever et al.
/// 2020). May be used by many worlds at once, on any thread.
/// </summary>
public sealed class LatentDecoder
{
    private readonly NetworkShape _shape;
    private readonly float[] _parameters;
    private readonly ObservationNormalizer _normalizer;
    private readonly ConcurrentBag<Worker> _idle = [];

    private LatentDecoder(Checkpoint agent, NetworkShape shape, GaussianBlock latent)
    {
        (Facts, _shape, _parameters, _normalizer) = (agent.Facts, shape, agent.Parameters, SavedAgent.Normalizer(agent.Observations));
        (LatentSize, Action) = (latent.Outputs, new(agent.Facts.Action));
        var seen = new bool[shape.ObservationSize];
        foreach (var range in shape.BehindLatents(shape.ActionBlock).SelectMany((needed, i) => needed && shape.Graph[i] != latent ? shape.Graph[i].Input.Ranges : []).Where(r => r.Block < 0))
        {
            for (var i = range.Start; i < range.Start + range.Length; i++)
                seen[i % shape.ObservationSize] = true;
        }

        Observation = new(agent.Facts.Observation);
        Senses = [.. Observation.Channels.Where(c => Enumerable.Range(Observation.OffsetOf(c.Name), c.Size).Any(i => seen[i]))];
    }

    /// <summary>What the agent says about itself.</summary>
    public AgentFacts Facts { get; }

    /// <summary>Numbers in the latent.</summary>
    public int LatentSize { get; }

    /// <summary>Channels of the agent's observation, those in front of its latent too.</summary>
    public Layout Observation { get; }

    /// <summary>The channels that are seen behind the latent.</summary>
    public IReadOnlyList<Channel> Senses { get; }

    /// <summary>Channels of its actions.</summary>
    public Layout Action { get; }

    /// <summary>Numbers of memory per world, zeros when an episode begins.</summary>
    public int StateSize => _shape.MemoryStateSize + HistorySize;

    private int HistorySize => _shape.Spec.History > 1 ? _shape.InputSize : 0;

    /// <summary>Opens the decoder of an agent.</summary>
    /// <param name="path">An agent file, or the folder of a run.</param>
    /// <exception cref="InputException">There is no agent, it is damaged, or it has not one latent between what it sees and what it does.</exception>
    public static LatentDecoder Open(string path)
    {
        var file = SavedAgent.Find(path);
        var agent = Checkpoint.Read(file);
        var shape = new NetworkShape(agent.Facts.Network, new Layout(agent.Facts.Observation), new Layout(agent.Facts.Action).Size);
        var behind = shape.BehindLatents(shape.ActionBlock);
        var latents = shape.Graph.Where((b, i) => behind[i] && b is GaussianBlock).Cast<GaussianBlock>().ToList();
        return latents is [var one]
            ? new(agent, shape, one)
            : throw new InputException(file, $"has {latents.Count} latents between what it sees and what it does; expected one", "Give an agent of core/encoder-decoder, or a network with one block of the kind gaussian.");
    }

    /// <summary>One step of one world; allocates nothing once as many threads have been here as there are.</summary>
    /// <param name="latent">The latent, [latent size].</param>
    /// <param name="observation">Raw observation of the agent, [observation size]; channels that are not among <see cref="Senses"/> do not matter.</param>
    /// <param name="state">Memory, read and rewritten, [state size].</param>
    /// <param name="action">Receives the action in [−1, 1].</param>
    public void Act(ReadOnlySpan<float> latent, ReadOnlySpan<float> observation, Span<float> state, Span<float> action)
    {
        if (!_idle.TryTake(out var worker))
            worker = new(_shape, _parameters);
        _normalizer.Apply(observation, worker.Observation);
        ReadOnlySpan<float> input = worker.Observation;
        if (HistorySize > 0)
        {
            var history = state[_shape.MemoryStateSize..];
            ObservationHistory.Push(worker.Observation, history);
            input = history;
        }

        worker.Network.Step(new ActingRows { Count = 1, Inputs = input, Memory = state[.._shape.MemoryStateSize], Latents = latent, Means = worker.Raw });
        ActionTransforms.Apply(_shape.Spec.Transform, worker.Raw, action[.._shape.ActionSize]);
        _idle.Add(worker);
    }

    private sealed class Worker
    {
        public Worker(NetworkShape shape, float[] parameters)
        {
            (Network, Observation, Raw) = (new(shape), new float[shape.ObservationSize], new float[shape.ActionSize]);
            Network.Load(parameters);
        }

        public ActingNetwork Network { get; }

        public float[] Observation { get; }

        public float[] Raw { get; }
    }
}
