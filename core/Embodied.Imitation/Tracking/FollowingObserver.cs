using Embodied.Imitation.Teaching.Trials;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Tasks;

namespace Embodied.Imitation.Tracking;

/// <summary>Watches whoever acts in a <see cref="TrackingTask"/> and measures an episode as a teacher's trial is measured.</summary>
/// <param name="task">The task of the world that is watched.</param>
/// <param name="options">How long, and when the body no longer follows.</param>
public sealed class FollowingObserver(TrackingTask task, TrialOptions options) : IStepObserver
{
    private readonly TrialTally _tally = new(0);
    private readonly List<FollowingErrors> _errors = [];
    private int _frame;

    /// <inheritdoc/>
    public void Bind(BodyInScene body)
    {
    }

    /// <inheritdoc/>
    public void Reset(in StepContext start)
    {
        _errors.Clear();
        _frame = (int)Math.Round(task.Time / task.Motion.Timestep);
        var seconds = Math.Min(options.Duration, (task.Motion.Frames - 1 - _frame) * task.Motion.Timestep);
        _tally.Begin(Math.Max(1, (int)Math.Floor((seconds / options.ControlStep) + 1e-6)), options);
    }

    /// <inheritdoc/>
    public void Observe(in StepContext step)
    {
        if (_tally.Over)
            return;
        if (!_tally.Ended)
            _errors.Add(task.Errors);
        _tally.Add(task.Errors, task.SegmentErrors, task.JointErrors);
    }

    /// <summary>How far the body was from its motion after each step until it was lost.</summary>
    public IReadOnlyList<FollowingErrors> Errors => _errors;

    /// <summary>How the episode went.</summary>
    public TrialResult Result() => _tally.Result(_frame);
}
