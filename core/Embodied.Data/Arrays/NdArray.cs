namespace Embodied.Data.Arrays;

/// <summary>Numbers on a grid, row-major (last axis fastest), as they stood in a file, in no particular unit.</summary>
public sealed class NdArray
{
    /// <summary>Wraps values.</summary>
    /// <exception cref="ArgumentException">The product of the sizes is not the number of values.</exception>
    public NdArray(double[] values, params int[] shape)
    {
        if (shape.Aggregate(1L, (n, size) => n * size) != values.Length)
            throw new ArgumentException($"{Describe(shape)} does not hold {values.Length} values.", nameof(shape));
        (Values, Shape) = (values, shape);
    }

    /// <summary>Sizes of the axes; empty for a single number.</summary>
    public int[] Shape { get; }

    /// <summary>The values, row-major.</summary>
    public double[] Values { get; }

    /// <summary>Number of axes.</summary>
    public int Rank => Shape.Length;

    /// <summary>Takes values whose first axis is the fastest.</summary>
    public static NdArray FromColumnMajor(double[] values, int[] shape)
    {
        var reversed = new NdArray(values, [.. shape.Reverse()]);
        return reversed.Permute([.. Enumerable.Range(0, shape.Length).Reverse()]);
    }

    /// <summary>Axes in another order: axis <c>i</c> of the result is axis <c>axes[i]</c> of this.</summary>
    public NdArray Permute(params int[] axes)
    {
        if (axes.SequenceEqual(Enumerable.Range(0, Rank)))
            return this;
        var shape = axes.Select(a => Shape[a]).ToArray();
        var strides = Strides(Shape);
        var steps = axes.Select(a => strides[a]).ToArray();
        var result = new double[Values.Length];
        var index = new int[Rank];
        var source = 0;
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Values[source];
            for (var axis = Rank - 1; axis >= 0; axis--)
            {
                source += steps[axis];
                if (++index[axis] < shape[axis])
                    break;
                source -= steps[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return new(result, shape);
    }

    /// <summary>The same values on other axes.</summary>
    public NdArray Reshape(params int[] shape) => new(Values, shape);

    /// <summary>Sizes as people write them: <c>[1000, 3, 23]</c>.</summary>
    public static string Describe(IEnumerable<int> shape) => $"[{string.Join(", ", shape)}]";

    /// <inheritdoc/>
    public override string ToString() => Describe(Shape);

    private static int[] Strides(int[] shape)
    {
        var strides = new int[shape.Length];
        for (int axis = shape.Length - 1, stride = 1; axis >= 0; stride *= shape[axis], axis--)
            strides[axis] = stride;
        return strides;
    }
}
