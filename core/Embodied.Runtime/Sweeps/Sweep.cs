using Embodied.Runtime.Assays;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Comparisons;
using Embodied.Runtime.Controllers;
using Embodied.Runtime.Experiments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;

namespace Embodied.Runtime.Sweeps;

/// <summary>
/// Works through a plan, several runs at a time: trains, measures, and keeps every run as soon as it is done. What is there already is not made again, and a
/// training that was interrupted goes on from its checkpoint. Results depend on the plan alone.
/// </summary>
/// <param name="catalog">Where everything is found.</param>
/// <param name="controllers">Opens controllers.</param>
/// <param name="find">The file an experiment's name stands for.</param>
public sealed class Sweep(Catalog catalog, ControllerOpener controllers, Func<string, string> find)
{
    /// <summary>Runs a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="folder">Where runs are kept.</param>
    /// <param name="threads">Threads in all; 0 for one per core.</param>
    /// <param name="progress">Told of runs, and how far each training is.</param>
    /// <param name="cancel">Ends it at the last checkpoints.</param>
    /// <returns>One result per run.</returns>
    /// <exception cref="InputException">Anything in the plan or in one of its experiments is wrong; nothing has been written then.</exception>
    public IReadOnlyList<SweepResult> Run(SweepPlan plan, string folder, int threads, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var maker = new RunMaker(catalog, controllers, "embodied sweep") { Making = progress, Cancel = cancel };
        var runs = Runs(maker, plan, folder, progress, cancel);
        var results = new SweepResult[runs.Count];
        var board = new SweepBoard(progress, runs.Count);
        var cores = threads > 0 ? threads : Environment.ProcessorCount;
        var workers = Math.Min(cores, runs.Count);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var next = -1;
        Exception? failure = null;
        void Work()
        {
            for (var i = Interlocked.Increment(ref next); i < runs.Count && !stop.IsCancellationRequested; i = Interlocked.Increment(ref next))
            {
                try
                {
                    var (empty, order) = runs[i];
                    results[i] = maker.Result(empty, order with { Threads = Math.Max(1, cores / workers) }, board.Of(i), stop.Token);
                    board.Done(i, results[i]);
                }
                catch (Exception e)
                {
                    // The first failure is the one to tell; the others were ended by it.
                    Interlocked.CompareExchange(ref failure, e, null);
                    stop.Cancel();
                }
            }
        }

        // Threads of their own: trainings hold theirs for minutes, which a pool is not made for.
        var crew = Enumerable.Range(0, workers).Select(i => new Thread(Work) { IsBackground = true, Name = $"sweep {i}" }).ToList();
        crew.ForEach(t => t.Start());
        crew.ForEach(t => t.Join());
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        cancel.ThrowIfCancellationRequested();
        return results;
    }

    /// <summary>All runs, the first seed of every point first, each with its experiment checked.</summary>
    private List<(SweepResult Empty, RunOrder Order)> Runs(RunMaker maker, SweepPlan plan, string folder, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        RequireMeasure(plan);
        var experiment = Find(plan);
        var runs = new List<(SweepResult Empty, RunOrder Order)>();
        for (var seed = 1; seed <= plan.Seeds; seed++)
        {
            foreach (var point in plan.Points)
            {
                cancel.ThrowIfCancellationRequested();
                var wanted = Experiment(maker, experiment, point, seed);
                if (seed == 1)
                    maker.CheckSettings(wanted);
                var empty = new SweepResult { Point = point.Name, Settings = point.Settings, Seed = seed, Mark = "" };
                runs.Add((empty, new(point.Text, wanted, Path.Combine(folder, point.Name, $"s{seed}"), plan.Episodes, 1)));
            }
        }

        // A world may need minutes to be made: every mistake that settings show has been told by now.
        foreach (var (order, done) in runs.Take(plan.Points.Count).Select((r, i) => (r.Order, i)))
        {
            cancel.ThrowIfCancellationRequested();
            progress.Report(new("checking", done, plan.Points.Count));
            maker.CheckController(order.Experiment);
        }

        return runs;
    }

    private void RequireMeasure(SweepPlan plan)
    {
        string[] known = [SweepTable.Return, SweepTable.Success, .. EpisodeMeasures.Names(catalog)];
        if (!known.Contains(plan.RankBy.Value))
            throw new InputException(plan.RankBy.Place.ToString(), $"there is no measure '{plan.RankBy.Value}'", NearestName.Hint(plan.RankBy.Value, known));
    }

    private static bool IsBeside(string path, string named, out string found)
    {
        found = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, named);
        return File.Exists(found);
    }

    private string Find(SweepPlan plan)
    {
        if (IsBeside(plan.Path, plan.Experiment.Value, out var beside))
            return beside;
        try
        {
            return find(plan.Experiment.Value) is var file && File.Exists(file)
                ? file
                : throw new InputException(plan.Experiment.Place.ToString(), $"there is no file '{plan.Experiment.Value}' beside the sweep", "Check the path.");
        }
        catch (InputException e) when (e.Place == plan.Experiment.Value)
        {
            throw new InputException(plan.Experiment.Place.ToString(), $"'{e.Place}' {e.Problem}", e.Hint, e);
        }
    }

    private Experiment Experiment(RunMaker maker, string file, SweepPoint point, int seed)
    {
        var experiment = ExperimentFile.ReadWith(file, point.Overrides(seed), catalog);
        var controller = experiment.Controller ?? throw new InputException(file, "names no controller", "Add controller: { use: … }.");
        // One that is there already is measured as it is.
        if (!maker.IsTrained(controller.Use.Value))
            return experiment with { Trainer = null };
        return experiment.Trainer is not null ? experiment : throw new InputException(file, $"names no trainer, and '{controller.Use.Value}' has to be trained", "Add trainer: { use: ppo }.");
    }
}
