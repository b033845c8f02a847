using System.Numerics.Tensors;

namespace Embodied.Analysis.EncodingModels.Solving;

/// <summary>The last steps of one unit and how they changed its gradient (Nocedal and Wright 2006, algorithm 7.4).</summary>
internal sealed class LimitedMemory(int most, int size)
{
    private readonly List<(double[] Step, double[] Change, double Curvature)> _pairs = [];

    /// <summary>Adds a step unless the loss did not curve along it.</summary>
    public void Remember(ReadOnlySpan<double> step, ReadOnlySpan<double> change)
    {
        var curvature = TensorPrimitives.Dot(step, change);
        if (!(curvature > 1e-14 * TensorPrimitives.Norm(step) * TensorPrimitives.Norm(change)))
            return;
        if (_pairs.Count == most)
            _pairs.RemoveAt(0);
        _pairs.Add((step.ToArray(), change.ToArray(), curvature));
    }

    /// <summary>Begins anew; false when there is nothing to forget.</summary>
    public bool Forget()
    {
        var any = _pairs.Count > 0;
        _pairs.Clear();
        return any;
    }

    /// <summary>Multiplies by the approximate inverse of the second derivatives, in place.</summary>
    /// <param name="vector">[size].</param>
    /// <param name="precondition">The approximation without any history.</param>
    public void Apply(Span<double> vector, Preconditioning precondition)
    {
        if (vector.Length != size)
            throw new ArgumentException($"{vector.Length} numbers instead of {size}.", nameof(vector));
        Span<double> shares = stackalloc double[_pairs.Count];
        for (var i = _pairs.Count - 1; i >= 0; i--)
        {
            shares[i] = TensorPrimitives.Dot(_pairs[i].Step, vector) / _pairs[i].Curvature;
            TensorPrimitives.MultiplyAdd(_pairs[i].Change, -shares[i], vector, vector);
        }

        precondition(vector);
        for (var i = 0; i < _pairs.Count; i++)
        {
            var share = shares[i] - (TensorPrimitives.Dot(_pairs[i].Change, vector) / _pairs[i].Curvature);
            TensorPrimitives.MultiplyAdd(_pairs[i].Step, share, vector, vector);
        }
    }

    /// <summary>Multiplies a vector in place.</summary>
    public delegate void Preconditioning(Span<double> vector);
}
