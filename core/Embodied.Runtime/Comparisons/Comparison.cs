using Embodied.Learning.Checkpoints;
using Embodied.Runtime.Assays;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Controllers;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Plugins;
using Embodied.Runtime.Training;
using Embodied.Sdk.Control;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Training;

namespace Embodied.Runtime.Comparisons;

/// <summary>
/// Works through the cells of a plan: trains what is trained, measures everything, keeps every cell as soon as it is done. What is there already is not
/// made again, and a training that was interrupted goes on from its checkpoint. Results depend on the plan alone.
/// </summary>
/// <param name="catalog">Where everything is found.</param>
/// <param name="controllers">Opens controllers.</param>
public sealed class Comparison(Catalog catalog, ControllerOpener controllers)
{
    private const string ResultName = "result.json";
    private const string RunName = "run";
    private const string Stage = "comparing";

    private readonly WorldBuilder _worlds = new(catalog);

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="folder">Where cells are kept.</param>
    /// <param name="threads">Threads; 0 for one per core.</param>
    /// <param name="progress">Told of cells, and how far each training is.</param>
    /// <param name="cancel">Ends it at the last checkpoint.</param>
    /// <returns>One result per cell, in the order of the plan.</returns>
    /// <exception cref="InputException">Anything in the plan is wrong; nothing has been written then.</exception>
    public IReadOnlyList<CellResult> Run(ComparisonPlan plan, string folder, int threads, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var cells = ComparisonCell.Of(plan);
        var problems = Check(plan, cells);
        var results = new List<CellResult>();
        foreach (var cell in cells)
        {
            cancel.ThrowIfCancellationRequested();
            progress.Report(new(Stage, results.Count, cells.Count) { Detail = cell.Text });
            var told = new Share(progress, cell.Text, results.Count, cells.Count);
            results.Add(Result(plan, cell, Path.Combine(folder, cell.Path), problems.GetValueOrDefault((cell.Task.Name, cell.Body.Name)), threads, told, cancel));
        }

        progress.Report(new(Stage, cells.Count, cells.Count));
        return results;
    }

    /// <summary>What is wrong with the plan is told at once; what a body cannot do belongs into its cells.</summary>
    private Dictionary<(string Task, string Body), string> Check(ComparisonPlan plan, IReadOnlyList<ComparisonCell> cells)
    {
        var problems = new Dictionary<(string, string), string>();
        var sound = new HashSet<ComparisonEntry>();
        foreach (var cell in cells.Where(c => c.Seed == 1))
        {
            var experiment = Experiment(plan, cell);
            var key = (cell.Task.Name, cell.Body.Name);
            try
            {
                if (!problems.ContainsKey(key) && sound.Add(cell.Controller))
                    CheckController(experiment);
                else if (cell.Controller == plan.Controllers[0])
                    CheckWorld(experiment);
            }
            catch (EmbodiedException e) when (e is not InputException input || !IsOfThePlan(plan, input))
            {
                sound.Remove(cell.Controller);
                problems[key] = e.Message;
            }
        }

        return problems;
    }

    private void CheckWorld(Experiment experiment, Action<PhysicsEnvironment>? more = null)
    {
        using var world = _worlds.For(experiment.World).Build();
        world.Reset(1, new float[world.Info.Observation.Size]);
        if (world.Info.Action.Size == 0)
            throw new InputException(world.Body.Body.Id, "has no actuators");
        more?.Invoke(world);
    }

    private void CheckController(Experiment experiment) => CheckWorld(experiment, world =>
    {
        if (experiment.Trainer is not null)
            _ = new TrainingRun(catalog, controllers).Check(experiment);
        else
            controllers.Open(experiment.Controller!.Use.Value, experiment.Controller.Settings)(AssayRunner.RequestFor(world, 1)).Dispose();
    });

    private static bool IsOfThePlan(ComparisonPlan plan, InputException error) =>
        error.Place.StartsWith(plan.Place + ":", StringComparison.Ordinal) || error.Place.StartsWith("--", StringComparison.Ordinal);

    private Experiment Experiment(ComparisonPlan plan, ComparisonCell cell) => ExperimentFile.Bind(cell.Experiment(plan, IsTrained(cell)), plan.Place, catalog);

    // An id of both kinds is the controller: it is there already.
    private bool IsTrained(ComparisonCell cell) => !catalog.Has<IControllerFactory>(ContributionIds.Full(cell.Controller.Use));

    private CellResult Result(ComparisonPlan plan, ComparisonCell cell, string folder, string? problem, int threads, Share told, CancellationToken cancel)
    {
        var experiment = Experiment(plan, cell);
        var mark = ComparisonCell.Mark(ExperimentWriter.Write(experiment, problem is null ? _worlds.Resolve(experiment.World) : null), plan.Episodes);
        var file = Path.Combine(folder, ResultName);
        if (CellResult.Read(file) is { } kept && kept.Mark == mark)
            return kept;
        var result = new CellResult { Task = cell.Task.Name, Body = cell.Body.Name, Controller = cell.Controller.Name, Seed = cell.Seed, Mark = mark, Problem = problem };
        if (problem is null)
            result = Made(result, plan, cell, experiment, folder, threads, told, cancel);
        result.Write(file);
        return result;
    }

    private CellResult Made(CellResult result, ComparisonPlan plan, ComparisonCell cell, Experiment experiment, string folder, int threads, Share told, CancellationToken cancel)
    {
        try
        {
            var reference = cell.Controller.Use;
            if (experiment.Trainer is not null)
            {
                var trained = Train(experiment, Path.Combine(folder, RunName), threads, told, cancel);
                (reference, result) = (Path.Combine(folder, RunName), result with { TrainedSteps = trained.Steps });
            }

            return result.With(Measure(plan, cell, experiment, reference, threads, cancel));
        }
        catch (EmbodiedException e) when (!cancel.IsCancellationRequested && (e is not InputException input || !IsOfTheDisk(input)))
        {
            // Such as a network that does not fit, or a training that broke: told in its cell, the others go on.
            return result with { Problem = e.Message };
        }
    }

    private static bool IsOfTheDisk(InputException error) => error.InnerException is { } inner && Sdk.Files.AtomicFile.IsOfTheDisk(inner);

    private TrainingResult Train(Experiment experiment, string run, int threads, Share told, CancellationToken cancel)
    {
        // Of another plan: what it learnt is not what is asked for.
        if (Directory.Exists(run) && !Holds(experiment, run))
            Directory.Delete(run, recursive: true);
        var job = new TrainingJob { Experiment = experiment, Folder = run, Resume = ControllerOpener.IsRun(run), Threads = threads, Command = "embodied compare" };
        var result = new TrainingRun(catalog, controllers).Train(job, told, new Progress<WorkProgress>(), cancel);
        return result.Completed ? result : throw new OperationCanceledException(cancel);
    }

    private bool Holds(Experiment experiment, string run)
    {
        var file = Path.Combine(run, TrainingRun.ExperimentName);
        return File.Exists(file) && File.ReadAllText(file) == ExperimentWriter.Write(experiment, _worlds.Resolve(experiment.World));
    }

    private AssayConditionResult Measure(ComparisonPlan plan, ComparisonCell cell, Experiment experiment, string reference, int threads, CancellationToken cancel)
    {
        var world = experiment.World;
        var settings = experiment.Trainer is null ? experiment.Controller!.Settings : Sdk.Settings.PlacedSettings.None;
        var job = new AssayJob
        {
            Assay = WorldAssay.Condition,
            ControllerName = cell.Controller.Name,
            Controller = controllers.Open(reference, settings),
            Body = world.Body,
            BodyOptions = world.BodyOptions,
            Seed = cell.EpisodeSeed,
            Threads = threads,
            Episodes = new WorldAssay(world, plan.Episodes, cell.EpisodeSeed),
        };
        return new AssayRunner(catalog).Run(job, null, cancel).Conditions[0];
    }

    /// <summary>A training as a part of the whole.</summary>
    private sealed class Share(IProgress<WorkProgress> whole, string cell, int done, int total) : IProgress<TrainingUpdate>
    {
        // Cells are counted in thousandths, so that a long training is seen to move.
        private const long Parts = 1000;

        public void Report(TrainingUpdate value) =>
            whole.Report(new(Stage, (Parts * done) + (Parts * value.Steps / Math.Max(1, value.TotalSteps)), Parts * total) { Detail = cell });
    }
}
