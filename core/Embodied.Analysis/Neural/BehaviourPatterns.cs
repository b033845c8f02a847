using Embodied.Analysis.EncodingModels.Comparison;
using Embodied.Analysis.Similarity;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Neural;

/// <summary>
/// Mean activity in each behaviour and chunk of time. Chunks, not frames, are the observations: frames next to each other are not independent.
/// </summary>
internal sealed class BehaviourPatterns
{
    /// <summary>Fewest frames of a behaviour in a chunk whose mean counts as an observation.</summary>
    private const int FewestFrames = 10;

    private readonly List<(int Condition, int Fold, int[] Rows)> _observations = [];

    /// <summary>Finds the behaviours a session offers.</summary>
    /// <param name="study">The session; its behaviours are known.</param>
    /// <param name="options">Folds and chunks.</param>
    /// <param name="among">Names of behaviours to use, in this order; null for all that occur in at least two folds.</param>
    public BehaviourPatterns(NeuralStudy study, ComparisonOptions options, IReadOnlyList<string>? among = null)
    {
        var plan = FoldPlan.TimeBlocked(study.Epochs, options.Folds, options.Chunk, 0, options.Seed);
        var found = new List<(int Behaviour, int Fold, int[] Rows)>();
        for (var fold = 0; fold < plan.Count; fold++)
        {
            foreach (var chunk in plan[fold].Test)
            {
                found.AddRange(Enumerable.Range(chunk.Start, chunk.Length).Where(r => study.Behaviour![r] >= 0).GroupBy(r => study.Behaviour![r])
                    .Where(g => g.Count() >= FewestFrames).Select(g => (g.Key, fold, g.ToArray())));
            }
        }

        var enough = found.GroupBy(o => o.Behaviour).Where(g => g.Select(o => o.Fold).Distinct().Count() >= 2).Select(g => study.BehaviourNames[g.Key]).ToHashSet();
        Names = among ?? [.. study.BehaviourNames.Where(enough.Contains)];
        foreach (var (behaviour, fold, rows) in found)
        {
            if (Names.ToList().IndexOf(study.BehaviourNames[behaviour]) is >= 0 and var condition && enough.Contains(study.BehaviourNames[behaviour]))
                _observations.Add((condition, fold, rows));
        }
    }

    /// <summary>The behaviours, in the order of conditions.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Frames of each observation.</summary>
    public IReadOnlyList<int[]> Rows => [.. _observations.Select(o => o.Rows)];

    /// <summary>Condition of each observation.</summary>
    public int[] Conditions => [.. _observations.Select(o => o.Condition)];

    /// <summary>Fold of each observation.</summary>
    public int[] Folds => [.. _observations.Select(o => o.Fold)];

    /// <summary>Means of columns over the frames of each observation.</summary>
    public PatternSet Means(int columns, Func<int, int, double> value) => Of(columns, rows => [.. Enumerable.Range(0, columns).Select(c => rows.Average(r => value(r, c)))]);

    /// <summary>Any figure of the frames of each observation.</summary>
    public PatternSet Of(int columns, Func<int[], double[]> figures) =>
        new(new Matrix([.. _observations.SelectMany(o => figures(o.Rows))], _observations.Count, columns), Conditions, Folds);
}
