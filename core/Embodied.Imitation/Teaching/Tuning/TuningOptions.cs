using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Sdk.Errors;

namespace Embodied.Imitation.Teaching.Tuning;

/// <summary>How gains are searched.</summary>
public sealed record TuningOptions
{
    /// <summary>Candidates of a generation.</summary>
    public int Population { get; init; } = 24;

    /// <summary>Generations. More can be added to a cache later.</summary>
    public int Generations { get; init; } = 5;

    /// <summary>Share of a generation that the next one is drawn around.</summary>
    public double EliteShare { get; init; } = 0.25;

    /// <summary>First standard deviation of each gain's logarithm.</summary>
    public double Spread { get; init; } = 0.4;

    /// <summary>Least standard deviation of each gain's logarithm.</summary>
    public double SpreadFloor { get; init; } = 0.04;

    /// <summary>Share of the way that the mean goes to the elite's.</summary>
    public double MeanStep { get; init; } = 0.8;

    /// <summary>Share of the way that the spread goes to the elite's.</summary>
    public double SpreadStep { get; init; } = 0.5;

    /// <summary>Frames that trials begin with; null spreads <see cref="Windows"/> over the motion.</summary>
    public IReadOnlyList<int>? Frames { get; init; }

    /// <summary>Trials of each candidate when <see cref="Frames"/> is null.</summary>
    public int Windows { get; init; } = 4;

    /// <summary>A candidate's trials; disturbed, because gains that are tuned without disturbances are brittle.</summary>
    public TrialOptions Trial { get; init; } = new() { Disturbance = Disturbance.Moderate, StopAtFirstFailure = true };

    /// <summary>Of candidates and disturbances.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; 0 for one per core. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>The frames that trials of a motion begin with.</summary>
    public int[] FramesOf(ReferenceMotion motion)
    {
        if (Frames is not null)
            return [.. Frames];
        var last = motion.Frames - 1 - (int)Math.Ceiling(Trial.Duration / motion.Timestep);
        return Windows == 1 || last <= 0 ? [0] : [.. Enumerable.Range(0, Windows).Select(w => w * last / (Windows - 1)).Distinct()];
    }

    /// <summary>Refuses what cannot be searched with.</summary>
    /// <exception cref="InputException">Says which option and what was expected.</exception>
    public void Check()
    {
        Require("population", Population, Population >= 4, "4 or more");
        Require("generations", Generations, Generations >= 0, "0 or more");
        Require("elite share", EliteShare, EliteShare > 0 && EliteShare <= 1, "more than 0, at most 1");
        Require("spread", Spread, Spread > 0 && double.IsFinite(Spread), "a finite number above 0");
        Require("spread floor", SpreadFloor, SpreadFloor >= 0 && SpreadFloor <= Spread, "0 up to the spread");
        Require("mean step", MeanStep, MeanStep > 0 && MeanStep <= 1, "more than 0, at most 1");
        Require("spread step", SpreadStep, SpreadStep > 0 && SpreadStep <= 1, "more than 0, at most 1");
        Require("windows", Windows, Windows >= 1, "1 or more");
        Require("frames", Frames?.Count ?? 1, Frames is not { Count: 0 }, "1 or more");
        Require("threads", Threads, Threads >= 0, "0 or more");
    }

    private static void Require(string what, double value, bool holds, string expected)
    {
        if (!holds)
            throw new InputException($"tuning: {what}", $"expected {expected}, found {value}");
    }
}
