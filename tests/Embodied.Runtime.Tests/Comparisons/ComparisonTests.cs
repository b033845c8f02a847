using Embodied.Runtime.Comparisons;
using Embodied.Runtime.Controllers;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;

namespace Embodied.Runtime.Tests.Comparisons;

/// <summary>A comparison of tasks that need minutes to be made: a mistake in the plan is told before, and how far the making is meanwhile.</summary>
public sealed class ComparisonTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("embodied-").FullName;
    private readonly SlowTask _task = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AMistakeInTheLastTaskIsToldBeforeAnythingIsMade()
    {
        var error = Assert.Throws<InputException>(() => Run("tasks: [test/slow, { use: test/slow, name: other, wrong: 1 }]", new(_ => { })));

        Assert.Contains("plan.yaml:3:", error.Place, StringComparison.Ordinal);
        Assert.Equal(0, _task.Made);
    }

    [Fact]
    public void HowFarTheMakingIsIsTold()
    {
        var told = new List<string>();

        var results = Run("tasks: [test/slow]", new(p => { lock (told) { told.Add(p.Stage); } }));

        Assert.All(results, r => Assert.Null(r.Problem));
        Assert.Equal("making", told[0]);
    }

    private IReadOnlyList<CellResult> Run(string tasks, SlowTask.Told progress)
    {
        var plan = Path.Combine(_folder, "plan.yaml");
        File.WriteAllText(plan, $"embodied: 1\nname: slow\n{tasks}\nbodies: [test/table]\ncontrollers: [zero]\nseeds: 1\nepisodes: 1\n");
        var catalog = _task.Catalog();
        return new Comparison(catalog, new ControllerOpener(catalog, new AgentShelf([]))).Run(ComparisonPlan.Read(plan), Path.Combine(_folder, "cells"), 1, progress, CancellationToken.None);
    }
}
