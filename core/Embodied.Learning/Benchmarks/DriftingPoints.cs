using Embodied.Sdk.Environments;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Tasks;

namespace Embodied.Learning.Benchmarks;

/// <summary>
/// Worlds that cost next to nothing, so that what is measured is acting and learning: points that drift and are pushed back, three numbers seen and two done.
/// </summary>
/// <param name="worlds">How many.</param>
internal sealed class DriftingPoints(int worlds) : IVectorEnvironment
{
    private const int Seen = 3;
    private const int Done = 2;
    private const int Length = 200;
    private readonly RandomStream[] _random = new RandomStream[worlds];
    private readonly float[] _places = new float[worlds * Seen];
    private readonly int[] _ages = new int[worlds];

    public int Count => worlds;

    public EnvironmentInfo Info { get; } = new()
    {
        Observation = new([new("place", Seen, "m")]),
        Action = new([new("push", Done, "1", -1, 1)]),
        RewardTerms = ["near"],
        ControlTimestep = 0.04,
        Substeps = 1,
    };

    public void Reset(ulong seed, Span<float> observations)
    {
        for (var w = 0; w < worlds; w++)
        {
            _random[w] = RandomStream.For(seed, (ulong)w);
            Begin(w);
        }

        _places.CopyTo(observations);
    }

    public void Step(ReadOnlySpan<float> actions, StepBuffers buffers)
    {
        for (var w = 0; w < worlds; w++)
        {
            var reward = 0f;
            for (var i = 0; i < Seen; i++)
            {
                ref var place = ref _places[(w * Seen) + i];
                place += 0.1f * (actions[(w * Done) + (i % Done)] + (float)_random[w].NextUniform(-1, 1));
                reward -= place * place;
            }

            (buffers.Rewards[w], buffers.RewardTerms[w], buffers.Outcomes[w]) = (reward, reward, -1);
            buffers.Ends[w] = ++_ages[w] == Length ? EpisodeEnd.Truncated : EpisodeEnd.None;
            if (buffers.Ends[w] == EpisodeEnd.None)
                continue;
            _places.AsSpan(w * Seen, Seen).CopyTo(buffers.FinalObservations.AsSpan(w * Seen));
            Begin(w);
        }

        _places.CopyTo(buffers.Observations, 0);
    }

    public void Dispose()
    {
    }

    private void Begin(int world)
    {
        // Spread out, so that episodes do not end together.
        _ages[world] = _random[world].NextInt(Length);
        foreach (ref var place in _places.AsSpan(world * Seen, Seen))
            place = (float)_random[world].NextUniform(-1, 1);
    }
}
