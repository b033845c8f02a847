using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Embodied.Sdk.Control;

namespace Embodied.Learning.Networks;

/// <summary>
/// y = W x + b for rows of a batch. Every sum begins with its bias and takes the inputs in order, whatever else is in the batch, so results do not depend on
/// it. Rows are taken four at a time, which share each load of the weights.
/// </summary>
internal sealed class DenseKernel
{
    private const int RowsAtOnce = 4;

    // Two vectors of outputs lie together for all inputs, so that weights are read from front to back.
    private static readonly int Panel = 2 * Vector<float>.Count;
    private readonly float[] _weights;
    private readonly float[] _bias;

    public DenseKernel(int inputs, int outputs)
    {
        (Inputs, Outputs) = (inputs, outputs);
        var padded = (outputs + Panel - 1) / Panel * Panel;
        (_weights, _bias) = (new float[inputs * padded], new float[padded]);
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>Takes W [outputs × inputs] and b.</summary>
    public void Load(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias)
    {
        for (var o = 0; o < Outputs; o++)
        {
            var (panel, lane) = Math.DivRem(o, Panel);
            for (var i = 0; i < Inputs; i++)
                _weights[(((panel * Inputs) + i) * Panel) + lane] = weight[(o * Inputs) + i];
        }

        bias.CopyTo(_bias);
    }

    /// <summary>Computes rows of [rows × inputs] into [rows × outputs].</summary>
    public void Apply(ReadOnlySpan<float> x, Span<float> y, int rows) => Apply(x, Inputs, y, rows);

    /// <summary>Computes rows that begin every <paramref name="stride"/> numbers into [rows × outputs].</summary>
    public void Apply(ReadOnlySpan<float> x, int stride, Span<float> y, int rows)
    {
        if (rows == 0)
            return;
        if (x.Length < ((rows - 1) * stride) + Inputs || y.Length < rows * Outputs)
            throw new ArgumentException($"{rows} rows do not fit into {x.Length} inputs and {y.Length} outputs.", nameof(rows));
        Span<float> sums = stackalloc float[RowsAtOnce * Panel];
        for (var panel = 0; panel * Panel < Outputs; panel++)
        {
            var first = panel * Panel;
            var width = Math.Min(Panel, Outputs - first);
            var row = 0;
            for (; row <= rows - RowsAtOnce; row += RowsAtOnce)
            {
                FourRows(x[(row * stride)..], stride, panel, sums);
                for (var r = 0; r < RowsAtOnce; r++)
                    sums.Slice(r * Panel, width).CopyTo(y[(((row + r) * Outputs) + first)..]);
            }

            for (; row < rows; row++)
            {
                OneRow(x[(row * stride)..], panel, sums);
                sums[..width].CopyTo(y[((row * Outputs) + first)..]);
            }
        }
    }

    /// <summary>Applies a nonlinearity to rows, each by itself: what is computed for a number may depend on its place in a span.</summary>
    public static void Activate(Span<float> values, int width, Nonlinearity nonlinearity)
    {
        for (var at = 0; at < values.Length; at += width)
            Activate(values.Slice(at, width), nonlinearity);
    }

    private static void Activate(Span<float> values, Nonlinearity nonlinearity)
    {
        switch (nonlinearity)
        {
            case Nonlinearity.Tanh:
                TensorPrimitives.Tanh(values, values);
                break;
            case Nonlinearity.Relu:
                TensorPrimitives.Max(values, 0f, values);
                break;
            default:
                for (var i = 0; i < values.Length; i++)
                    values[i] = values[i] > 0 ? values[i] : MathF.Exp(values[i]) - 1;
                break;
        }
    }

    private void FourRows(ReadOnlySpan<float> x, int stride, int panel, Span<float> sums)
    {
        var size = Vector<float>.Count;
        ref var w = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_weights), panel * Inputs * Panel);
        ref var x0 = ref MemoryMarshal.GetReference(x);
        ref var x1 = ref Unsafe.Add(ref x0, stride);
        ref var x2 = ref Unsafe.Add(ref x1, stride);
        ref var x3 = ref Unsafe.Add(ref x2, stride);
        Vector<float> a0 = new(_bias, panel * Panel), b0 = new(_bias, (panel * Panel) + size);
        Vector<float> a1 = a0, b1 = b0, a2 = a0, b2 = b0, a3 = a0, b3 = b0;
        for (var i = 0; i < Inputs; i++)
        {
            var wa = Vector.LoadUnsafe(ref w);
            var wb = Vector.LoadUnsafe(ref w, (nuint)size);
            w = ref Unsafe.Add(ref w, Panel);
            var v = new Vector<float>(Unsafe.Add(ref x0, i));
            (a0, b0) = (Vector.FusedMultiplyAdd(wa, v, a0), Vector.FusedMultiplyAdd(wb, v, b0));
            v = new Vector<float>(Unsafe.Add(ref x1, i));
            (a1, b1) = (Vector.FusedMultiplyAdd(wa, v, a1), Vector.FusedMultiplyAdd(wb, v, b1));
            v = new Vector<float>(Unsafe.Add(ref x2, i));
            (a2, b2) = (Vector.FusedMultiplyAdd(wa, v, a2), Vector.FusedMultiplyAdd(wb, v, b2));
            v = new Vector<float>(Unsafe.Add(ref x3, i));
            (a3, b3) = (Vector.FusedMultiplyAdd(wa, v, a3), Vector.FusedMultiplyAdd(wb, v, b3));
        }

        Store(a0, b0, sums);
        Store(a1, b1, sums[Panel..]);
        Store(a2, b2, sums[(2 * Panel)..]);
        Store(a3, b3, sums[(3 * Panel)..]);
    }

    private void OneRow(ReadOnlySpan<float> x, int panel, Span<float> sums)
    {
        var size = Vector<float>.Count;
        ref var w = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_weights), panel * Inputs * Panel);
        Vector<float> a = new(_bias, panel * Panel), b = new(_bias, (panel * Panel) + size);
        for (var i = 0; i < Inputs; i++)
        {
            var v = new Vector<float>(x[i]);
            a = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref w), v, a);
            b = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref w, (nuint)size), v, b);
            w = ref Unsafe.Add(ref w, Panel);
        }

        Store(a, b, sums);
    }

    private static void Store(Vector<float> a, Vector<float> b, Span<float> sums)
    {
        a.CopyTo(sums);
        b.CopyTo(sums[Vector<float>.Count..]);
    }
}
