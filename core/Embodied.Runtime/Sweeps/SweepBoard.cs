using Embodied.Sdk.Progress;
using Embodied.Sdk.Training;

namespace Embodied.Runtime.Sweeps;

/// <summary>How far several runs are that are made side by side, as one progress.</summary>
/// <param name="whole">Told of all of them.</param>
/// <param name="count">Runs in all.</param>
internal sealed class SweepBoard(IProgress<WorkProgress> whole, int count)
{
    // Runs are counted in thousandths, so that a long training is seen to move.
    private const long Parts = 1000;

    private readonly Lock _lock = new();
    private readonly long[] _shares = new long[count];
    private int _done;
    private string _last = "";

    /// <summary>Where a training tells how far it is.</summary>
    public IProgress<TrainingUpdate> Of(int run) => new Row(this, run);

    /// <summary>A run is there.</summary>
    public void Done(int run, SweepResult result)
    {
        lock (_lock)
        {
            _done++;
            _last = result.Problem ?? $"return {result.Returns.DefaultIfEmpty(double.NaN).Average():0.##}";
            Report(run, Parts);
        }
    }

    private void Report(int run, long share)
    {
        lock (_lock)
        {
            _shares[run] = share;
            whole.Report(new("sweeping", _shares.Sum(), Parts * count) { Detail = $"{_done} of {count} runs{(_last.Length > 0 ? $", last {_last}" : "")}" });
        }
    }

    private sealed class Row(SweepBoard board, int run) : IProgress<TrainingUpdate>
    {
        public void Report(TrainingUpdate value) => board.Report(run, Math.Min(Parts - 1, Parts * value.Steps / Math.Max(1, value.TotalSteps)));
    }
}
