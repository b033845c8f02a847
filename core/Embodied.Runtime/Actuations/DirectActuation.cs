using Embodied.Runtime.Sensors;
using Embodied.Sdk.Acting;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Actuations;

/// <summary>One action per actuator: −1 is the low end of its control range, 1 the high end. An actuator without a range takes the action as it is.</summary>
internal sealed class DirectActuation : IActuation
{
    /// <summary>Id for <see cref="Sdk.Plugins.IParts"/>.</summary>
    public const string ActuationId = "direct";

    private int[] _actuators = [];
    private double[] _middles = [];
    private double[] _halves = [];

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body)
    {
        var names = BodyNames.Actuators(body);
        _actuators = body.Require(ElementKind.Actuator, names);
        var ranges = _actuators.Select(a => body.Model.Info.ControlRanges[a]).ToArray();
        _middles = [.. ranges.Select(r => IsLimited(r) ? 0.5 * (r.Low + r.High) : 0)];
        _halves = [.. ranges.Select(r => IsLimited(r) ? 0.5 * r.Width : 1)];
        return new("controls", _actuators.Length, "1", -1, 1) { Labels = names };
    }

    /// <inheritdoc/>
    public void Apply(in StepContext step)
    {
        var controls = step.Simulation.State.Controls;
        for (var i = 0; i < _actuators.Length; i++)
            controls[_actuators[i]] = _middles[i] + (_halves[i] * Math.Clamp((double)step.Action[i], -1, 1));
    }

    /// <summary>Whether a control has a range.</summary>
    internal static bool IsLimited(Sdk.Bodies.Interval range) => range.Width > 0 && double.IsFinite(range.Width);
}
