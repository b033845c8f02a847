using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Imitation.Teaching.Tuning;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;

namespace Embodied.Imitation.Tests.Teaching;

public sealed class GainTunerTests : IDisposable
{
    private static readonly TuningOptions Options = new()
    {
        Population = 8,
        Generations = 2,
        Windows = 2,
        Seed = 3,
        Trial = new() { Duration = 1, Disturbance = Disturbance.Moderate, StopAtFirstFailure = true },
    };

    private readonly SmallWalker _walker = new();
    private readonly string _cache = Path.Combine(Path.GetTempPath(), $"tuning-{Guid.NewGuid():N}.json");

    public void Dispose()
    {
        File.Delete(_cache);
        _walker.Dispose();
    }

    [Fact]
    public void ThreadsDoNotMatterAndCostsFall()
    {
        var one = Tune(Options with { Threads = 1 });
        var two = Tune(Options with { Threads = 2 });

        Assert.Equal(one.Gains, two.Gains);
        Assert.Equal(one.Cost, two.Cost);
        Assert.Equal(one.History, two.History);
        Assert.True(one.Cost <= one.StartCost);
        Assert.NotEqual(one.History, Tune(Options with { Seed = 4 }).History);
    }

    [Fact]
    public void ASearchGoesOnFromItsCache()
    {
        var whole = Tune(Options);
        Tune(Options with { Generations = 1 }, _cache);

        var seen = new List<WorkProgress>();
        var resumed = Tune(Options, _cache, new Listener(seen));

        Assert.Equal(whole.Gains, resumed.Gains);
        Assert.Equal(whole.History, resumed.History);
        Assert.Equal((8 + 3) * 2, seen.Max(p => p.Done));
        Assert.All(seen, p => Assert.Equal((8 + 3) * 2, p.Total));
    }

    [Fact]
    public void ACancelledSearchKeepsItsWholeGenerations()
    {
        using var cancel = new CancellationTokenSource();
        var listener = new Listener([], p => { if (p.Done == 20) cancel.Cancel(); });

        Assert.ThrowsAny<OperationCanceledException>(() => TuneUntil(Options, _cache, listener, cancel.Token));

        Assert.Equal(Tune(Options).History, Tune(Options, _cache).History);
    }

    [Fact]
    public void GainsThatAreZeroStayZero()
    {
        var start = TeacherGainSets.Common with { Feet = TeacherGainSets.Common.Feet! with { Posture = 0 } };
        Assert.Equal(0, new GainTuner(_walker.Taught(), Options with { Generations = 1 }).Tune([_walker.Motion(2, 0, 0.3)], start, null, null, TestContext.Current.CancellationToken).Gains.Feet!.Posture);
    }

    [Fact]
    public void CachesOfOtherSearchesAreRefused()
    {
        Tune(Options with { Generations = 0 }, null);
        Tune(Options with { Generations = 1 }, _cache);
        Assert.Contains("another tuning", Assert.Throws<InputException>(() => Tune(Options with { Seed = 9 }, _cache)).Message, StringComparison.Ordinal);
        File.WriteAllText(_cache, "{");
        Assert.Contains(_cache, Assert.Throws<InputException>(() => Tune(Options, _cache)).Message, StringComparison.Ordinal);
        Assert.Contains("population", Assert.Throws<InputException>(() => Tune(Options with { Population = 1 })).Message, StringComparison.Ordinal);
    }

    private TunedGains Tune(TuningOptions options, string? cache = null, IProgress<WorkProgress>? progress = null) =>
        TuneUntil(options, cache, progress, TestContext.Current.CancellationToken);

    private TunedGains TuneUntil(TuningOptions options, string? cache, IProgress<WorkProgress>? progress, CancellationToken cancel) =>
        new GainTuner(_walker.Taught(), options).Tune([_walker.Motion(2, 0, 0.3)], TeacherGainSets.Common, cache, progress, cancel);

    private sealed class Listener(List<WorkProgress> seen, Action<WorkProgress>? also = null) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            lock (seen)
                seen.Add(value);
            also?.Invoke(value);
        }
    }
}
