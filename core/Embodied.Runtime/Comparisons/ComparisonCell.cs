using Embodied.Runtime.Experiments;
using Embodied.Runtime.Yaml;

namespace Embodied.Runtime.Comparisons;

/// <summary>One body with one controller at one task, with one seed.</summary>
/// <param name="Task">The task.</param>
/// <param name="Body">The body.</param>
/// <param name="Controller">The controller.</param>
/// <param name="Seed">The seed.</param>
internal sealed record ComparisonCell(ComparisonEntry Task, ComparisonEntry Body, ComparisonEntry Controller, int Seed)
{
    /// <summary>In words.</summary>
    public string Text => $"{Task.Name}, {Body.Name}, {Controller.Name}, seed {Seed}";

    /// <summary>Where it is kept, below the folder of the comparison.</summary>
    public string Path => System.IO.Path.Combine(Task.Name, Body.Name, Controller.Name, $"s{Seed}");

    /// <summary>The cells of a plan, in the order they are worked through: the first seed of everything comes first.</summary>
    public static IReadOnlyList<ComparisonCell> Of(ComparisonPlan plan) =>
    [
        .. from seed in Enumerable.Range(1, plan.Seeds)
           from task in plan.Tasks
           from body in plan.Bodies
           from controller in plan.Controllers
           select new ComparisonCell(task, body, controller, seed),
    ];

    /// <summary>The cell as an experiment.</summary>
    public YamlMap Experiment(ComparisonPlan plan, bool trained) => new(default,
    [
        new("embodied", default, Plain($"{ExperimentFile.Format}")),
        new("name", default, Plain(plan.Name)),
        new("body", Body.Node.Place, Body.Node),
        new("task", Task.Node.Place, Task.Node),
        new("controller", Controller.Node.Place, Controller.Node),
        .. trained ? [new YamlEntry("trainer", plan.Trainer.Place, plan.Trainer)] : Array.Empty<YamlEntry>(),
        new("seed", default, Plain($"{Seed}")),
    ]);

    private static YamlScalar Plain(string text) => new(default, text, Quoted: false);
}
