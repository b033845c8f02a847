using Embodied.Sdk.Environments;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Tasks;
using Xunit;

namespace Embodied.Testing;

/// <summary>The contract of an environment as executable checks, after Gymnasium's <c>check_env</c>, plus what this framework adds to it.</summary>
public abstract class EnvironmentConformance
{
    /// <summary>A fresh environment; the test disposes it.</summary>
    protected abstract IEnvironment Create();

    /// <summary>Steps the long checks make.</summary>
    protected virtual int Steps => 1000;

    /// <summary>Same seed and same actions give the same bits, in a fresh environment and in a used one.</summary>
    [Fact]
    public void Same_seed_gives_the_same_bits()
    {
        using var first = Create();
        using var second = Create();
        var once = EnvironmentTrace.Of(first, seed: 7, steps: 50);
        EnvironmentTrace.Of(second, seed: 8, steps: 13);
        Assert.Equal(once, EnvironmentTrace.Of(second, seed: 7, steps: 50));
        Assert.Equal(once, EnvironmentTrace.Of(first, seed: 7, steps: 50));
    }

    /// <summary>All numbers are finite and inside the ranges of their channels.</summary>
    [Fact]
    public void Observations_and_rewards_are_finite_and_in_range()
    {
        using var environment = Create();
        var walk = new RandomWalk(environment, seed: 1);
        for (var i = 0; i < Steps; i++)
        {
            var outcome = walk.Step();
            Assert.True(float.IsFinite(outcome.Reward), $"The reward is {outcome.Reward} after {i + 1} steps.");
            RequireInRange(environment.Info, walk.Observation);
        }
    }

    /// <summary>The reward is the sum of its named terms.</summary>
    [Fact]
    public void The_reward_is_the_sum_of_its_terms()
    {
        using var environment = Create();
        var walk = new RandomWalk(environment, seed: 2);
        for (var i = 0; i < 100; i++)
        {
            var outcome = walk.Step(restart: false);
            Assert.Equal(environment.Info.RewardTerms.Count, environment.RewardTerms.Length);
            var sum = 0.0;
            foreach (var term in environment.RewardTerms)
                sum += term;
            Assert.Equal((float)sum, outcome.Reward);
            if (outcome.End != EpisodeEnd.None)
                return;
        }
    }

    /// <summary>A step allocates nothing.</summary>
    [Fact]
    public void Steps_allocate_nothing()
    {
        using var environment = Create();
        var walk = new RandomWalk(environment, seed: 3);
        for (var i = 0; i < 50; i++)
            walk.Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Steps; i++)
            walk.Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Actions beyond [−1, 1] act like the nearest allowed ones.</summary>
    [Fact]
    public void Actions_are_clipped()
    {
        using var first = Create();
        using var second = Create();
        var (a, b) = (new RandomWalk(first, seed: 4), new RandomWalk(second, seed: 4));
        for (var i = 0; i < 10; i++)
        {
            var (inside, outside) = (a.StepWith(1), b.StepWith(50));
            Assert.Equal(inside, outside);
            Assert.Equal(a.Observation, b.Observation);
            if (inside.End != EpisodeEnd.None)
                return;
        }
    }

    /// <summary>After its end an episode does not go on; a reset starts the next one.</summary>
    [Fact]
    public void An_ended_episode_must_be_reset()
    {
        using var environment = Create();
        var walk = new RandomWalk(environment, seed: 5);
        for (var i = 0; i < Steps; i++)
        {
            if (walk.Step(restart: false).End == EpisodeEnd.None)
                continue;
            Assert.Throws<InvalidOperationException>(() => walk.Step(restart: false));
            walk.Reset(6);
            Assert.NotEqual(EpisodeEnd.Diverged, walk.Step(restart: false).End);
            return;
        }
    }

    /// <summary>What is not a number is refused, not simulated.</summary>
    [Fact]
    public void An_action_that_is_no_number_is_refused()
    {
        using var environment = Create();
        var walk = new RandomWalk(environment, seed: 6);
        if (environment.Info.Action.Size > 0)
            Assert.ThrowsAny<ArgumentException>(() => walk.StepWith(float.NaN));
    }

    /// <summary>Names and times of the environment make sense.</summary>
    [Fact]
    public void The_information_is_sound()
    {
        using var environment = Create();
        var info = environment.Info;
        Assert.True(info.ControlTimestep > 0);
        Assert.True(info.Substeps >= 1);
        Assert.NotEmpty(info.RewardTerms);
        Assert.Equal(info.RewardTerms.Count, info.RewardTerms.Distinct(StringComparer.Ordinal).Count());
        foreach (var channel in info.Observation.Channels.Concat(info.Action.Channels))
        {
            Assert.True(channel.Size > 0, $"Channel '{channel.Name}' is empty.");
            Assert.True(channel.Labels is null || channel.Labels.Count == channel.Size, $"Channel '{channel.Name}' has {channel.Labels?.Count} labels for {channel.Size} numbers.");
            Assert.False(string.IsNullOrWhiteSpace(channel.Unit), $"Channel '{channel.Name}' has no unit.");
        }
    }

    private static void RequireInRange(EnvironmentInfo info, ReadOnlySpan<float> observation)
    {
        Assert.Equal(info.Observation.Size, observation.Length);
        foreach (var channel in info.Observation.Channels)
        {
            // Channels state doubles and observations are floats.
            var slack = 1e-5;
            foreach (var value in observation.Slice(info.Observation.OffsetOf(channel.Name), channel.Size))
                Assert.True(float.IsFinite(value) && value >= channel.Low - slack && value <= channel.High + slack, $"Channel '{channel.Name}' reads {value}.");
        }
    }
}

/// <summary>All numbers an environment gives for a seed.</summary>
internal static class EnvironmentTrace
{
    public static float[] Of(IEnvironment environment, ulong seed, int steps)
    {
        var walk = new RandomWalk(environment, seed);
        var trace = new List<float>(walk.Observation);
        for (var i = 0; i < steps; i++)
        {
            var outcome = walk.Step();
            trace.Add(outcome.Reward);
            trace.Add((float)outcome.End);
            trace.AddRange(walk.Observation);
        }

        return [.. trace];
    }
}

/// <summary>Drives an environment with seeded random actions.</summary>
internal sealed class RandomWalk
{
    private readonly IEnvironment _environment;
    private readonly float[] _action;
    private RandomStream _random;

    public RandomWalk(IEnvironment environment, ulong seed)
    {
        _environment = environment;
        _action = new float[environment.Info.Action.Size];
        Observation = new float[environment.Info.Observation.Size];
        _random = new(seed);
        Reset(seed);
    }

    public float[] Observation { get; }

    public void Reset(ulong seed) => _environment.Reset(seed, Observation);

    /// <summary>One random action; an episode that ended is followed by the next.</summary>
    public Outcome Step(bool restart = true)
    {
        for (var i = 0; i < _action.Length; i++)
            _action[i] = (float)_random.NextUniform(-1, 1);
        var outcome = _environment.Step(_action, Observation);
        if (restart && outcome.End != EpisodeEnd.None)
            Reset(_random.NextUInt64());
        return outcome;
    }

    /// <summary>One action, the same for every actuator.</summary>
    public Outcome StepWith(float action)
    {
        Array.Fill(_action, action);
        return _environment.Step(_action, Observation);
    }
}
