using System.Globalization;
using Embodied.Data.Arrays;
using Embodied.Data.Files;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Matlab;

/// <summary>Reads level-4 MAT files (MATLAB 4, <c>-v4</c>). Source: "MAT-File Format" (The MathWorks), chapter 2.</summary>
internal static class Mat4Reader
{
    private const int HeaderBytes = 20;
    private const int LongestName = 256;

    private static readonly NumberType[] Precisions =
        [NumberType.Double, new(NumberKind.Float, 4), new(NumberKind.Signed, 4), new(NumberKind.Signed, 2), new(NumberKind.Unsigned, 2), new(NumberKind.Unsigned, 1)];

    private static readonly string[] ClassNames = ["double", "single", "int32", "int16", "uint16", "uint8"];

    /// <summary>Whether the first 20 bytes are a level-4 header, in either byte order.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> head) => head.Length >= HeaderBytes && (Plausible(head, true) || Plausible(head, false));

    public static void Read(byte[] bytes, string path, Dictionary<string, MatValue> variables)
    {
        var cursor = new ByteCursor(bytes, Plausible(bytes, true), path);
        while (cursor.Remaining > 0)
        {
            var what = $"variable {variables.Count + 1}";
            var type = cursor.Int32(what);
            var (rows, columns, complex, nameLength) = (cursor.Int32(what), cursor.Int32(what), cursor.Int32(what), cursor.Int32(what));
            var (precision, kind) = (type / 10 % 10, type % 10);
            if (type is < 0 or > 4052 || precision >= Precisions.Length || kind > 2 || rows < 0 || columns < 0 || (long)rows * columns > Array.MaxLength
                || nameLength is < 1 or > LongestName)
                throw cursor.Fail($"{what} has a header that MATLAB does not write (type {type}, {rows} by {columns}).");
            var name = cursor.Ascii(nameLength, "a name");
            var array = Values(ref cursor, rows, columns, Precisions[precision], name);
            var imaginary = complex == 1 ? Values(ref cursor, rows, columns, Precisions[precision], name) : null;
            MatValue value = kind switch
            {
                0 => new MatNumbers(array, ClassNames[precision]) { Imaginary = imaginary },
                1 => new MatText(array.Shape, Rows(array)),
                _ => Sparse(array, cursor, name),
            };
            if (!variables.TryAdd(name, value))
                throw new InputException(path, $"holds two variables named {name}.", "Save it again from MATLAB.");
        }
    }

    private static bool Plausible(ReadOnlySpan<byte> head, bool littleEndian)
    {
        var cursor = new ByteCursor(head, littleEndian, "");
        var type = cursor.Int32("");
        var (rows, columns, complex, nameLength) = (cursor.Int32(""), cursor.Int32(""), cursor.Int32(""), cursor.Int32(""));
        return type / 1000 == (littleEndian ? 0 : 1) && type >= 0 && type / 100 % 10 == 0 && type / 10 % 10 <= 5 && type % 10 <= 2
            && rows >= 0 && columns >= 0 && complex is 0 or 1 && nameLength is >= 1 and <= LongestName;
    }

    private static NdArray Values(ref ByteCursor cursor, int rows, int columns, NumberType number, string name)
    {
        var count = (long)rows * columns;
        var data = cursor.Take(count * number.Bytes, $"variable '{name}' of {rows} by {columns}");
        var values = new double[count];
        number.Read(data, cursor.LittleEndian, values);
        return NdArray.FromColumnMajor(values, [rows, columns]);
    }

    private static string[] Rows(NdArray array) => array.Values.Length == 0 ? [] :
        [.. array.Values.Chunk(array.Shape[1]).Select(row => string.Concat(row.Select(c => (char)c)))];

    // Rows of (row, column, value), one-based; the last row tells the sizes.
    private static MatSparse Sparse(NdArray triplets, ByteCursor cursor, string name)
    {
        var rows = triplets.Values.Length == 0 || triplets.Shape[1] != 3 ? [] : triplets.Values.Chunk(3).ToArray();
        if (rows.Length == 0 || rows.Any(r => r[0] is not (>= 0 and <= int.MaxValue) || r[1] is not (>= 0 and <= int.MaxValue)))
            throw cursor.Fail(string.Create(CultureInfo.InvariantCulture, $"sparse variable '{name}' is no list of rows, columns and values."));
        int[] dims = [(int)rows[^1][0], (int)rows[^1][1]];
        if (rows[..^1].Any(r => r[0] < 1 || r[0] > dims[0] || r[1] < 1 || r[1] > dims[1]))
            throw cursor.Fail($"sparse variable '{name}' has an entry outside {NdArray.Describe(dims)}.");
        return new(dims, [.. rows[..^1].Select(r => new MatEntry((int)r[0] - 1, (int)r[1] - 1, r[2]))]);
    }
}
