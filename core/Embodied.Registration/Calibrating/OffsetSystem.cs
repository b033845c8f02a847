using Embodied.Numerics;
using Embodied.Registration.Solving;

namespace Embodied.Registration.Calibrating;

/// <summary>
/// What many frames together say about the offsets. Every frame's pose gives way when offsets move, so only that part of the residuals counts which its pose
/// cannot take up: with J and R the derivatives of a frame's markers by pose and offsets, the curvature is Σ RᵀWR − RᵀWJ (JᵀWJ)⁻¹ JᵀWR (the reduced
/// normal equations of bundle adjustment; Triggs et al., Vision Algorithms 1999, 6.1). Directions that poses can imitate have no curvature, and there the
/// first guess decides.
/// </summary>
internal sealed class OffsetSystem
{
    private readonly BodyBinding _body;
    private readonly int _size;
    private readonly double[] _curvature;
    private readonly double[] _slope;
    private readonly double[] _coupling;
    private readonly double[] _solved;

    public OffsetSystem(BodyBinding body)
    {
        _body = body;
        _size = 3 * body.Segments.Length;
        _curvature = new double[_size * _size];
        _slope = new double[_size];
        _coupling = new double[_size * body.Degrees.Length];
        _solved = new double[body.Degrees.Length];
    }

    /// <summary>Forgets all frames.</summary>
    public void Clear()
    {
        Array.Clear(_curvature);
        Array.Clear(_slope);
    }

    /// <summary>Adds the frames of another system.</summary>
    public void Add(OffsetSystem other)
    {
        for (var i = 0; i < _curvature.Length; i++)
            _curvature[i] += other._curvature[i];
        for (var i = 0; i < _slope.Length; i++)
            _slope[i] += other._slope[i];
    }

    /// <summary>Adds a frame at its solved pose.</summary>
    public void Add(PoseSolver solver, ReadOnlySpan<double> pose, in PoseTarget target)
    {
        if (solver.Factor(pose, target) is not { } equations)
            return;
        var rotations = solver.Kinematics.Frames.Rotations;
        Array.Clear(_coupling);
        for (var k = 0; k < target.Weights.Length; k++)
        {
            if (target.Weights[k] <= 0)
                continue;
            var weight = target.Weights[k] * RobustLoss.Weight(target.Square(k, solver.Markers), target.Cutoffs[k]);
            var r = rotations.Slice(9 * _body.Segments[k], 9);
            for (var axis = 0; axis < 3; axis++)
            {
                var column = (3 * k) + axis;
                _curvature[(column * _size) + column] += weight;
                for (var i = 0; i < 3; i++)
                    _slope[column] += weight * r[(3 * i) + axis] * (target.Points[(3 * k) + i] - solver.Markers[(3 * k) + i]);
                Couple(solver, equations, k, weight, r[axis], r[3 + axis], r[6 + axis], _coupling.AsSpan(column * _solved.Length, _solved.Length));
            }
        }
        Subtract(equations);
    }

    /// <summary>
    /// The step of the offsets that minimises the quadratic with the first guesses as a prior: Σ frames + Σ prior ‖m − m₀‖², damped.
    /// </summary>
    /// <param name="offsets">Present offsets m, [keypoints × 3].</param>
    /// <param name="prior">Weight of the first guess of each keypoint, in frames.</param>
    /// <param name="damping">Relative to the diagonal.</param>
    /// <param name="step">Receives the step, [keypoints × 3].</param>
    public bool Solve(ReadOnlySpan<double> offsets, ReadOnlySpan<double> prior, double damping, Span<double> step)
    {
        var matrix = (double[])_curvature.Clone();
        for (var i = 0; i < _size; i++)
        {
            var weight = prior[i / 3];
            var diagonal = matrix[(i * _size) + i] + weight;
            matrix[(i * _size) + i] = (diagonal * (1 + damping)) + 1e-9;
            step[i] = _slope[i] - (weight * (offsets[i] - _body.Offsets[i]));
        }
        return PositiveDefinite.FactorAndSolve(matrix, _size, step);
    }

    /// <summary>How each degree and an offset along one axis move a keypoint together, weighted.</summary>
    private void Couple(PoseSolver solver, TreeEquations equations, int k, double weight, double x, double y, double z, Span<double> row)
    {
        var marker = solver.Markers.Slice(3 * k, 3);
        var (px, py, pz) = (marker[0] - solver.Markers[0], marker[1] - solver.Markers[1], marker[2] - solver.Markers[2]);
        foreach (var i in _body.Movers[k])
        {
            if (solver.Held[i])
                continue;
            var s = equations.Axes.Slice(6 * i, 6);
            var jx = s[3] + (s[1] * pz) - (s[2] * py);
            var jy = s[4] + (s[2] * px) - (s[0] * pz);
            var jz = s[5] + (s[0] * py) - (s[1] * px);
            row[i] = weight * ((x * jx) + (y * jy) + (z * jz));
        }
    }

    /// <summary>Takes out what poses take up. The equations are in units of the body's size.</summary>
    private void Subtract(TreeEquations equations)
    {
        var perSize = 1 / (_body.Size * _body.Size);
        for (var a = 0; a < _size; a++)
        {
            var row = _coupling.AsSpan(a * _solved.Length, _solved.Length);
            row.CopyTo(_solved);
            equations.Back(_solved);
            for (var b = 0; b <= a; b++)
                _curvature[(a * _size) + b] -= perSize * System.Numerics.Tensors.TensorPrimitives.Dot<double>(_coupling.AsSpan(b * _solved.Length, _solved.Length), _solved);
        }
    }
}
