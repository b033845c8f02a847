using System.Text.Json;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;
using Embodied.Sdk.Randomness;

namespace Embodied.Imitation.Teaching.Tuning;

/// <summary>
/// Where a search stands between two generations: a normal distribution over the logarithms of the gains, refitted to the best of each generation (the
/// cross-entropy method; Rubinstein 1999). All randomness follows from the seed and the generation, so that this is all a search needs to go on.
/// </summary>
internal sealed record SearchState
{
    /// <summary>What the search is about: motion, first gains and options.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Generations done.</summary>
    public int Generation { get; init; }

    /// <summary>Mean of the logarithms.</summary>
    public required double[] Mean { get; init; }

    /// <summary>Standard deviations of the logarithms.</summary>
    public required double[] Spread { get; init; }

    /// <summary>Logarithms of the best candidate of the last generation.</summary>
    public required double[] Best { get; init; }

    /// <summary>How much each control varies on its own.</summary>
    public required double[] ControlScales { get; init; }

    /// <summary>Best cost of each generation.</summary>
    public double[] History { get; init; } = [];

    /// <summary>The candidates of the next generation: the mean, the last best, and draws.</summary>
    public double[][] Draw(TuningOptions options)
    {
        var random = RandomStream.For(options.Seed, (ulong)Generation);
        var candidates = new double[options.Population][];
        for (var c = 0; c < candidates.Length; c++)
        {
            candidates[c] = [.. c == 1 ? Best : Mean];
            for (var i = 0; c > 1 && i < Mean.Length; i++)
                candidates[c][i] += Spread[i] * random.NextGaussian();
        }
        return candidates;
    }

    /// <summary>The state after a generation whose candidates cost this much.</summary>
    public SearchState Next(double[][] candidates, double[] costs, TuningOptions options)
    {
        var order = Enumerable.Range(0, candidates.Length).OrderBy(c => costs[c]).ThenBy(c => c).ToArray();
        var elite = order.Take(Math.Max(2, (int)Math.Round(options.EliteShare * candidates.Length))).Select(c => candidates[c]).ToArray();
        var (mean, spread) = (new double[Mean.Length], new double[Mean.Length]);
        for (var i = 0; i < mean.Length; i++)
        {
            var centre = elite.Average(e => e[i]);
            var deviation = Math.Sqrt(elite.Average(e => (e[i] - centre) * (e[i] - centre)));
            mean[i] = Mean[i] + (options.MeanStep * (centre - Mean[i]));
            spread[i] = Math.Max(options.SpreadFloor, Spread[i] + (options.SpreadStep * (deviation - Spread[i])));
        }
        return this with { Generation = Generation + 1, Mean = mean, Spread = spread, Best = candidates[order[0]], History = [.. History, costs[order[0]]] };
    }

    /// <summary>Writes beside and renames.</summary>
    public void Write(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, TeacherGainsFile.Json) + "\n");

    /// <summary>Reads a state, or null when there is no file.</summary>
    /// <exception cref="InputException">The file is no search state, or one of another search.</exception>
    public static SearchState? Read(string path, string fingerprint, int gains, int controls)
    {
        if (!File.Exists(path))
            return null;
        SearchState? state;
        try
        {
            state = JsonSerializer.Deserialize<SearchState>(File.ReadAllText(path), TeacherGainsFile.Json);
        }
        catch (JsonException e)
        {
            throw new InputException($"{path}:{e.LineNumber + 1}", $"is no cache of a tuning: {e.Message}", "Delete it to begin anew.", e);
        }
        if (state is null || state.Fingerprint != fingerprint)
            throw new InputException(path, "is the cache of another tuning: the motion, the first gains or the options differ", "Delete it to begin anew, or name another file.");
        if (state.Mean.Length != gains || state.Spread.Length != gains || state.Best.Length != gains || state.ControlScales.Length != controls || state.History.Length != state.Generation)
            throw new InputException(path, "is a damaged cache of a tuning: its lists do not fit together", "Delete it to begin anew.");
        return state;
    }
}
