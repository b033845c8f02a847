using Embodied.Analysis.Statistics;
using Embodied.Sdk.Analysis;

namespace Embodied.Runtime.Following.Reports;

/// <summary>Intervals as cells of tables and as series of figures.</summary>
internal static class Cells
{
    /// <summary>Names of the three cells of an interval.</summary>
    public static string[] Names(string what) => [what, $"{what}, low", $"{what}, high"];

    /// <summary>Estimate and both ends.</summary>
    public static object[] Of(ConfidenceInterval interval) => [interval.Estimate, interval.Low, interval.High];

    /// <summary>The same in percent.</summary>
    public static object[] Percent(ConfidenceInterval share) => [100 * share.Estimate, 100 * share.Low, 100 * share.High];

    /// <summary>Estimates over x with the ends of their intervals.</summary>
    public static Series Series(string label, SeriesStyle style, double[] x, IReadOnlyList<ConfidenceInterval> y, double unit = 1) => new(label, style, x, [.. y.Select(i => unit * i.Estimate)])
    {
        Error = [.. y.Select(i => unit * Known(i.High - i.Estimate))],
        ErrorBelow = [.. y.Select(i => unit * Known(i.Estimate - i.Low))],
    };

    // A share of all has rounding errors above it.
    private static double Known(double reach) => double.IsFinite(reach) ? Math.Max(0, reach) : 0;

    /// <summary>0, 1, 2 …</summary>
    public static double[] Places(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i)];
}
