using Embodied.Runtime.Controllers;
using Embodied.Runtime.Sweeps;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;

namespace Embodied.Runtime.Tests.Sweeps;

/// <summary>Of tasks that need minutes to be made: a mistake is told before, how far it is is told meanwhile, and whoever stops it need not wait.</summary>
public sealed class SweepTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("embodied-").FullName;
    private readonly SlowTask _task = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AMistakeInTheLastPointIsToldBeforeAnythingIsMade()
    {
        var error = Assert.Throws<InputException>(() => Run("points: [{ task.fine: 1 }, { task.wrong: 1 }]", new SlowTask.Told(_ => { }), CancellationToken.None));

        Assert.Contains("sweep.yaml:5:", error.Place, StringComparison.Ordinal);
        Assert.Equal(0, _task.Made);
    }

    [Fact]
    public void HowFarTheMakingIsIsTold()
    {
        var told = new List<string>();

        var results = Run("points: [{ task.fine: 1 }]", new SlowTask.Told(p => { lock (told) { told.Add(p.Stage); } }), CancellationToken.None);

        Assert.Null(Assert.Single(results).Problem);
        Assert.Equal(["checking", "making"], told.Take(2));
    }

    [Fact]
    public void TheMakingCanBeStopped()
    {
        using var stop = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => Run("points: [{ task.fine: 1 }]", new SlowTask.Told(p => { if (p.Stage == "making") { stop.Cancel(); } }), stop.Token));

        Assert.Equal(1, _task.Made);
        Assert.False(Directory.Exists(Path.Combine(_folder, "runs")));
    }

    private IReadOnlyList<SweepResult> Run(string points, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var (sweep, experiment) = (Path.Combine(_folder, "sweep.yaml"), Path.Combine(_folder, "slow.yaml"));
        File.WriteAllText(sweep, $"embodied: 1\nname: slow\nexperiment: slow.yaml\nepisodes: 1\n{points}\n");
        File.WriteAllText(experiment, "embodied: 1\nname: slow\nbody: { use: test/table }\ntask: { use: test/slow }\ncontroller: { use: core/zero }\n");
        var catalog = _task.Catalog();
        return new Sweep(catalog, new ControllerOpener(catalog, new AgentShelf([])), name => name).Run(SweepPlan.Read(sweep), Path.Combine(_folder, "runs"), 1, progress, cancel);
    }
}
