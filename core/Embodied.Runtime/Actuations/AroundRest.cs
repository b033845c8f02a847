using Embodied.Runtime.Sensors;
using Embodied.Sdk.Acting;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Actuations;

/// <summary>
/// One action per actuator: 0 is the control at which it exerts nothing in the initial pose, −1 and 1 are a share of the way from there to the ends of
/// its range. Doing nothing then means to keep the posture, in bodies of servos as in those of motors.
/// </summary>
/// <param name="span">Share of the way to the ends.</param>
internal sealed class AroundRest(double span) : IActuation
{
    public static readonly PartSetting[] Settings = [new("span", "1", "how far −1 and 1 go, as a share of the way from rest to the ends of the range")];

    private int[] _actuators = [];
    private double[] _rest = [];
    private double[] _down = [];
    private double[] _up = [];

    public static AroundRest From(PartSettings s) => new(s.NumberIn("span", 1e-6, 1));

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body)
    {
        var names = BodyNames.Actuators(body);
        _actuators = body.Require(ElementKind.Actuator, names);
        _rest = RestControls.Of(body);
        var ranges = _actuators.Select(a => body.Model.Info.ControlRanges[a]).ToArray();
        _down = [.. ranges.Select((r, i) => span * (DirectActuation.IsLimited(r) ? _rest[i] - r.Low : 1))];
        _up = [.. ranges.Select((r, i) => span * (DirectActuation.IsLimited(r) ? r.High - _rest[i] : 1))];
        return new("controls", _actuators.Length, "1", -1, 1) { Labels = names };
    }

    /// <inheritdoc/>
    public void Apply(in StepContext step)
    {
        var controls = step.Simulation.State.Controls;
        for (var i = 0; i < _actuators.Length; i++)
        {
            var action = Math.Clamp((double)step.Action[i], -1, 1);
            controls[_actuators[i]] = _rest[i] + (action * (action < 0 ? _down[i] : _up[i]));
        }
    }
}
