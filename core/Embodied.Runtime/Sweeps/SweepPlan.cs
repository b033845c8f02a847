using System.ComponentModel.DataAnnotations;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Yaml;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Sweeps;

/// <summary>An experiment and the parameters of it that are tried.</summary>
public sealed class SweepPlan
{
    // More are a mistake in a list.
    private const int MostRuns = 10_000;

    private SweepPlan(Written written, string path, IReadOnlyList<SweepParameter> parameters, IReadOnlyList<SweepPoint> points)
    {
        (Name, Path, Experiment, Parameters, Points) = (written.Name.Value, path, written.Experiment, parameters, points);
        (Seeds, Episodes, RankBy, Best) = (written.Seeds, written.Episodes, written.RankBy, written.Best);
    }

    internal string Name { get; }

    internal string Path { get; }

    internal Placed<string> Experiment { get; }

    internal IReadOnlyList<SweepParameter> Parameters { get; }

    internal IReadOnlyList<SweepPoint> Points { get; }

    internal int Seeds { get; }

    internal int Episodes { get; }

    internal Placed<string> RankBy { get; }

    internal SweepEnd Best { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">Everything that is wrong, with line and column.</exception>
    public static SweepPlan Read(string path)
    {
        List<SweepParameter> parameters = [];
        List<SweepPoint> points = [];
        var written = StrictYaml.Read<Written>(path, (w, problems) => (parameters, points) = w.Resolve(problems));
        return new(written, path, parameters, points);
    }

    /// <summary>A sweep as it is written.</summary>
    internal sealed class Written
    {
        public required Placed<int> Embodied { get; init; }

        public required Placed<string> Name { get; init; }

        public required Placed<string> Experiment { get; init; }

        public YamlNode? Parameters { get; init; }

        public IReadOnlyList<YamlNode> Points { get; init; } = [];

        [Range(1, MostRuns)]
        public Placed<int>? Draws { get; init; }

        [Range(1, MostRuns)]
        public int Seeds { get; init; } = 1;

        public ulong Seed { get; init; } = 1;

        [Range(1, MostRuns)]
        public int Episodes { get; init; } = 20;

        public Placed<string> RankBy { get; init; } = new(SweepTable.Return, default);

        public SweepEnd Best { get; init; } = SweepEnd.Highest;

        public (List<SweepParameter> Parameters, List<SweepPoint> Points) Resolve(YamlProblems problems)
        {
            if (Embodied.Value != ExperimentFile.Format)
                problems.Add(Embodied.Place, $"format {Embodied.Value} is not known", $"This version reads format {ExperimentFile.Format}.");
            var parameters = ReadParameters(problems);
            var together = Points.Select(p => Together(p, parameters, problems)).OfType<IReadOnlyList<KeyValuePair<string, YamlNode>>>().ToList();
            if (parameters.Count == 0 && together.Count == 0 && problems.Count == 0)
                problems.Add(Experiment.Place, "the sweep changes nothing", "Add parameters, as { trainer.learning_rate: [1e-4, 1e-3] }.");
            var drawn = parameters.Exists(p => p.IsDrawn);
            if (drawn && Draws is null && problems.Count == 0)
                problems.Add(Experiment.Place, "there are ranges to draw from, and nothing says how often", "Add draws: 20.");
            if (!drawn && Draws is { } many && problems.Count == 0)
                problems.Add(many.Place, "there is no range to draw from", "Leave draws out, or give a parameter a range.");
            if (problems.Count > 0)
                return (parameters, []);
            var lists = parameters.Where(p => !p.IsDrawn).ToList();
            var runs = lists.Aggregate((double)Math.Max(1, together.Count) * (Draws?.Value ?? 1) * Seeds, (product, p) => product * p.Values.Count);
            if (runs > MostRuns)
                problems.Add(Experiment.Place, $"that makes {runs:0} runs; at most {MostRuns} are made", "Draw some of the parameters, or shorten the lists.");
            return (parameters, runs > MostRuns ? [] : Combine(parameters, together));
        }

        private List<SweepParameter> ReadParameters(YamlProblems problems)
        {
            if (Parameters is null or YamlScalar { IsNull: true })
                return [];
            if (Parameters is not YamlMap map)
            {
                problems.Add(Parameters.Place, $"expected a map of parameters, found {Parameters.Kind}");
                return [];
            }

            return [.. map.Entries.Where(e => IsKey(e, problems)).Select(e => SweepParameter.Read(e.Key, e.Value, problems)).OfType<SweepParameter>()];
        }

        private static KeyValuePair<string, YamlNode>[]? Together(YamlNode node, List<SweepParameter> parameters, YamlProblems problems)
        {
            if (node is not YamlMap { Entries.Count: > 0 } map)
            {
                problems.Add(node.Place, $"expected settings that belong together, found {node.Kind}", "Write e.g. { controller.use: gru, controller.memory: 32 }.");
                return null;
            }

            foreach (var twice in map.Entries.Where(e => parameters.Exists(p => p.Key == e.Key)))
                problems.Add(twice.Place, $"'{twice.Key}' stands in parameters, too");
            return [.. map.Entries.Where(e => IsKey(e, problems)).Select(e => KeyValuePair.Create(e.Key, e.Value))];
        }

        private static bool IsKey(YamlEntry entry, YamlProblems problems)
        {
            if (entry.Key == "seed")
                problems.Add(entry.Place, "seeds are not swept like a parameter", "Write seeds: 5 beside parameters: every point is then run with the seeds 1 to 5.");
            else if (entry.Key.Split('.').Any(string.IsNullOrWhiteSpace))
                problems.Add(entry.Place, $"'{entry.Key}' is no parameter", "Write e.g. trainer.learning_rate.");
            else
                return true;
            return false;
        }

        // Every point that belongs together, with every combination of the lists, with every draw; the same draws for all, so that they can be compared.
        private List<SweepPoint> Combine(List<SweepParameter> parameters, List<IReadOnlyList<KeyValuePair<string, YamlNode>>> together)
        {
            IEnumerable<IReadOnlyList<KeyValuePair<string, YamlNode>>> points = together.Count > 0 ? together : [[]];
            foreach (var parameter in parameters.Where(p => !p.IsDrawn))
                points = points.SelectMany(p => parameter.Values.Select(v => (IReadOnlyList<KeyValuePair<string, YamlNode>>)[.. p, new(parameter.Key, v)]));
            var drawn = parameters.Where(p => p.IsDrawn).ToList();
            var draws = Enumerable.Range(0, Draws?.Value ?? 1).Select(i => drawn.ConvertAll(p => KeyValuePair.Create(p.Key, p.Draw(Seed, i)))).ToList();
            return [.. points.SelectMany(p => draws.Select(d => new SweepPoint([.. p, .. d]))).DistinctBy(p => p.Name, StringComparer.Ordinal)];
        }
    }
}

/// <summary>Which end of the scale is the better one.</summary>
internal enum SweepEnd
{
    /// <summary>More is better.</summary>
    Highest,

    /// <summary>Less is better.</summary>
    Lowest,
}
