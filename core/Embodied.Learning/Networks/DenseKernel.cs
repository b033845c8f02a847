using System.Numerics;
using System.Numerics.Tensors;
using Embodied.Sdk.Control;

namespace Embodied.Learning.Networks;

/// <summary>y = W x + b for rows of a batch. Every row is computed alike whatever else is in the batch, so results do not depend on it.</summary>
internal sealed class DenseKernel
{
    private readonly float[] _transposed;
    private readonly float[] _bias;

    public DenseKernel(int inputs, int outputs) => (Inputs, Outputs, _transposed, _bias) = (inputs, outputs, new float[inputs * outputs], new float[outputs]);

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>Takes W [outputs × inputs] and b.</summary>
    public void Load(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias)
    {
        for (var o = 0; o < Outputs; o++)
        {
            for (var i = 0; i < Inputs; i++)
                _transposed[(i * Outputs) + o] = weight[(o * Inputs) + i];
        }

        bias.CopyTo(_bias);
    }

    /// <summary>Computes rows of [rows × inputs] into [rows × outputs].</summary>
    public void Apply(ReadOnlySpan<float> x, Span<float> y, int rows)
    {
        for (var row = 0; row < rows; row++)
            ApplyRow(x.Slice(row * Inputs, Inputs), y.Slice(row * Outputs, Outputs));
    }

    public static void Activate(Span<float> values, Nonlinearity nonlinearity)
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

    // Outputs are the fast axis, so that each input is multiplied into a whole vector of sums; four vectors at a time stay in registers.
    private void ApplyRow(ReadOnlySpan<float> x, Span<float> y)
    {
        ReadOnlySpan<float> w = _transposed;
        var width = Vector<float>.Count;
        var o = 0;
        for (; o <= Outputs - (4 * width); o += 4 * width)
        {
            var (a, b) = (new Vector<float>(_bias.AsSpan(o)), new Vector<float>(_bias.AsSpan(o + width)));
            var (c, d) = (new Vector<float>(_bias.AsSpan(o + (2 * width))), new Vector<float>(_bias.AsSpan(o + (3 * width))));
            for (var i = 0; i < x.Length; i++)
            {
                var column = w[((i * Outputs) + o)..];
                var input = new Vector<float>(x[i]);
                a = Vector.FusedMultiplyAdd(new(column), input, a);
                b = Vector.FusedMultiplyAdd(new(column[width..]), input, b);
                c = Vector.FusedMultiplyAdd(new(column[(2 * width)..]), input, c);
                d = Vector.FusedMultiplyAdd(new(column[(3 * width)..]), input, d);
            }

            a.CopyTo(y[o..]);
            b.CopyTo(y[(o + width)..]);
            c.CopyTo(y[(o + (2 * width))..]);
            d.CopyTo(y[(o + (3 * width))..]);
        }

        for (; o <= Outputs - width; o += width)
        {
            var sum = new Vector<float>(_bias.AsSpan(o));
            for (var i = 0; i < x.Length; i++)
                sum = Vector.FusedMultiplyAdd(new(w[((i * Outputs) + o)..]), new Vector<float>(x[i]), sum);
            sum.CopyTo(y[o..]);
        }

        for (; o < Outputs; o++)
        {
            var sum = _bias[o];
            for (var i = 0; i < x.Length; i++)
                sum = MathF.FusedMultiplyAdd(w[(i * Outputs) + o], x[i], sum);
            y[o] = sum;
        }
    }
}
