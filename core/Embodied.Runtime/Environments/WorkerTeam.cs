namespace Embodied.Runtime.Environments;

/// <summary>
/// Threads that share out numbered items of work, item after item, and wait for each other at the end. Each worker starts with its own stretch of
/// items, so that a world stays in the cache of one core, and helps the others when it is done. The caller works too. Allocates nothing per run.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    // Deep contact solvers put large arrays on the stack.
    private const int StackSize = 16 << 20;
    private readonly Stretch[] _stretches;
    private readonly AutoResetEvent[] _start;
    private readonly CountdownEvent _done;
    private readonly Thread[] _threads;
    private readonly Lock _failureLock = new();
    private Action<int> _work = _ => { };
    private Exception? _failure;
    private int _failedItem;
    private volatile bool _stop;

    public WorkerTeam(int size, int items)
    {
        _stretches = [.. Enumerable.Range(0, size).Select(k => new Stretch((int)((long)items * k / size), (int)((long)items * (k + 1) / size)))];
        _done = new(Math.Max(1, size - 1));
        _start = [.. Enumerable.Range(1, size - 1).Select(_ => new AutoResetEvent(initialState: false))];
        _threads = [.. Enumerable.Range(1, size - 1).Select(StartWorker)];
    }

    /// <summary>Workers, the caller included.</summary>
    public int Size => _stretches.Length;

    /// <summary>Does the work for every item. Returns the exception of the lowest item that failed, or null.</summary>
    public Exception? Run(Action<int> work)
    {
        (_work, _failure, _failedItem) = (work, null, int.MaxValue);
        foreach (var stretch in _stretches)
            stretch.Rewind();
        if (_threads.Length > 0)
            _done.Reset();
        foreach (var start in _start)
            start.Set();
        WorkAll(0);
        if (_threads.Length > 0)
            _done.Wait();
        return _failure;
    }

    public void Dispose()
    {
        _stop = true;
        foreach (var start in _start)
            start.Set();
        foreach (var thread in _threads)
            thread.Join();
        foreach (var start in _start)
            start.Dispose();
        _done.Dispose();
    }

    private Thread StartWorker(int worker)
    {
        var thread = new Thread(() => Loop(worker), StackSize) { IsBackground = true, Name = $"world worker {worker}" };
        thread.Start();
        return thread;
    }

    private void Loop(int worker)
    {
        while (true)
        {
            _start[worker - 1].WaitOne();
            if (_stop)
                return;
            WorkAll(worker);
            _done.Signal();
        }
    }

    private void WorkAll(int worker)
    {
        for (var k = 0; k < _stretches.Length; k++)
        {
            var stretch = _stretches[(worker + k) % _stretches.Length];
            while (stretch.TryTake(out var item))
                Work(item);
        }
    }

    private void Work(int item)
    {
        try
        {
            _work(item);
        }
        catch (Exception failure)
        {
            lock (_failureLock)
            {
                if (item < _failedItem)
                    (_failure, _failedItem) = (failure, item);
            }
        }
    }

    /// <summary>Items one worker begins with.</summary>
    private sealed class Stretch(int from, int end)
    {
        private int _next;

        public void Rewind() => Volatile.Write(ref _next, from);

        public bool TryTake(out int item)
        {
            item = Interlocked.Increment(ref _next) - 1;
            return item < end;
        }
    }
}
