using Embodied.Sdk.Errors;
using Embodied.Sdk.Settings;

namespace Embodied.OdorPlume.Tracking;

/// <summary>Where and when episodes begin (plume_env.py, <c>loc_algo</c>, <c>time_algo</c>).</summary>
internal sealed record StartSettings
{
    /// <summary>Where.</summary>
    public StartPlace Place { get; init; }

    /// <summary>Scale of the scatter around the quantile.</summary>
    public double QVar { get; init; } = 1;

    /// <summary>Lower quantile of puff positions along x.</summary>
    public double QuantileLow { get; init; } = 0.4;

    /// <summary>Upper quantile.</summary>
    public double QuantileHigh { get; init; } = 0.8;

    /// <summary>Fixed place along x [m]; the middle of the uniform start otherwise.</summary>
    public double X { get; init; } = 2;

    /// <summary>Fixed place along y [m].</summary>
    public double Y { get; init; }

    /// <summary>Half widths of the uniform start [m].</summary>
    public (double X, double Y) HalfWidth { get; init; } = (1, 0.5);

    /// <summary>Fixed heading [rad, counter-clockwise from downwind], or null for a uniform one.</summary>
    public double? Heading { get; init; }

    /// <summary>Fixed time of the plume [s], or null for a uniform one.</summary>
    public double? Time { get; init; }

    /// <summary>Earliest start [s].</summary>
    public double TimeFrom { get; init; } = 60;

    /// <summary>Length of the window in which episodes start [s].</summary>
    public double TimeSpan { get; init; } = 30;

    /// <summary>Reads them.</summary>
    public static StartSettings From(PartSettings read, FlightParameters flight, bool walking)
    {
        var place = read.Text("start", flight.UniformStart ? "uniform" : "quantile") switch
        {
            "uniform" => StartPlace.Uniform,
            "quantile" => StartPlace.Quantile,
            "fixed" => StartPlace.Fixed,
            var other => throw new InputException($"task '{TrackTask.TaskId}'", $"has start '{other}'; expected uniform, quantile or fixed"),
        };
        var scale = walking ? 0.1 : 1;
        var (from, span) = (read.Number("time_from", 60, 0, 3600), read.Number("time_span", 30, 0, 3600));
        var settings = new StartSettings
        {
            Place = place,
            QVar = read.Number("qvar", 1, 0, 100),
            QuantileLow = read.Number("diff_min", flight.QuantileLow, 0, 1),
            QuantileHigh = read.Number("diff_max", 0.8, 0, 1),
            X = read.Number("x", 2 * scale, -100, 100),
            Y = read.Number("y", 0, -100, 100),
            HalfWidth = (scale, 0.5 * scale),
            Heading = read.Has("heading") ? read.Number("heading", 0, -100, 100) : null,
            Time = read.Has("time") ? read.Number("time", from, from, from + span) : null,
            TimeFrom = from,
            TimeSpan = span,
        };
        return settings.QuantileLow <= settings.QuantileHigh
            ? settings
            : throw new InputException($"task '{TrackTask.TaskId}'", $"has diff_min {settings.QuantileLow} above diff_max {settings.QuantileHigh}");
    }
}

/// <summary>Ways to choose a place.</summary>
internal enum StartPlace
{
    /// <summary>Uniform in a rectangle downwind of the source.</summary>
    Uniform,

    /// <summary>Around a quantile of the puffs.</summary>
    Quantile,

    /// <summary>Always the same.</summary>
    Fixed,
}
