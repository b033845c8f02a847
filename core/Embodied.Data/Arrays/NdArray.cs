namespace Embodied.Data.Arrays;

/// <summary>Numbers on a grid, row-major (last axis fastest), as they stood in a file, in no particular unit.</summary>
public sealed class NdArray
{
    // Replaced as a whole, so that readers on other threads see one or the other.
    private Grid _grid;

    /// <summary>Wraps values.</summary>
    /// <exception cref="ArgumentException">The product of the sizes is not the number of values.</exception>
    public NdArray(double[] values, params int[] shape)
        : this(new StoredNumbers(values), shape, RowMajor(shape))
    {
    }

    private NdArray(StoredNumbers stored, int[] shape, int[] strides)
    {
        if (shape.Aggregate(1L, (n, size) => n * size) != stored.Count)
            throw new ArgumentException($"{Describe(shape)} does not hold {stored.Count} values.", nameof(shape));
        (_grid, Shape) = (new(stored, strides), shape);
    }

    /// <summary>Sizes of the axes; empty for a single number.</summary>
    public int[] Shape { get; }

    /// <summary>How many values there are.</summary>
    public int Count => _grid.Stored.Count;

    /// <summary>The values, row-major. They are put in this order when first asked for.</summary>
    public double[] Values
    {
        get
        {
            var grid = _grid;
            if (grid.Stored.AsDoubles is { } values && IsRowMajor(grid))
                return values;
            values = Gather(grid);
            _grid = new(new StoredNumbers(values), RowMajor(Shape));
            return values;
        }
    }

    /// <summary>Number of axes.</summary>
    public int Rank => Shape.Length;

    /// <summary>Takes values whose first axis is the fastest.</summary>
    public static NdArray FromColumnMajor(double[] values, int[] shape) => FromColumnMajor(new StoredNumbers(values), shape);

    /// <summary>Likewise, of numbers that are only widened when they are wanted.</summary>
    internal static NdArray FromColumnMajor(StoredNumbers stored, int[] shape)
    {
        int[] reversed = [.. shape.Reverse()];
        return new NdArray(stored, reversed, RowMajor(reversed)).Permute([.. Enumerable.Range(0, shape.Length).Reverse()]);
    }

    /// <summary>Axes in another order: axis <c>i</c> of the result is axis <c>axes[i]</c> of this. Nothing is copied.</summary>
    public NdArray Permute(params int[] axes)
    {
        var grid = _grid;
        return new(grid.Stored, [.. axes.Select(a => Shape[a])], [.. axes.Select(a => grid.Strides[a])]);
    }

    /// <summary>The same values on other axes.</summary>
    public NdArray Reshape(params int[] shape)
    {
        if (!Shape.Where(s => s != 1).SequenceEqual(shape.Where(s => s != 1)))
            return new(Values, shape);
        // Axes of one value come and go without moving any.
        var grid = _grid;
        var kept = new Queue<int>(grid.Strides.Where((_, axis) => Shape[axis] != 1));
        return new(grid.Stored, shape, [.. shape.Select(s => s == 1 ? 1 : kept.Dequeue())]);
    }

    /// <summary>A copy of the values, row-major, that the caller owns.</summary>
    internal double[] ToValues() => Gather(_grid);

    /// <summary>The numbers as they are stored, and by how many of them neighbours along each axis lie apart.</summary>
    internal (StoredNumbers Stored, int[] Strides) AsStored() => (_grid.Stored, _grid.Strides);

    /// <summary>Sizes as people write them: <c>[1000, 3, 23]</c>.</summary>
    public static string Describe(IEnumerable<int> shape) => $"[{string.Join(", ", shape)}]";

    /// <inheritdoc/>
    public override string ToString() => Describe(Shape);

    private double[] Gather(Grid grid)
    {
        var (stored, steps) = (grid.Stored, grid.Strides);
        if (stored.AsDoubles is { } values && IsRowMajor(grid))
            return (double[])values.Clone();
        var result = new double[stored.Count];
        var index = new int[Rank];
        var source = 0;
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = stored[source];
            for (var axis = Rank - 1; axis >= 0; axis--)
            {
                source += steps[axis];
                if (++index[axis] < Shape[axis])
                    break;
                source -= steps[axis] * Shape[axis];
                index[axis] = 0;
            }
        }

        return result;
    }

    private bool IsRowMajor(Grid grid) => RowMajor(Shape).Zip(grid.Strides).Where((_, axis) => Shape[axis] != 1).All(s => s.First == s.Second);

    private static int[] RowMajor(int[] shape)
    {
        var strides = new int[shape.Length];
        for (int axis = shape.Length - 1, stride = 1; axis >= 0; stride *= shape[axis], axis--)
            strides[axis] = stride;
        return strides;
    }

    private sealed record Grid(StoredNumbers Stored, int[] Strides);
}
