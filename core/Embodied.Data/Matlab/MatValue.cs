using Embodied.Data.Arrays;

namespace Embodied.Data.Matlab;

/// <summary>A MATLAB variable, a cell or a field.</summary>
/// <param name="Dims">Its sizes as MATLAB shows them.</param>
public abstract record MatValue(IReadOnlyList<int> Dims);

/// <summary>Real numbers of any class.</summary>
/// <param name="Array">The values, row-major; the sizes are MATLAB's.</param>
/// <param name="ClassName">MATLAB's class, e.g. <c>double</c>, <c>uint8</c>, <c>logical</c>.</param>
public sealed record MatNumbers(NdArray Array, string ClassName) : MatValue(Array.Shape)
{
    /// <summary>Imaginary part, or null.</summary>
    public NdArray? Imaginary { get; init; }

    /// <summary>True when 64-bit integers of 2⁵³ and more may have lost their last bits.</summary>
    public bool Rounded { get; init; }
}

/// <summary>Characters, one string per row.</summary>
internal sealed record MatText(IReadOnlyList<int> Dims, IReadOnlyList<string> Rows) : MatValue(Dims)
{
    /// <summary>The text of a single row; empty for an empty array.</summary>
    public string Text => Rows.Count > 0 ? Rows[0] : "";
}

/// <summary>Cells in MATLAB's order: first axis fastest.</summary>
internal sealed record MatCell(IReadOnlyList<int> Dims, IReadOnlyList<MatValue> Items) : MatValue(Dims);

/// <summary>A struct array: for each field the values of all elements, first axis fastest.</summary>
internal sealed record MatStruct(IReadOnlyList<int> Dims, IReadOnlyDictionary<string, IReadOnlyList<MatValue>> Fields) : MatValue(Dims);

/// <summary>A sparse matrix as entries (zero-based).</summary>
internal sealed record MatSparse(IReadOnlyList<int> Dims, IReadOnlyList<MatEntry> Entries) : MatValue(Dims);

/// <summary>One stored entry of a sparse matrix.</summary>
internal readonly record struct MatEntry(int Row, int Column, double Value);

/// <summary>Something that only MATLAB can interpret: a function handle, an object, a table.</summary>
/// <param name="ClassName">What it is.</param>
internal sealed record MatOpaque(string ClassName) : MatValue([])
{
    /// <summary>Why it could not be read; null for what only MATLAB can interpret.</summary>
    public string? Problem { get; init; }
}
