using System.Numerics;
using System.Runtime.InteropServices;

namespace Embodied.Registration.Solving;

/// <summary>
/// H x = −g of a least-squares step over a tree of degrees. Keypoints are point masses: what a degree feels of all keypoints beyond it is one rigid
/// inertia and one wrench, summed up from the leaves (the composite-rigid-body algorithm; Featherstone, Rigid Body Dynamics Algorithms, 2008, 6.2),
/// and the factorisation H = Lᵀ D L fills nothing in (8.5 there). Allocates nothing per step.
/// </summary>
internal sealed class TreeEquations
{
    /// <summary>Numbers per degree: mass, its moment [3], inertia [xx yy zz xy xz yz], force [3], moment of force [3].</summary>
    private const int Wide = 16;

    private readonly DegreeTree _tree;
    private readonly int _size;
    private readonly double[] _loads;
    private readonly double[] _axes;
    private readonly double[] _hessian;
    private readonly double[] _factor;
    private readonly double[] _gradient;

    public TreeEquations(DegreeTree tree)
    {
        _tree = tree;
        _size = tree.Chains.Length;
        _loads = new double[Wide * _size];
        _axes = new double[6 * _size];
        _hessian = new double[tree.Starts[^1]];
        _factor = new double[tree.Starts[^1]];
        _gradient = new double[_size];
    }

    /// <summary>Half the gradient of the sum of squares.</summary>
    public ReadOnlySpan<double> Gradient => _gradient;

    /// <summary>ω and a of every degree about the origin of the last <see cref="Start"/>.</summary>
    public ReadOnlySpan<double> Axes => _axes;

    /// <summary>Starts over at a pose.</summary>
    /// <param name="motionAxes">ω and a of every velocity dimension at the world's origin, [velocities × 6].</param>
    /// <param name="degrees">The degrees.</param>
    /// <param name="origin">Points are counted from here, which keeps numbers small far from the world's origin.</param>
    public void Start(ReadOnlySpan<double> motionAxes, ReadOnlySpan<FreeDegree> degrees, ReadOnlySpan<double> origin)
    {
        Array.Clear(_loads);
        for (var i = 0; i < degrees.Length; i++)
        {
            var from = motionAxes.Slice(6 * degrees[i].Velocity, 6);
            var to = _axes.AsSpan(6 * i, 6);
            from.CopyTo(to);
            to[3] += (from[1] * origin[2]) - (from[2] * origin[1]);
            to[4] += (from[2] * origin[0]) - (from[0] * origin[2]);
            to[5] += (from[0] * origin[1]) - (from[1] * origin[0]);
        }
    }

    /// <summary>Adds a keypoint: the last degree that moves it, its place from the origin, what is left to its target, its weight.</summary>
    public void Add(int last, double x, double y, double z, double rx, double ry, double rz, double weight)
    {
        var load = _loads.AsSpan(Wide * last, Wide);
        var (hx, hy, hz) = (weight * x, weight * y, weight * z);
        load[0] += weight;
        load[1] += hx;
        load[2] += hy;
        load[3] += hz;
        load[4] += (hy * y) + (hz * z);
        load[5] += (hx * x) + (hz * z);
        load[6] += (hx * x) + (hy * y);
        load[7] -= hx * y;
        load[8] -= hx * z;
        load[9] -= hy * z;
        load[10] += weight * rx;
        load[11] += weight * ry;
        load[12] += weight * rz;
        load[13] += (hy * rz) - (hz * ry);
        load[14] += (hz * rx) - (hx * rz);
        load[15] += (hx * ry) - (hy * rx);
    }

    /// <summary>Makes the equations of all keypoints added.</summary>
    public void Assemble()
    {
        for (var i = _size - 1; i >= 0; i--)
        {
            var chain = _tree.Chains[i];
            var load = _loads.AsSpan(Wide * i, Wide);
            if (chain.Length > 1)
                AddTo(_loads.AsSpan(Wide * chain[^2], Wide), load);
            var s = _axes.AsSpan(6 * i, 6);
            var (wx, wy, wz, ax, ay, az) = (s[0], s[1], s[2], s[3], s[4], s[5]);
            var fx = (load[0] * ax) + (wy * load[3]) - (wz * load[2]);
            var fy = (load[0] * ay) + (wz * load[1]) - (wx * load[3]);
            var fz = (load[0] * az) + (wx * load[2]) - (wy * load[1]);
            var nx = (load[4] * wx) + (load[7] * wy) + (load[8] * wz) + (load[2] * az) - (load[3] * ay);
            var ny = (load[7] * wx) + (load[5] * wy) + (load[9] * wz) + (load[3] * ax) - (load[1] * az);
            var nz = (load[8] * wx) + (load[9] * wy) + (load[6] * wz) + (load[1] * ay) - (load[2] * ax);
            _gradient[i] = -((wx * load[13]) + (wy * load[14]) + (wz * load[15]) + (ax * load[10]) + (ay * load[11]) + (az * load[12]));
            var row = Row(_hessian, i);
            for (var d = 0; d < row.Length; d++)
            {
                var t = _axes.AsSpan(6 * chain[d], 6);
                row[d] = (t[0] * nx) + (t[1] * ny) + (t[2] * nz) + (t[3] * fx) + (t[4] * fy) + (t[5] * fz);
            }
        }
    }

    /// <summary>Adds weight · deviation² for one degree.</summary>
    public void AddDiagonal(int degree, double weight, double deviation)
    {
        _hessian[_tree.Starts[degree + 1] - 1] += weight;
        _gradient[degree] += weight * deviation;
    }

    /// <summary>
    /// Solves (H + damping · diag H) x = −g for the degrees that are not fixed, given the steps of those that are (in <paramref name="step"/>).
    /// False when the system is singular.
    /// </summary>
    public bool Solve(ReadOnlySpan<bool> isFixed, double damping, Span<double> step)
    {
        for (var i = 0; i < _size; i++)
        {
            if (!isFixed[i])
                step[i] = -_gradient[i];
        }
        Load(damping);
        for (var i = 0; i < _size; i++)
        {
            if (isFixed[i])
                Eliminate(i, isFixed, step);
        }
        if (!Decompose())
            return false;
        Back(step);
        return true;
    }

    /// <summary>Factors H with fixed degrees left out, for <see cref="Back"/>. False when it is singular.</summary>
    public bool Factor(ReadOnlySpan<bool> isFixed, double damping)
    {
        Span<double> nothing = stackalloc double[_size];
        nothing.Clear();
        Load(damping);
        for (var i = 0; i < _size; i++)
        {
            if (isFixed[i])
                Eliminate(i, isFixed, nothing);
        }
        return Decompose();
    }

    /// <summary>Replaces b by the solution x of Lᵀ D L x = b.</summary>
    public void Back(Span<double> vector)
    {
        for (var k = _size - 1; k >= 0; k--)
        {
            var row = Row(_factor, k);
            var (chain, value) = (_tree.Chains[k], vector[k]);
            for (var d = 0; d < row.Length - 1; d++)
                vector[chain[d]] -= row[d] * value;
        }
        for (var k = 0; k < _size; k++)
        {
            var row = Row(_factor, k);
            var chain = _tree.Chains[k];
            var value = vector[k] / row[^1];
            for (var d = 0; d < row.Length - 1; d++)
                value -= row[d] * vector[chain[d]];
            vector[k] = value;
        }
    }

    private void Load(double damping)
    {
        _hessian.CopyTo(_factor, 0);
        for (var i = 0; i < _size; i++)
        {
            ref var diagonal = ref _factor[_tree.Starts[i + 1] - 1];
            diagonal += (damping * diagonal) + 1e-12;
        }
    }

    /// <summary>Takes a degree whose step is known out of the equations of the others.</summary>
    private void Eliminate(int index, ReadOnlySpan<bool> isFixed, Span<double> step)
    {
        var row = Row(_factor, index);
        var (chain, value) = (_tree.Chains[index], step[index]);
        for (var d = 0; d < row.Length - 1; d++)
        {
            if (!isFixed[chain[d]])
                step[chain[d]] -= row[d] * value;
            row[d] = 0;
        }
        row[^1] = 1;
        foreach (var beyond in _tree.Beyond[index])
        {
            ref var entry = ref Row(_factor, beyond)[row.Length - 1];
            if (!isFixed[beyond])
                step[beyond] -= entry * value;
            entry = 0;
        }
    }

    private bool Decompose()
    {
        for (var k = _size - 1; k >= 0; k--)
        {
            var row = Row(_factor, k);
            var chain = _tree.Chains[k];
            var pivot = row[^1];
            if (!(pivot > 0))
                return false;
            for (var d = row.Length - 2; d >= 0; d--)
            {
                if (row[d] != 0)
                    Subtract(Row(_factor, chain[d])[..(d + 1)], row, row[d] / pivot);
            }
            for (var d = 0; d < row.Length - 1; d++)
                row[d] /= pivot;
        }
        return true;
    }

    private Span<double> Row(double[] rows, int degree) => rows.AsSpan(_tree.Starts[degree], _tree.Starts[degree + 1] - _tree.Starts[degree]);

    private static void AddTo(Span<double> sum, ReadOnlySpan<double> load)
    {
        for (var i = 0; i < Wide; i++)
            sum[i] += load[i];
    }

    private static void Subtract(Span<double> target, ReadOnlySpan<double> row, double factor)
    {
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        var rows = MemoryMarshal.Cast<double, Vector<double>>(row);
        for (var i = 0; i < targets.Length; i++)
            targets[i] -= factor * rows[i];
        for (var i = targets.Length * Vector<double>.Count; i < target.Length; i++)
            target[i] -= factor * row[i];
    }
}
