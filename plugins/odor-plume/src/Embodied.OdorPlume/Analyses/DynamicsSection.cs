using System.Numerics;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Control;

namespace Embodied.OdorPlume.Analyses;

/// <summary>The memory as a dynamical system: eigenvalues of the recurrent weights, and how long its modes last along trajectories.</summary>
internal static class DynamicsSection
{
    private const int MostJacobians = 400;
    private const int ModesShown = 20;

    public static ReportSection Build(TrackStudy study, IRecurrentDynamics dynamics)
    {
        var n = dynamics.StateSize;
        var weights = new float[n * n];
        dynamics.RecurrentMatrix(weights);
        var eigenvalues = study.Statistics.Eigenvalues(Square(weights, n));
        var modes = TimeScales(study, dynamics);
        var shown = modes.Take(ModesShown).ToArray();
        return new()
        {
            Heading = "Dynamics of the memory",
            Text =
            [
                "Eigenvalues of the recurrent weights, and time scales τ = |1 / ln |λ|| of the stable modes of the Jacobian ∂h′/∂h at (h, no input) along one "
                + "episode that came home and one that did not of each condition, ranked at every step and averaged (geometric mean) over steps.",
            ],
            Tables =
            [
                new("eigenvalues", ["", "here", "Singh et al. 2023"],
                [
                    ["eigenvalues outside the unit circle", eigenvalues.Count(z => z.Magnitude > 1), "several"],
                    ["real ones above 1", eigenvalues.Count(z => z.Real > 1 && z.Imaginary == 0), "at least 1 in all five"],
                    ["largest modulus", Math.Round(eigenvalues[0].Magnitude, 3), ""],
                ]),
                new("time-scales", ["mode", "τ here [steps]", "[s]", "Singh et al. 2023 [steps], five agents"],
                    [.. shown.Take(5).Select((tau, i) => (IReadOnlyList<object>)[i + 1, Math.Round(tau, 1), Math.Round(tau / 25, 2), Published[i]])]),
            ],
            Figures = [Plane(eigenvalues), Scales(shown)],
        };
    }

    private static readonly string[] Published =
        ["116.5, 95.7, 56.5, 86.4, 86.2", "81.5, 61.7, 13.0, 51.8, 27.4", "16.9, 16.6, 7.7, 15.1, 8.6", "13.5, 12.0, 6.8, 12.4, 6.6", "8.3, 9.6, 5.8, 9.7, 5.6"];

    private static Matrix Square(float[] values, int n) => new([.. values.Select(v => (double)v)], n, n);

    private static double[] TimeScales(TrackStudy study, IRecurrentDynamics dynamics)
    {
        var episodes = study.Conditions
            .SelectMany(c => new[] { true, false }.Select(s => study.Balanced.FirstOrDefault(e => e.Condition == c && e.Succeeded == s)))
            .OfType<TrackEpisode>().ToArray();
        var steps = episodes.SelectMany(e => Enumerable.Range(0, e.Length).Select(t => (Episode: e, Step: t))).ToArray();
        var every = Math.Max(1, steps.Length / MostJacobians);
        var n = dynamics.StateSize;
        var (state, jacobian) = (new float[n], new float[n * n]);
        var (sums, counts) = (new double[n], new int[n]);
        for (var i = 0; i < steps.Length; i += every)
        {
            var row = steps[i].Episode.StateAt(steps[i].Step);
            for (var j = 0; j < n; j++)
                state[j] = (float)row[j];
            dynamics.Jacobian(state, [], jacobian);
            var rank = 0;
            foreach (var lambda in study.Statistics.Eigenvalues(Square(jacobian, n)).Select(z => z.Magnitude).Where(m => m is < 1 and > 1e-12).OrderDescending())
            {
                sums[rank] += Math.Log(-1 / Math.Log(lambda));
                counts[rank++]++;
            }
        }

        // A mode that is stable at few of the steps has no time scale of its own.
        return [.. Enumerable.Range(0, n).Where(k => counts[k] > 0).Select(k => Math.Exp(sums[k] / counts[k]))];
    }

    private static Figure Plane(Complex[] eigenvalues)
    {
        var circle = Enumerable.Range(0, 181).Select(i => i * Math.PI / 90).ToArray();
        return new()
        {
            Name = "eigenvalue-plane",
            Title = "Eigenvalues of the recurrent weights",
            XLabel = "real part",
            YLabel = "imaginary part",
            EqualAxes = true,
            Series =
            [
                new("eigenvalues", SeriesStyle.Points, [.. eigenvalues.Select(z => z.Real)], [.. eigenvalues.Select(z => z.Imaginary)]),
                new("unit circle", SeriesStyle.Line, [.. circle.Select(Math.Cos)], [.. circle.Select(Math.Sin)]),
            ],
        };
    }

    private static Figure Scales(double[] shown) => new()
    {
        Name = "memory-time-scales",
        Title = "How long the modes of the memory last",
        XLabel = "mode, by rank",
        YLabel = "τ [steps of 40 ms]",
        Series =
        [
            new("here", SeriesStyle.Line, [.. shown.Select((_, i) => i + 1.0)], shown),
            new("Singh et al. 2023, mean of five", SeriesStyle.Points, [1, 2, 3, 4, 5], [88.3, 47.1, 13.0, 10.3, 7.8]),
        ],
    };
}
