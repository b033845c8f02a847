using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Controllers;
using Embodied.Runtime.Experiments;
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
    private const string Stage = "comparing";

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
        var maker = new RunMaker(catalog, controllers, "embodied compare") { Making = progress, Cancel = cancel };
        var problems = Check(maker, plan, cells);
        var results = new List<CellResult>();
        foreach (var cell in cells)
        {
            cancel.ThrowIfCancellationRequested();
            progress.Report(new(Stage, results.Count, cells.Count) { Detail = cell.Text });
            var told = new Share(progress, cell.Text, results.Count, cells.Count);
            results.Add(Result(maker, plan, cell, Path.Combine(folder, cell.Path), problems.GetValueOrDefault((cell.Task.Name, cell.Body.Name)), threads, told, cancel));
        }

        progress.Report(new(Stage, cells.Count, cells.Count));
        return results;
    }

    /// <summary>What is wrong with the plan is told at once; what a body cannot do belongs into its cells.</summary>
    private Dictionary<(string Task, string Body), string> Check(RunMaker maker, ComparisonPlan plan, IReadOnlyList<ComparisonCell> cells)
    {
        var problems = new Dictionary<(string, string), string>();
        var sound = new HashSet<ComparisonEntry>();
        var wanted = cells.Where(c => c.Seed == 1).Select(c => (Cell: c, Experiment: Experiment(maker, plan, c))).ToArray();
        foreach (var (_, experiment) in wanted)
            RequireSettings(maker, plan, experiment);
        foreach (var (cell, experiment) in wanted)
        {
            var key = (cell.Task.Name, cell.Body.Name);
            try
            {
                if (!problems.ContainsKey(key) && sound.Add(cell.Controller))
                    maker.CheckController(experiment);
                else if (cell.Controller == plan.Controllers[0])
                    maker.CheckWorld(experiment);
            }
            catch (EmbodiedException e) when (!IsOfThePlan(plan, e))
            {
                sound.Remove(cell.Controller);
                problems[key] = e.Message;
            }
        }

        return problems;
    }

    // A world may need minutes to be made: which settings of the plan are wrong is told before. What else is wrong shows when it is made.
    private static void RequireSettings(RunMaker maker, ComparisonPlan plan, Experiment experiment)
    {
        try
        {
            maker.CheckSettings(experiment);
        }
        catch (EmbodiedException e) when (!IsOfThePlan(plan, e))
        {
        }
    }

    private static bool IsOfThePlan(ComparisonPlan plan, EmbodiedException error) =>
        error is InputException input && (input.Place.StartsWith(plan.Place + ":", StringComparison.Ordinal) || input.Place.StartsWith("--", StringComparison.Ordinal));

    private Experiment Experiment(RunMaker maker, ComparisonPlan plan, ComparisonCell cell) => ExperimentFile.Bind(cell.Experiment(plan, maker.IsTrained(cell.Controller.Use)), plan.Place, catalog);

    private CellResult Result(RunMaker maker, ComparisonPlan plan, ComparisonCell cell, string folder, string? problem, int threads, Share told, CancellationToken cancel)
    {
        var empty = new CellResult { Task = cell.Task.Name, Body = cell.Body.Name, Controller = cell.Controller.Name, Seed = cell.Seed, Mark = "", Problem = problem };
        return maker.Result(empty, new(cell.Controller.Name, Experiment(maker, plan, cell), folder, plan.Episodes, threads), told, cancel);
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
