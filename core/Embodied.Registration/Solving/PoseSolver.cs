using Embodied.Sdk.Physics;

namespace Embodied.Registration.Solving;

/// <summary>
/// Finds the pose that brings markers nearest to keypoints: Levenberg–Marquardt on the manifold of poses with joint limits as a box
/// (each step solves a box-constrained quadratic by fixing the degrees that leave it). Minimises, in units of the body's size,
/// Σ w ρ(‖y − p(q)‖) + ridge Σ(q − rest)² + smoothness Σ(q − previous)², the last two over hinges; ρ is <see cref="RobustLoss"/>, or the square.
/// One per thread; allocates nothing per frame.
/// </summary>
internal sealed class PoseSolver : IDisposable
{
    private const int BoxPasses = 6;
    private readonly BodyBinding _body;
    private readonly IKinematics _kinematics;
    private readonly SolverSettings _settings;
    private readonly TreeEquations _equations;
    private readonly double _perSize;
    private readonly double[] _axes;
    private readonly double[] _velocities;
    private readonly double[] _trial;
    private readonly double[] _step;
    private readonly bool[] _fixed;
    private double[] _markers;
    private double[] _trialMarkers;

    public PoseSolver(BodyBinding body, SolverSettings settings)
    {
        (_body, _settings) = (body, settings);
        _kinematics = BodyBinding.CreateKinematics(body.Model);
        _equations = new TreeEquations(body.Tree);
        _perSize = 1 / (body.Size * body.Size);
        _axes = new double[6 * body.Model.Info.VelocityCount];
        _velocities = new double[body.Model.Info.VelocityCount];
        _trial = new double[body.Model.Info.PositionCount];
        _step = new double[body.Degrees.Length];
        _fixed = new bool[body.Degrees.Length];
        _markers = new double[3 * body.Segments.Length];
        _trialMarkers = new double[3 * body.Segments.Length];
    }

    /// <summary>The body this solver poses.</summary>
    public BodyBinding Body => _body;

    /// <summary>Poses without solving.</summary>
    public IKinematics Kinematics => _kinematics;

    /// <summary>Markers at the solution, [keypoints × 3].</summary>
    public ReadOnlySpan<double> Markers => _markers;

    /// <summary>Derivatives computed by the last <see cref="Solve"/>.</summary>
    public int Iterations { get; private set; }

    /// <summary>Improves <paramref name="pose"/> in place and returns the sum of squares that is left, in units of the body's size squared.</summary>
    public double Solve(Span<double> pose, in PoseTarget target, int iterations)
    {
        Bound(pose);
        var cost = Evaluate(pose, target, _markers);
        var damping = _settings.Damping;
        var fresh = false;
        Iterations = 0;
        for (var i = 0; i < iterations; i++)
        {
            if (!fresh)
                Linearise(pose, target);
            fresh = true;
            if (!Step(pose, damping))
                break;
            Move(pose, _trial);
            var trial = Evaluate(_trial, target, _trialMarkers);
            if (trial < cost)
            {
                var gain = cost - trial;
                _trial.CopyTo(pose);
                (_markers, _trialMarkers) = (_trialMarkers, _markers);
                cost = trial;
                damping = Math.Max(damping * 0.1, 1e-9);
                fresh = false;
                if (gain <= _settings.Tolerance * cost)
                    break;
            }
            else if ((damping = Math.Max(damping, 1e-6) * 10) > 1e4)
            {
                break;
            }
        }
        return cost;
    }

    /// <summary>Puts markers and frames at a pose.</summary>
    public void Restore(ReadOnlySpan<double> pose, in PoseTarget target) => Evaluate(pose, target, _markers);

    /// <summary>
    /// How badly a pose just solved fits, in units of the body's size squared: as the sum of squares, but a keypoint counts no more than at its cutoff,
    /// so a few outliers do not look like a lost animal. Also counts the keypoints that are no outliers.
    /// </summary>
    public (double Square, int Fitting) Misfit(in PoseTarget target)
    {
        var (sum, fitting) = (0.0, 0);
        for (var k = 0; k < target.Weights.Length; k++)
        {
            if (target.Weights[k] <= 0)
                continue;
            var square = target.Square(k, _markers);
            var limit = target.Cutoffs.IsEmpty ? square : target.Cutoffs[k] * target.Cutoffs[k];
            sum += target.Weights[k] * Math.Min(square, limit);
            fitting += target.Cutoffs.IsEmpty || !RobustLoss.IsOutlier(square, target.Cutoffs[k]) ? 1 : 0;
        }
        return (sum * _perSize, fitting);
    }

    /// <summary>Factors the equations at a solved pose, degrees at their limits held; null when they are singular.</summary>
    public TreeEquations? Factor(ReadOnlySpan<double> pose, in PoseTarget target)
    {
        Evaluate(pose, target, _markers);
        Linearise(pose, target);
        FixAtLimits(pose);
        return _equations.Factor(_fixed, 1e-9) ? _equations : null;
    }

    /// <summary>Whether each degree was held by the last <see cref="Factor"/>.</summary>
    public ReadOnlySpan<bool> Held => _fixed;

    /// <inheritdoc/>
    public void Dispose() => _kinematics.Dispose();

    private double Evaluate(ReadOnlySpan<double> pose, in PoseTarget target, Span<double> markers)
    {
        _kinematics.Pose(pose);
        MarkerPlacement.PlaceAll(_kinematics.Frames, _body.Segments, target.Offsets, markers);
        double sum = 0;
        for (var k = 0; k < target.Weights.Length; k++)
        {
            if (target.Weights[k] <= 0)
                continue;
            var square = target.Square(k, markers);
            sum += target.Weights[k] * (target.Cutoffs.IsEmpty ? square : RobustLoss.Cost(square, target.Cutoffs[k]));
        }
        return (sum * _perSize) + Penalty(pose, target.Previous);
    }

    private double Penalty(ReadOnlySpan<double> pose, ReadOnlySpan<double> previous)
    {
        double rest = 0, change = 0;
        foreach (ref readonly var degree in _body.Degrees.AsSpan())
        {
            if (!degree.IsHinge)
                continue;
            var value = pose[degree.Position];
            rest += (value - degree.Rest) * (value - degree.Rest);
            if (!previous.IsEmpty)
                change += (value - previous[degree.Position]) * (value - previous[degree.Position]);
        }
        return (_settings.Ridge * rest) + (_settings.Smoothness * change);
    }

    private void Linearise(ReadOnlySpan<double> pose, in PoseTarget target)
    {
        Iterations++;
        _kinematics.MotionAxes(_axes);
        var (ox, oy, oz) = (_markers[0], _markers[1], _markers[2]);
        _equations.Start(_axes, _body.Degrees, _markers.AsSpan(0, 3));
        for (var k = 0; k < target.Weights.Length; k++)
        {
            if (target.Weights[k] <= 0 || _body.Movers[k].Length == 0)
                continue;
            var marker = _markers.AsSpan(3 * k, 3);
            var y = target.Points.Slice(3 * k, 3);
            _equations.Add(
                _body.Movers[k][^1], marker[0] - ox, marker[1] - oy, marker[2] - oz, y[0] - marker[0], y[1] - marker[1], y[2] - marker[2],
                WeightOf(k, target) * _perSize);
        }
        _equations.Assemble();
        for (var i = 0; i < _body.Degrees.Length; i++)
        {
            ref readonly var degree = ref _body.Degrees[i];
            if (!degree.IsHinge)
                continue;
            var value = pose[degree.Position];
            _equations.AddDiagonal(i, _settings.Ridge, value - degree.Rest);
            if (!target.Previous.IsEmpty)
                _equations.AddDiagonal(i, _settings.Smoothness, value - target.Previous[degree.Position]);
        }
    }

    private double WeightOf(int k, in PoseTarget target) =>
        target.Weights[k] * (target.Cutoffs.IsEmpty ? 1 : RobustLoss.Weight(target.Square(k, _markers), target.Cutoffs[k]));

    /// <summary>Minimises the quadratic inside the box; degrees that push against a limit stay there, those that would cross one stop at it.</summary>
    private bool Step(ReadOnlySpan<double> pose, double damping)
    {
        FixAtLimits(pose);
        for (var pass = 0; pass < BoxPasses; pass++)
        {
            if (!_equations.Solve(_fixed, damping, _step))
                return false;
            if (!StopAtLimits(pose))
                break;
        }
        return true;
    }

    /// <summary>Holds the degrees that push against a limit.</summary>
    private void FixAtLimits(ReadOnlySpan<double> pose)
    {
        for (var i = 0; i < _fixed.Length; i++)
        {
            ref readonly var degree = ref _body.Degrees[i];
            var slope = _equations.Gradient[i];
            _step[i] = 0;
            _fixed[i] = degree.IsScalar && ((slope > 0 && pose[degree.Position] <= degree.Low) || (slope < 0 && pose[degree.Position] >= degree.High));
        }
    }

    private bool StopAtLimits(ReadOnlySpan<double> pose)
    {
        var stopped = false;
        for (var i = 0; i < _fixed.Length; i++)
        {
            ref readonly var degree = ref _body.Degrees[i];
            if (_fixed[i] || !degree.IsScalar)
                continue;
            var value = pose[degree.Position];
            var bounded = Math.Clamp(value + _step[i], degree.Low, degree.High);
            if (bounded == value + _step[i])
                continue;
            _step[i] = bounded - value;
            _fixed[i] = stopped = true;
        }
        return stopped;
    }

    private void Move(ReadOnlySpan<double> pose, Span<double> moved)
    {
        pose.CopyTo(moved);
        Array.Clear(_velocities);
        for (var i = 0; i < _step.Length; i++)
            _velocities[_body.Degrees[i].Velocity] = _step[i];
        _kinematics.Integrate(moved, _velocities, 1);
        Bound(moved);
    }

    private void Bound(Span<double> pose)
    {
        foreach (ref readonly var degree in _body.Degrees.AsSpan())
        {
            if (degree.IsScalar)
                pose[degree.Position] = Math.Clamp(pose[degree.Position], degree.Low, degree.High);
        }
    }
}
