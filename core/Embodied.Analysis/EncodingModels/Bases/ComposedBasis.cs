using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.EncodingModels.Bases;

/// <summary>Bases made of others: a sum describes variables that act independently, a product a surface over both.</summary>
internal static class ComposedBasis
{
    /// <summary>The columns of all, side by side.</summary>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    public static Matrix Sum(params IReadOnlyList<Matrix> parts)
    {
        var rows = Rows(parts);
        return new([.. Enumerable.Range(0, rows).SelectMany(r => parts.SelectMany(p => p.Row(r).ToArray()))], rows, parts.Sum(p => p.Columns));
    }

    /// <summary>In each row every product of a column of one with a column of the other, the second running faster (tensor product; Wood 2017, 5.6).</summary>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    public static Matrix Product(Matrix first, Matrix second)
    {
        var rows = Rows([first, second]);
        var (columns, values) = (first.Columns * second.Columns, new double[rows * first.Columns * second.Columns]);
        for (var r = 0; r < rows; r++)
            for (var i = 0; i < first.Columns; i++)
                System.Numerics.Tensors.TensorPrimitives.Multiply(second.Row(r), first[r, i], values.AsSpan((r * columns) + (i * second.Columns), second.Columns));
        return new(values, rows, columns);
    }

    private static int Rows(IReadOnlyList<Matrix> parts) => parts.Count > 0 && parts.All(p => p.Rows == parts[0].Rows) ? parts[0].Rows
        : throw new ArgumentException($"Bases of {string.Join(", ", parts.Select(p => p.Rows))} rows cannot be put together.", nameof(parts));
}
