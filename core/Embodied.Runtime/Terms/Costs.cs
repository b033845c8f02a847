using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Terms;

/// <summary>Mean square of the controls, each scaled to [−1, 1] of its range; a control without a range counts as it is.</summary>
internal sealed class Effort : IRewardTerm
{
    private Interval[] _controls = [];

    public void Bind(BodyInScene body) => _controls = [.. body.Model.Info.ControlRanges];

    public double Value(in StepContext step)
    {
        var controls = step.State.Controls;
        var sum = 0.0;
        for (var i = 0; i < controls.Length; i++)
        {
            var range = _controls[i];
            var u = range.Width > 0 ? (2 * (controls[i] - range.Low) / range.Width) - 1 : controls[i];
            sum += u * u;
        }

        return controls.Length == 0 ? 0 : sum / controls.Length;
    }
}

/// <summary>Mean square of the change of actions; 0 in the first step.</summary>
internal sealed class ActionRate : IRewardTerm
{
    public void Bind(BodyInScene body)
    {
    }

    public double Value(in StepContext step)
    {
        if (step.PreviousAction.IsEmpty)
            return 0;
        var sum = 0.0;
        for (var i = 0; i < step.Action.Length; i++)
        {
            var change = (double)step.Action[i] - step.PreviousAction[i];
            sum += change * change;
        }

        return sum / step.Action.Length;
    }
}

/// <summary>1 in every step.</summary>
internal sealed class Alive : IRewardTerm
{
    public void Bind(BodyInScene body)
    {
    }

    public double Value(in StepContext step) => 1;
}
