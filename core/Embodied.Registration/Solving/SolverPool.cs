using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Embodied.Registration.Solving;

/// <summary>Solvers for parallel work, one per thread at a time. A solver keeps nothing between solutions, so it does not matter who gets which.</summary>
internal sealed class SolverPool(BodyBinding body, SolverSettings settings, int threads, CancellationToken cancel) : IDisposable
{
    private readonly ConcurrentBag<PoseSolver> _idle = [];

    /// <summary>Runs <paramref name="work"/> for 0 … <paramref name="count"/> − 1 in any order.</summary>
    public void Run(int count, Action<PoseSolver, int> work)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancel };
        try
        {
            Parallel.For(0, count, options, i => RunOne(i, work));
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Capture(failures.InnerExceptions[0]).Throw();
        }
    }

    private void RunOne(int index, Action<PoseSolver, int> work)
    {
        if (!_idle.TryTake(out var solver))
            solver = new PoseSolver(body, settings);
        try
        {
            work(solver, index);
        }
        finally
        {
            _idle.Add(solver);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out var solver))
            solver.Dispose();
    }
}
