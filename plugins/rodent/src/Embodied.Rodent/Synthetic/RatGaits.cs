using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Settings;

namespace Embodied.Rodent.Synthetic;

/// <summary>
/// How a rat walks at each speed, so that physics can follow; no model of how rats do. The figures were searched for by the cross-entropy method, by what a model-based teacher
/// costs that follows them: at 0.12 and 0.20 m/s, and near 0.30 and 0.39; what lies between is interpolated. Slower gaits are the one at 0.12 m/s but for cadence, set by hand, for
/// the search takes very short steps there, and for duty and lift, tried in pairs: whoever barely lifts a slow paw drags it. Each figure may be replaced, at all speeds alike.
/// </summary>
internal sealed class RatGaits
{
    // By speed [m/s at scale 1].
    private static readonly (double Speed, RatGait Gait)[] Searched =
    [
        (0.03, new() { Frequency = 2.8, Duty = 0.7, Lead = 0.268, Lift = 0.01, Drop = 0, Pitch = 0.029, Sway = 0.036, Bob = -0.0003, HindAhead = 0.0021, ForeAhead = -0.0006, Wider = 0.0027 }),
        (0.05, new() { Frequency = 2.8, Duty = 0.67, Lead = 0.268, Lift = 0.009, Drop = 0, Pitch = 0.029, Sway = 0.036, Bob = -0.0003, HindAhead = 0.0021, ForeAhead = -0.0006, Wider = 0.0027 }),
        (0.12, new() { Frequency = 3.6, Duty = 0.645, Lead = 0.268, Lift = 0.0067, Drop = 0, Pitch = 0.029, Sway = 0.036, Bob = -0.0003, HindAhead = 0.0021, ForeAhead = -0.0006, Wider = 0.0027 }),
        (0.20, new() { Frequency = 4.32, Duty = 0.632, Lead = 0.261, Lift = 0.0117, Drop = 0.0036, Pitch = 0.068, Sway = 0.032, Bob = -0.001, HindAhead = 0, ForeAhead = -0.0005, Wider = 0.0028 }),
        (0.30, new() { Frequency = 4.91, Duty = 0.633, Lead = 0.231, Lift = 0.0131, Drop = 0.0076, Pitch = 0.047, Sway = 0.029, Bob = -0.0009, HindAhead = 0.0019, ForeAhead = 0.001, Wider = -0.0009 }),
        (0.39, new() { Frequency = 4.95, Duty = 0.622, Lead = 0.233, Lift = 0.0148, Drop = 0.0064, Pitch = 0.047, Sway = 0.032, Bob = -0.0014, HindAhead = 0.0019, ForeAhead = 0.001, Wider = -0.0009 }),
    ];

    private static readonly Figure[] Figures =
    [
        new("frequency", "strides in a second [Hz]", new(0.5, 12), (g, v) => g with { Frequency = v }),
        new("duty", "share of a stride that a paw stands", new(0.3, 0.95), (g, v) => g with { Duty = v }),
        new("lead", "how much later than the hind paw of its side a fore paw lifts off, as a share of the stride", new(0, 1), (g, v) => g with { Lead = v }),
        new("lift", "how high paws swing [m at scale 1]", new(0, 0.05), (g, v) => g with { Lift = v }),
        new("drop", "how much the pelvis sinks [m at scale 1]", new(-0.01, 0.03), (g, v) => g with { Drop = v }),
        new("pitch", "nose-up pitch of the pelvis [rad]", new(-0.5, 0.5), (g, v) => g with { Pitch = v }),
        new("sway", "amplitude with which back and neck bend to either side [rad]", new(-0.5, 0.5), (g, v) => g with { Sway = v }),
        new("bob", "amplitude with which the body rises and sinks [m at scale 1]", new(-0.01, 0.01), (g, v) => g with { Bob = v }),
        new("hind_ahead", "how far ahead of their resting places hind paws land [m at scale 1]", new(-0.03, 0.03), (g, v) => g with { HindAhead = v }),
        new("fore_ahead", "the same of fore paws [m at scale 1]", new(-0.03, 0.03), (g, v) => g with { ForeAhead = v }),
        new("wider", "how much further out than at rest paws land [m at scale 1]", new(-0.02, 0.02), (g, v) => g with { Wider = v }),
    ];

    private readonly (Figure Figure, double Value)[] _replaced;

    /// <summary>Takes what replaces searched figures.</summary>
    /// <param name="settings">Any of <see cref="Settings"/>.</param>
    /// <exception cref="InputException">A figure is out of range.</exception>
    public RatGaits(PartSettings settings) => _replaced = [.. Figures.Where(f => settings.Has(f.Key)).Select(f => (f, settings.NumberIn(f.Key, f.Range.Low, f.Range.High)))];

    /// <summary>The gaits as they were found.</summary>
    public static RatGaits Found { get; } = new(new("gaits", null, []));

    /// <summary>The settings that replace figures.</summary>
    public static IReadOnlyList<PartSetting> Settings { get; } = [.. Figures.Select(f => new PartSetting(f.Key, "", $"at all speeds: {f.Summary}"))];

    /// <summary>The gait at a speed [m/s at scale 1].</summary>
    public RatGait At(double speed)
    {
        var gait = FoundAt(speed);
        foreach (var (figure, value) in _replaced)
            gait = figure.Replace(gait, value);
        return gait;
    }

    private static RatGait FoundAt(double speed)
    {
        var above = Math.Clamp(Array.FindIndex(Searched, s => s.Speed > speed), 1, Searched.Length - 1);
        if (speed >= Searched[^1].Speed)
            return Searched[^1].Gait;
        var (low, high) = (Searched[above - 1], Searched[above]);
        return RatGait.Mix(low.Gait, high.Gait, Math.Clamp((speed - low.Speed) / (high.Speed - low.Speed), 0, 1));
    }

    /// <summary>A figure that may be replaced.</summary>
    private sealed record Figure(string Name, string Summary, Interval Range, Func<RatGait, double, RatGait> Replace)
    {
        public string Key => "gait." + Name;
    }
}
