using System.Diagnostics;
using System.Numerics.Tensors;
using Embodied.Analysis.EncodingModels;
using Embodied.Analysis.EncodingModels.Families;
using Embodied.Analysis.EncodingModels.Solving;
using Embodied.Numerics;
using Embodied.Sdk.Benchmarks;
using Embodied.Sdk.Progress;

namespace Embodied.Analysis.Benchmarks;

/// <summary>Time, memory and exactness of fitting a population of Poisson units.</summary>
public sealed class GlmBenchmark : IBenchmark
{
    /// <summary>Catalog id.</summary>
    public const string BenchmarkId = "core/glm";

    private const int Bins = 60_000, Features = 64, Units = 200;
    private const double Alpha = 1e-3;
    private const double Megabyte = 1 << 20;

    /// <inheritdoc/>
    public string Summary => $"Poisson regression of {Units} units on {Features} features in {Bins} bins, to a gradient of 1e-8";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkFigure> Run(BenchmarkRequest request, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        progress.Report(new("small fit to compile the code", 0, 4));
        Fit(PopulationCase.Create(2000, Features, 40), cancel);
        GC.Collect();
        var before = Process.GetCurrentProcess().WorkingSet64;
        progress.Report(new("autocorrelated features", 1, 4));
        var made = PopulationCase.Create(Bins, Features, Units);
        var plain = Fit(made, cancel);
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 - before;
        progress.Report(new("exact corrections", 2, 4));
        var error = LargestCorrection(made, plain.Fit, cancel);
        progress.Report(new("ill-conditioned features", 3, 4));
        var hard = Fit(PopulationCase.Create(Bins, Features, Units, illConditioned: true), cancel);
        progress.Report(new("done", 4, 4));
        var data = (made.Features.Values.Length * sizeof(double)) + made.Counts.Length;
        return
        [
            new("cpu_seconds", plain.Seconds, "processor time of the fit, all threads"),
            new("max_gradient", plain.Fit.Certificate.Max(), "largest element of any unit's gradient"),
            new("max_coefficient_error", error, "largest element of any unit's Newton correction at the solution, which is its distance from the exact one"),
            new("peak_megabytes", peak / Megabyte, "growth of the process's peak working set, data included"),
            new("data_megabytes", data / Megabyte, "features as doubles, counts as bytes"),
            new("iterations", plain.Fit.Iterations.Max(), "most of any unit"),
            new("ill_conditioned_cpu_seconds", hard.Seconds, "likewise, features nearly collinear and scaled from 1e-3 to 1e3"),
            new("ill_conditioned_max_gradient", hard.Fit.Certificate.Max(), "likewise"),
            new("ill_conditioned_iterations", hard.Fit.Iterations.Max(), "likewise"),
            new("ill_conditioned_converged", hard.Fit.Status.Count(s => s == GlmStatus.Converged), $"units of {Units} that reached a gradient of 1e-8"),
        ];
    }

    private static (GlmFit Fit, double Seconds) Fit(PopulationCase made, CancellationToken cancel)
    {
        using var process = Process.GetCurrentProcess();
        var start = process.TotalProcessorTime;
        var fit = PopulationGlm.Fit(made.Features, made.Responses, new() { Penalty = GlmPenalty.Ridge(Alpha), Cancel = cancel });
        process.Refresh();
        return (fit, (process.TotalProcessorTime - start).TotalSeconds);
    }

    // Newton's method converges quadratically: one more step from here lands within the square of the error of the optimum.
    private static double LargestCorrection(PopulationCase made, GlmFit fit, CancellationToken cancel)
    {
        var loss = new PopulationLoss(made.Features, [new(0, Bins)], made.Responses, GlmFamily.Poisson);
        var (losses, gradient, free) = (new double[Units], new double[Units * Features], new double[Units]);
        loss.Evaluate([.. Enumerable.Range(0, Units)], fit.Weights, fit.Intercepts, losses, gradient, free);
        var worst = 0.0;
        for (var unit = 0; unit < Units; unit++)
        {
            cancel.ThrowIfCancellationRequested();
            var (_, center, hessian) = loss.Hessian(unit, fit.WeightsOf(unit), fit.Intercepts[unit]);
            var step = gradient.AsSpan(unit * Features, Features).ToArray();
            TensorPrimitives.MultiplyAdd(fit.WeightsOf(unit), Alpha, step, step);
            TensorPrimitives.MultiplyAdd(center, -free[unit], step, step);
            for (var i = 0; i < Features; i++)
                hessian[(i * Features) + i] += Alpha;
            Cholesky.Solve(hessian, Features, step, 1);
            worst = Math.Max(worst, step.Max(Math.Abs));
        }

        return worst;
    }
}
