using Embodied.Numerics;

namespace Embodied.Registration.Solving;

/// <summary>H x = −g of a least-squares step, built keypoint by keypoint from the few degrees that move each.</summary>
internal sealed class NormalEquations(int size)
{
    private readonly double[] _hessian = new double[size * size];
    private readonly double[] _factor = new double[size * size];
    private readonly double[] _gradient = new double[size];
    private readonly double[] _columns = new double[3 * size];

    /// <summary>Half the gradient of the sum of squares.</summary>
    public ReadOnlySpan<double> Gradient => _gradient;

    /// <summary>Starts over.</summary>
    public void Clear()
    {
        Array.Clear(_hessian);
        Array.Clear(_gradient);
    }

    /// <summary>Adds a keypoint: its point's derivative, the degrees that move it, its residual and weight.</summary>
    public void Add(ReadOnlySpan<double> jacobian, ReadOnlySpan<FreeDegree> degrees, ReadOnlySpan<int> movers, double x, double y, double z, double weight)
    {
        var velocities = jacobian.Length / 3;
        for (var a = 0; a < movers.Length; a++)
        {
            var i = movers[a];
            var v = degrees[i].Velocity;
            var (jx, jy, jz) = (jacobian[v], jacobian[velocities + v], jacobian[(2 * velocities) + v]);
            (_columns[3 * a], _columns[(3 * a) + 1], _columns[(3 * a) + 2]) = (jx, jy, jz);
            _gradient[i] -= weight * ((jx * x) + (jy * y) + (jz * z));
            (jx, jy, jz) = (weight * jx, weight * jy, weight * jz);
            var row = _hessian.AsSpan(i * size, size);
            for (var b = 0; b <= a; b++)
                row[movers[b]] += (jx * _columns[3 * b]) + (jy * _columns[(3 * b) + 1]) + (jz * _columns[(3 * b) + 2]);
        }
    }

    /// <summary>Adds weight · deviation² for one degree.</summary>
    public void AddDiagonal(int degree, double weight, double deviation)
    {
        _hessian[(degree * size) + degree] += weight;
        _gradient[degree] += weight * deviation;
    }

    /// <summary>
    /// Solves (H + damping · diag H) x = −g for the degrees that are not fixed, given the steps of those that are (in <paramref name="step"/>).
    /// False when the system is singular.
    /// </summary>
    public bool Solve(ReadOnlySpan<bool> isFixed, double damping, Span<double> step)
    {
        _hessian.CopyTo(_factor, 0);
        for (var i = 0; i < size; i++)
        {
            var row = _factor.AsSpan(i * size, i + 1);
            if (isFixed[i])
                continue;
            step[i] = -_gradient[i];
            row[i] += (damping * row[i]) + 1e-12;
        }
        for (var i = 0; i < size; i++)
        {
            if (isFixed[i])
                Eliminate(i, isFixed, step);
        }
        return PositiveDefinite.Factor(_factor, size) && SolveFactored(step);
    }

    private bool SolveFactored(Span<double> step)
    {
        PositiveDefinite.Solve(_factor, size, step);
        return true;
    }

    private void Eliminate(int index, ReadOnlySpan<bool> isFixed, Span<double> step)
    {
        var value = step[index];
        for (var j = 0; j < size; j++)
        {
            ref var entry = ref _factor[j < index ? (index * size) + j : (j * size) + index];
            if (j != index && !isFixed[j])
                step[j] -= entry * value;
            entry = j == index ? 1 : 0;
        }
    }
}
