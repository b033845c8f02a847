using Embodied.Sdk.Analysis;
using Embodied.Sdk.Control;
using Embodied.Sdk.Randomness;

namespace Embodied.OdorPlume.Analyses;

/// <summary>All that the sections of the report look at.</summary>
internal sealed class TrackStudy
{
    /// <summary>Successes and failures of each condition that the neural analyses look at (MS, Methods).</summary>
    private const int BalancedEach = 60;

    private Matrix? _states;
    private PrincipalComponents? _components;

    public TrackStudy(IReadOnlyList<TrackEpisode> episodes, IStatistics statistics, IController? controller, int lostAfter, ulong seed)
    {
        (Episodes, Statistics, Controller, LostAfter, Seed) = (episodes, statistics, controller, lostAfter, seed);
        Conditions = [.. episodes.Select(e => e.Condition).Distinct()];
        Balanced = [.. Conditions.SelectMany(c => Sample(c, true).Concat(Sample(c, false)))];
    }

    /// <summary>All episodes.</summary>
    public IReadOnlyList<TrackEpisode> Episodes { get; }

    /// <summary>Conditions in the order of the recordings.</summary>
    public IReadOnlyList<string> Conditions { get; }

    /// <summary>Up to sixty successes and sixty failures of each condition.</summary>
    public IReadOnlyList<TrackEpisode> Balanced { get; }

    /// <summary>Statistics of the host.</summary>
    public IStatistics Statistics { get; }

    /// <summary>The controller, or null.</summary>
    public IController? Controller { get; }

    /// <summary>Steps without odour that make the insect lost.</summary>
    public int LostAfter { get; }

    /// <summary>Seed of samples.</summary>
    public ulong Seed { get; }

    /// <summary>Whether the controller's memory was recorded.</summary>
    public bool HasStates => Balanced.Count > 0 && Balanced[0].StateSize > 0;

    /// <summary>Memories of all balanced steps, in rows.</summary>
    public Matrix States => _states ??= new(
        [.. Balanced.SelectMany(e => e.States.ToArray())], Balanced.Sum(e => e.Length), Balanced[0].StateSize);

    /// <summary>Their principal components.</summary>
    public PrincipalComponents Components => _components ??= Statistics.Components(States);

    /// <summary>One number per balanced step.</summary>
    public double[] Column(Func<TrackEpisode, IEnumerable<double>> series) => [.. Balanced.SelectMany(series)];

    private IEnumerable<TrackEpisode> Sample(string condition, bool succeeded)
    {
        var all = Episodes.Where(e => e.Condition == condition && e.Succeeded == succeeded).ToArray();
        var random = RandomStream.For(Seed, succeeded ? 1UL : 0);
        for (var i = 0; i < Math.Min(BalancedEach, all.Length); i++)
        {
            var drawn = i + random.NextInt(all.Length - i);
            (all[i], all[drawn]) = (all[drawn], all[i]);
        }

        return all.Take(BalancedEach);
    }
}
