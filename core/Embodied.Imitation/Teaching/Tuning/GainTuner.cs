using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Randomness;

namespace Embodied.Imitation.Teaching.Tuning;

/// <summary>
/// Fits a teacher's gains to a few motions of a kind by the cross-entropy method over their logarithms: each generation is tried on the same windows under the same
/// disturbances, the next one is drawn around its best. The same bits on any number of threads; a cache lets it go on where it was stopped.
/// </summary>
/// <param name="body">The body.</param>
/// <param name="options">How to search.</param>
internal sealed class GainTuner(TeacherBody body, TuningOptions options)
{
    /// <summary>Searches.</summary>
    /// <param name="motions">The motions; every candidate is tried on all of them.</param>
    /// <param name="start">Gains to begin with; those that are 0 stay so.</param>
    /// <param name="cache">File to continue from and to keep the search in after each generation, or null.</param>
    /// <param name="progress">Told after each trial.</param>
    /// <param name="cancel">Stops after the trials in progress; the cache holds all whole generations.</param>
    /// <exception cref="InputException">An option, a gain or the cache does not fit.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TunedGains Tune(IReadOnlyList<ReferenceMotion> motions, TeacherGains start, string? cache, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        options.Check();
        TeacherGainsFile.Check(start, "first gains");
        if (motions.Count == 0)
            throw new ArgumentException("there are no motions", nameof(motions));
        Window[] windows = [.. motions.SelectMany(m => options.FramesOf(m).Select(f => new Window(m, f)))];
        using var workers = new TrialWorkers(body, options.Threads, cancel);
        var state = Begin(workers, windows, start, cache);
        var report = new Counter(progress, (long)windows.Length * ((Math.Max(0, options.Generations - state.Generation) * options.Population) + 3));
        while (state.Generation < options.Generations)
        {
            var candidates = state.Draw(options);
            state = state.Next(candidates, Costs(workers, windows, [.. candidates.Select(c => Gains(start, c))], state, report), options);
            if (cache is not null)
                state.Write(cache);
        }
        return Choose(workers, windows, start, state, report);
    }

    // The best of the last generation was best by luck as well; it, the mean and the first gains meet disturbances that none of them was chosen for.
    private TunedGains Choose(TrialWorkers workers, Window[] windows, TeacherGains start, SearchState state, Counter report)
    {
        TeacherGains[] finalists = [Gains(start, state.Mean), Gains(start, state.Best), start];
        var costs = Costs(workers, windows, finalists, state with { Generation = int.MaxValue }, report);
        var best = Array.IndexOf(costs, costs.Min());
        return new(finalists[best], costs[best], costs[2], state.History);
    }

    private SearchState Begin(TrialWorkers workers, Window[] windows, TeacherGains start, string? cache)
    {
        var logarithms = Logarithms(start);
        var fingerprint = TuningFingerprint.Of(body, windows, start, options);
        if (cache is not null && SearchState.Read(cache, fingerprint, logarithms.Length, body.Model.Info.ControlCount) is { } saved)
            return saved;
        var scales = Array.Empty<double>();
        workers.Run(1, (worker, _) => scales = worker.ControlScales(start, windows[0].Motion, windows[0].Frame, options.Trial));
        var spread = new double[logarithms.Length];
        Array.Fill(spread, options.Spread);
        return new() { Fingerprint = fingerprint, Mean = logarithms, Spread = spread, Best = logarithms, ControlScales = scales };
    }

    private double[] Costs(TrialWorkers workers, Window[] windows, TeacherGains[] candidates, SearchState state, Counter report)
    {
        var trial = options.Trial with { ControlScales = state.ControlScales };
        var costs = new double[candidates.Length * windows.Length];
        workers.Run(costs.Length, (worker, i) =>
        {
            var window = i % windows.Length;
            // The same disturbances for all candidates, so that they differ by their gains alone.
            var seed = RandomStream.For(options.Seed ^ 0x5DEECE66D, ((ulong)state.Generation * 4096) + (ulong)window).State;
            costs[i] = worker.Run(candidates[i / windows.Length], windows[window].Motion, windows[window].Frame, trial, seed).Cost;
            report.Add();
        });
        return [.. Enumerable.Range(0, candidates.Length).Select(c => costs.AsSpan(c * windows.Length, windows.Length).ToArray().Average())];
    }

    private static double[] Logarithms(TeacherGains gains) => [.. GainVector.Values(gains).Where(v => v > 0).Select(v => Math.Log(v))];

    private static TeacherGains Gains(TeacherGains start, double[] logarithms)
    {
        var values = GainVector.Values(start);
        for (int i = 0, at = 0; i < values.Length; i++)
            if (values[i] > 0)
                values[i] = Math.Exp(logarithms[at++]);
        return GainVector.With(start, values);
    }

    /// <summary>Where trials of a motion begin.</summary>
    internal sealed record Window(ReferenceMotion Motion, int Frame);

    private sealed class Counter(IProgress<WorkProgress>? progress, long total)
    {
        private long _done;

        public void Add() => progress?.Report(new("tuning the teacher", Interlocked.Increment(ref _done), total));
    }
}
