using Embodied.Sdk.Environments;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Tasks;

namespace Embodied.Learning.Tests.Support;

/// <summary>Worlds stepped one after the other by the contract of <see cref="IVectorEnvironment"/>.</summary>
internal sealed class SerialWorlds(IReadOnlyList<IEnvironment> worlds) : IVectorEnvironment
{
    private readonly RandomStream[] _episodes = new RandomStream[worlds.Count];

    public int Count => worlds.Count;

    public EnvironmentInfo Info => worlds[0].Info;

    public void Reset(ulong seed, Span<float> observations)
    {
        var size = Info.Observation.Size;
        for (var w = 0; w < Count; w++)
        {
            _episodes[w] = RandomStream.For(seed, (ulong)w);
            worlds[w].Reset(_episodes[w].NextUInt64(), observations.Slice(w * size, size));
        }
    }

    public void Replay(ulong seed, IReadOnlyList<WorldPast> pasts, Span<float> observations)
    {
        var (size, acts) = (Info.Observation.Size, Info.Action.Size);
        for (var w = 0; w < Count; w++)
        {
            _episodes[w] = RandomStream.For(seed, (ulong)w);
            for (var e = 0L; e < pasts[w].Episode; e++)
                _episodes[w].NextUInt64();
            worlds[w].Reset(_episodes[w].NextUInt64(), observations.Slice(w * size, size));
            for (var at = 0; at < pasts[w].Actions.Length; at += acts)
                worlds[w].Step(pasts[w].Actions.AsSpan(at, acts), observations.Slice(w * size, size));
        }
    }

    public void Step(ReadOnlySpan<float> actions, StepBuffers buffers)
    {
        var (size, acts, terms) = (Info.Observation.Size, Info.Action.Size, Info.RewardTerms.Count);
        for (var w = 0; w < Count; w++)
        {
            var observation = buffers.Observations.AsSpan(w * size, size);
            var outcome = worlds[w].Step(actions.Slice(w * acts, acts), observation);
            (buffers.Rewards[w], buffers.Ends[w], buffers.Outcomes[w]) = (outcome.Reward, outcome.End, worlds[w].Outcome);
            worlds[w].RewardTerms.CopyTo(buffers.RewardTerms.AsSpan(w * terms, terms));
            if (outcome.End == EpisodeEnd.None)
                continue;
            observation.CopyTo(buffers.FinalObservations.AsSpan(w * size, size));
            worlds[w].Reset(_episodes[w].NextUInt64(), observation);
        }
    }

    public void Dispose()
    {
        foreach (var world in worlds)
            world.Dispose();
    }
}
