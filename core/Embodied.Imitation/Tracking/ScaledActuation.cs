using Embodied.Sdk.Acting;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Sensing;

namespace Embodied.Imitation.Tracking;

/// <summary>
/// One action per actuator, each in units of what that actuator needs: control = middle of its range + scale · half its range · action. Motors differ a thousandfold in what
/// they use of their range; without scales the same noise moves one and breaks another.
/// </summary>
/// <param name="scales">Share of half its range that an action of 1 asks of each actuator, [actuators]; null for all of it.</param>
internal sealed class ScaledActuation(IReadOnlyList<double>? scales) : IActuation
{
    private Interval[] _ranges = [];
    private double[] _middles = [];
    private double[] _halves = [];

    /// <summary>What disturbs the controls once they are set, or null.</summary>
    public Action<SimulationState>? Disturb { get; set; }

    /// <summary>How much an action of 1 changes each control, [actuators].</summary>
    public IReadOnlyList<double> Units => _halves;

    public Channel Bind(BodyInScene body)
    {
        _ranges = [.. body.Model.Info.ControlRanges];
        if (scales is not null && scales.Count != _ranges.Length)
            throw new InputException(body.Body.Id, $"has {_ranges.Length} actuators, the scales of actions are for {scales.Count}", "Make the teacher's file anew for this body.");
        if (_ranges.Any(r => !double.IsFinite(r.Width) || r.Width <= 0))
            throw new InputException(body.Body.Id, "has an actuator without a control range", "Give every actuator a control range.");
        _middles = [.. _ranges.Select(r => 0.5 * (r.Low + r.High))];
        _halves = [.. _ranges.Select((r, i) => 0.5 * r.Width * (scales?[i] ?? 1))];
        return new("controls", _ranges.Length, "1", -1, 1)
        {
            Labels = [.. Enumerable.Range(0, _ranges.Length).Select(i => body.Model.NameOf(ElementKind.Actuator, i) ?? $"actuator{i}")],
        };
    }

    public void Apply(in StepContext step)
    {
        var controls = step.Simulation.State.Controls;
        for (var i = 0; i < _halves.Length; i++)
            controls[i] = _ranges[i].Clamp(_middles[i] + (_halves[i] * Math.Clamp((double)step.Action[i], -1, 1)));
        Disturb?.Invoke(step.Simulation.State);
    }

    /// <summary>The action that gives controls, cut at −1 and 1.</summary>
    public void Invert(ReadOnlySpan<double> controls, Span<float> action)
    {
        for (var i = 0; i < _halves.Length; i++)
            action[i] = (float)Math.Clamp((controls[i] - _middles[i]) / _halves[i], -1, 1);
    }
}
