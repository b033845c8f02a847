using System.Globalization;

namespace Embodied.Learning.Training;

/// <summary>
/// Follows the smoothed return of a stage and says so when most of what was learnt is lost again. A best checkpoint would hide that.
/// </summary>
internal sealed class ReturnWatch
{
    private const double Smoothing = 0.9;
    private const int Settling = 15;
    private const double Lost = 0.5;
    private const double Regained = 0.25;
    private const double Spreads = 4;

    private double _now = double.NaN;
    private double _first = double.NaN;
    private double _best = double.NaN;
    private double _spread;
    private double _count;
    private bool _warned;

    /// <summary>Takes in the mean return of the episodes that ended in an update (NaN where none did).</summary>
    /// <returns>What to tell the user, or null.</returns>
    public string? See(double meanReturn)
    {
        if (double.IsNaN(meanReturn))
            return null;
        if (_count++ == 0)
            (_now, _spread) = (meanReturn, 0);
        _spread = (Smoothing * _spread) + ((1 - Smoothing) * Math.Abs(meanReturn - _now));
        _now = (Smoothing * _now) + ((1 - Smoothing) * meanReturn);
        if (_count <= Settling)
        {
            (_first, _best) = (_now, _now);
            return null;
        }

        _best = Math.Max(_best, _now);
        var (gain, loss) = (_best - _first, _best - _now);
        if (loss < Regained * gain)
            _warned = false;
        if (_warned || loss <= Lost * gain || loss <= Spreads * _spread || gain <= 0)
            return null;
        _warned = true;
        return string.Create(CultureInfo.InvariantCulture,
            $"the smoothed return fell from {_best:G4} to {_now:G4}: the controller unlearns. Its best checkpoint stays; more worlds, fewer epochs or a lower learning_rate make training steadier");
    }

    /// <summary>Numbers to go on from.</summary>
    public IEnumerable<KeyValuePair<string, double>> Save() =>
    [
        new("return_now", _now), new("return_first", _first), new("return_best", _best), new("return_spread", _spread), new("return_count", _count),
        new("return_warned", _warned ? 1 : 0),
    ];

    /// <summary>Goes on from what <see cref="Save"/> gave.</summary>
    public static ReturnWatch Restore(IReadOnlyDictionary<string, double> saved) => new()
    {
        _now = saved["return_now"],
        _first = saved["return_first"],
        _best = saved["return_best"],
        _spread = saved["return_spread"],
        _count = saved["return_count"],
        _warned = saved["return_warned"] > 0,
    };
}
