using Embodied.Sdk.Control;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Tasks;

namespace Embodied.Learning.Tests.Training;

/// <summary>Points that drift and are pushed: the observation is where they are, an episode is 25 steps, staying near 0 is rewarded.</summary>
internal sealed class DriftWorlds(int worlds, bool demonstrates = false) : IVectorEnvironment, IEnvironmentFactory
{
    public const int Dimensions = 2;
    private const int Length = 25;
    private readonly RandomStream[] _random = new RandomStream[worlds];
    private readonly float[] _places = new float[worlds * Dimensions];
    private readonly int[] _ages = new int[worlds];

    public int Count => worlds;

    public EnvironmentInfo Info { get; } = new()
    {
        Observation = new Layout([new("place/0", 1, "m"), new("place/1", 1, "m")]),
        Action = new Layout([new("push", Dimensions, "1")]),
        RewardTerms = ["near"],
        ControlTimestep = 0.1,
        Substeps = 1,
    };

    public IVectorEnvironment Create(WorldRecipe recipe, int count, int threads) => new DriftWorlds(count, demonstrates);

    public bool Demonstrate(Span<float> actions)
    {
        for (var i = 0; i < actions.Length; i += Dimensions)
            (actions[i], actions[i + 1]) = LinearTeacher.Rule(_places[i], _places[i + 1]);
        return demonstrates;
    }

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
            for (var i = w * Dimensions; i < (w + 1) * Dimensions; i++)
            {
                _places[i] += (0.3f * actions[i]) + (0.2f * (float)_random[w].NextGaussian());
                reward -= _places[i] * _places[i];
            }

            (buffers.Rewards[w], buffers.RewardTerms[w], buffers.Outcomes[w]) = (reward, reward, -1);
            buffers.Ends[w] = ++_ages[w] == Length ? EpisodeEnd.Truncated : EpisodeEnd.None;
            if (buffers.Ends[w] == EpisodeEnd.None)
                continue;
            _places.AsSpan(w * Dimensions, Dimensions).CopyTo(buffers.FinalObservations.AsSpan(w * Dimensions));
            Begin(w);
        }

        _places.CopyTo(buffers.Observations, 0);
    }

    public void Dispose()
    {
    }

    private void Begin(int world)
    {
        _ages[world] = 0;
        for (var i = world * Dimensions; i < (world + 1) * Dimensions; i++)
            _places[i] = (float)_random[world].NextGaussian();
    }
}

/// <summary>Pushes by a linear rule of what it sees now, or saw one step before (zeros in the first step).</summary>
internal sealed class LinearTeacher(bool late) : IController
{
    public ControllerInfo Info { get; } = new() { Id = "test/linear", StateSize = late ? DriftWorlds.Dimensions : 0 };

    public static (float A, float B) Rule(float x, float y) => ((-0.3f * x) + (0.1f * y), (-0.2f * x) - (0.25f * y));

    public void ResetState(Span<float> state, ulong seed) => state.Clear();

    public void Act(in ControllerBatch batch)
    {
        for (var i = 0; i < batch.Count * DriftWorlds.Dimensions; i += DriftWorlds.Dimensions)
        {
            var seen = late ? batch.States : batch.Observations;
            var (a, b) = Rule(seen[i], seen[i + 1]);
            (batch.Actions[i], batch.Actions[i + 1]) = (Math.Clamp(a, -1, 1), Math.Clamp(b, -1, 1));
            if (late)
                batch.Observations.Slice(i, DriftWorlds.Dimensions).CopyTo(batch.States[i..]);
        }
    }

    public void Dispose()
    {
    }
}
