using System.Numerics.Tensors;

namespace Embodied.Imitation.Teaching.Trials;

/// <summary>Sums of one trial as it goes on. Reused; grows only with the longest trial.</summary>
internal sealed class TrialTally(int controls)
{
    private readonly double[] _controlSums = new double[controls];
    private readonly double[] _controlSquares = new double[controls];
    private TrialOptions _options = new();
    private double[] _segments = [];
    private List<double>? _course;
    private double[] _parts = [];
    private double[] _joints = [];
    private int _asked;
    private int _steps;
    private int _acts;
    private int _mimic;
    private int _track;
    private bool _mimicAlive;
    private bool _trackAlive;
    private bool _diverged;
    private FollowingErrors _sum;
    private double _deviation;
    private double _cost;

    /// <summary>Whether there is nothing more to see.</summary>
    public bool Over => _diverged || (Ended && !_options.Traced);

    /// <summary>Whether the body is lost.</summary>
    public bool Ended => _diverged || (_options.StopAtFirstFailure ? !(_mimicAlive && _trackAlive) : !(_mimicAlive || _trackAlive));

    public void Begin(int steps, TrialOptions options)
    {
        (_options, _asked, _steps, _acts, _mimic, _track) = (options, steps, 0, 0, 0, 0);
        (_mimicAlive, _trackAlive, _diverged) = (true, true, false);
        (_sum, _deviation, _cost) = (default, 0, 0);
        (_course, _parts, _joints) = (options.Traced ? new(steps) : null, [], []);
        Array.Clear(_controlSums);
        Array.Clear(_controlSquares);
        if (_segments.Length < steps)
            _segments = new double[steps];
    }

    public void AddControls(ReadOnlySpan<double> values)
    {
        _acts++;
        for (var i = 0; i < values.Length; i++)
        {
            _controlSums[i] += values[i];
            _controlSquares[i] += values[i] * values[i];
        }
    }

    public void Diverge() => (_diverged, _mimicAlive, _trackAlive) = (true, false, false);

    /// <summary>A step.</summary>
    /// <param name="errors">How far the body is.</param>
    /// <param name="parts">Distance of each tracked segment [m].</param>
    /// <param name="joints">Absolute difference of each velocity of a joint [rad].</param>
    public void Add(in FollowingErrors errors, ReadOnlySpan<double> parts, ReadOnlySpan<double> joints)
    {
        _course?.Add(errors.Segment);
        _mimicAlive &= !_options.Limits.Deviates(errors);
        _trackAlive &= !_options.Limits.Falls(errors);
        if (Ended) return;
        if (_mimicAlive) _mimic++;
        if (_trackAlive) _track++;
        _segments[_steps++] = errors.Segment;
        _sum = new(
            _sum.Segment + errors.Segment, 0, _sum.Root + errors.Root, 0, _sum.Angle + errors.Angle, _sum.Joint + errors.Joint, 0, 0);
        _deviation += FailureLimits.DeviationOf(errors);
        _cost += _options.Cost.Of(errors);
        if (_course is not null)
            AddParts(parts, joints);
    }

    private void AddParts(ReadOnlySpan<double> parts, ReadOnlySpan<double> joints)
    {
        // Made anew for every trial: results keep them.
        if (_parts.Length != parts.Length || _joints.Length != joints.Length)
            (_parts, _joints) = (new double[parts.Length], new double[joints.Length]);
        TensorPrimitives.Add(_parts, parts, _parts);
        TensorPrimitives.Add(_joints, joints, _joints);
    }

    public TrialResult Result(int frame)
    {
        var steps = Math.Max(1, _steps);
        return new()
        {
            Frame = frame,
            Asked = _asked * _options.ControlStep,
            MimicSeconds = _mimic * _options.ControlStep,
            TrackSeconds = _track * _options.ControlStep,
            MimicComplete = _mimic == _asked,
            TrackComplete = _track == _asked,
            Diverged = _diverged,
            Segment = _sum.Segment / steps,
            Root = _sum.Root / steps,
            Angle = _sum.Angle / steps,
            Joint = _sum.Joint / steps,
            Deviation = _deviation / steps,
            Cost = ((_cost + (_options.Cost.Lost * (_asked - _steps))) / _asked) + (_options.Cost.Tail * WorstTenth() / _options.Cost.Segment),
            Trace = _course is null ? null : new(_course, [.. _parts.Select(p => p / steps)], [.. _joints.Select(j => j / steps)]),
        };
    }

    public double[] ControlDeviations()
    {
        var (deviations, count) = (new double[_controlSums.Length], Math.Max(1, _acts));
        for (var i = 0; i < deviations.Length; i++)
            deviations[i] = Math.Sqrt(Math.Max(0, (_controlSquares[i] / count) - Math.Pow(_controlSums[i] / count, 2)));
        return deviations;
    }

    /// <summary>Root of the mean square of each control.</summary>
    public double[] ControlSizes() => [.. _controlSquares.Select(s => Math.Sqrt(s / Math.Max(1, _acts)))];

    private double WorstTenth()
    {
        if (_steps == 0) return 0;
        var (worst, sum) = (Math.Max(1, _steps / 10), 0.0);
        Array.Sort(_segments, 0, _steps);
        for (var i = _steps - worst; i < _steps; i++)
            sum += _segments[i];
        return sum / worst;
    }
}
