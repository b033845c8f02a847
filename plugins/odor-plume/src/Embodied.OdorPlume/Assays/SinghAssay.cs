using System.Globalization;
using Embodied.OdorPlume.Plumes;
using Embodied.OdorPlume.Tracking;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Errors;

namespace Embodied.OdorPlume.Assays;

/// <summary>
/// The fixed evaluation of Singh et al. 2023 (evalCli.py): 240 episodes per plume, at three distances, two times, five places across the plume and
/// eight headings. Deterministic actions.
/// </summary>
internal sealed class SinghAssay(PlumeLibrary library) : IAssay
{
    /// <summary>Catalog id.</summary>
    public const string AssayId = "odor-plume/singh2023";

    private const double Band = 0.5;
    private const double Aside = 0.5;
    private static readonly double[] Distances = [4, 6, 8];

    /// <inheritdoc/>
    public AssayInfo Info { get; } = new(
        "240 fixed episodes per plume: 3 distances, 2 times, 5 places, 8 headings (Singh et al. 2023)",
        [.. SinghCondition.All.Select(c => c.Name)],
        ["constant", "sparse", "switch-once", "switch-many"])
    {
        AnimalSettings = ["parameters", "locomotion", "move_capacity", "turn_capacity", "action_feedback"],
    };

    /// <inheritdoc/>
    public IReadOnlyList<AssayCondition> Conditions(IReadOnlyList<string> names, IReadOnlyDictionary<string, string> settings)
    {
        var chosen = names.Count > 0 ? names : Info.DefaultConditions;
        return [.. chosen.Select(name => Condition(Find(name), settings))];
    }

    private static SinghCondition Find(string name) => SinghCondition.All.FirstOrDefault(c => c.Name == name)
        ?? throw new InputException("--conditions", $"unknown condition '{name}'", NearestName.Hint(name, SinghCondition.All.Select(c => c.Name)));

    private AssayCondition Condition(SinghCondition condition, IReadOnlyDictionary<string, string> settings)
    {
        var common = condition.Settings.Concat(settings).GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.Last().Value);
        common["start"] = "fixed";
        common["time_from"] = Text(condition.TimeFrom);
        common["time_span"] = "3";
        var read = TrackSettings.From(common);
        var movie = library.Get(read.Plume);
        var episodes = new List<AssayEpisode>();
        foreach (var x in Distances)
        {
            foreach (var time in new[] { condition.TimeFrom, condition.TimeFrom + 1 })
            {
                var frame = movie[(int)Math.Round((time - condition.TimeFrom) * PlumeMovie.Rate)];
                foreach (var heading in Enumerable.Range(0, 8).Select(k => k * Math.PI / 4))
                    foreach (var y in Places(frame, x, condition.StartsAside))
                        episodes.Add(new(new Dictionary<string, string>(common) { ["x"] = Text(x), ["y"] = Text(y), ["heading"] = Text(heading), ["time"] = Text(time) }, (ulong)episodes.Count));
            }
        }

        return new() { Name = condition.Name, Task = TrackTask.TaskId, Episodes = episodes, References = condition.References };
    }

    /// <summary>Five places: over the range of the puffs near x, or its ends and middle and half a metre beside it.</summary>
    private static double[] Places(PlumeFrame frame, double x, bool aside)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < frame.Count; i++)
        {
            if (Math.Abs(frame.X[i] - x) <= Band)
                (low, high) = (Math.Min(low, frame.Y[i]), Math.Max(high, frame.Y[i]));
        }

        if (low > high)
            throw new InputException(AssayId, $"the plume does not reach {x} m", "Choose another wind.");
        return aside
            ? [low - Aside, low, (low + high) / 2, high, high + Aside]
            : [.. Enumerable.Range(0, 5).Select(k => low + (k * (high - low) / 4))];
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
