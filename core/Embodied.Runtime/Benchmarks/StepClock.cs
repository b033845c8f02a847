using System.Diagnostics;

namespace Embodied.Runtime.Benchmarks;

/// <summary>
/// The fastest time of every step over all repetitions of one deterministic run. Other work on the machine only ever adds time, so the sum of the
/// minima is what the run costs when it is left alone.
/// </summary>
internal sealed class StepClock
{
    private readonly long[] _fastest;
    private long _started;

    public StepClock(int steps)
    {
        _fastest = new long[steps];
        Array.Fill(_fastest, long.MaxValue);
    }

    /// <summary>Sum of the minima [s].</summary>
    public double Seconds => _fastest.Sum() / (double)Stopwatch.Frequency;

    public void Start() => _started = Stopwatch.GetTimestamp();

    public void Stop(int step) => _fastest[step] = Math.Min(_fastest[step], Stopwatch.GetTimestamp() - _started);
}
