using System.IO.Compression;
using System.Text;
using Embodied.Data.Arrays;
using Embodied.Data.Files;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Matlab;

/// <summary>Reads level-5 MAT files (MATLAB 5 to 7, <c>-v6</c> and <c>-v7</c>). Source: "MAT-File Format" (The MathWorks), chapter 1.</summary>
internal static class Mat5Reader
{
    private const int HeaderBytes = 128;
    private const int DeepestNesting = 64;

    private static readonly string[] ClassNames =
        ["", "cell", "struct", "object", "char", "sparse", "double", "single", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "function", "opaque", "object"];

    public static void Read(byte[] bytes, string path, Dictionary<string, MatValue> variables)
    {
        var little = bytes[126] == 'I';
        var cursor = new ByteCursor(bytes, little, path);
        cursor.Take(HeaderBytes, "the header");
        while (cursor.Remaining > 0)
        {
            var element = Mat5Element.Next(ref cursor, $"variable {variables.Count + 1}");
            if (element.Type == Mat5Element.Compressed)
            {
                var inner = new ByteCursor(Inflate(element.Data, little, path), little, path);
                element = Mat5Element.Next(ref inner, $"compressed variable {variables.Count + 1}");
            }

            if (element.Type != Mat5Element.Matrix)
                throw new InputException(path, $"variable {variables.Count + 1} has the element type {element.Type}; expected a matrix (14).",
                    "The file is damaged: save it again from MATLAB.");
            var (name, value) = MatrixOrProblem(new ByteCursor(element.Data, little, path));

            // An unnamed variable at the top is MATLAB's own subsystem data.
            if (name.Length > 0 && !variables.TryAdd(name, value))
                throw new InputException(path, $"holds two variables named {name}.", "Save it again from MATLAB.");
        }
    }

    private static byte[] Inflate(ReadOnlySpan<byte> data, bool littleEndian, string path)
    {
        try
        {
            using var stream = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
            var tag = new byte[8];
            stream.ReadExactly(tag);
            var cursor = new ByteCursor(tag, littleEndian, path);
            cursor.UInt32("the tag");
            long size = cursor.UInt32("the tag");
            ReadBudget.RequireUnpacked($"{path}: a compressed variable", data.Length, size);
            if (size > Array.MaxLength - tag.Length)
                throw cursor.Fail($"a compressed variable declares {size} bytes; at most {Array.MaxLength} are read at once.");
            var content = new byte[tag.Length + size];
            tag.CopyTo(content, 0);
            stream.ReadExactly(content.AsSpan(tag.Length));
            stream.CopyTo(Stream.Null); // Reads on to the checksum.
            return content;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new InputException(path, "a compressed variable does not unpack: its data end early or are corrupt.", "The file is truncated or damaged: copy it again.", e);
        }
    }

    // One variable that cannot be read must not spoil the others; its name comes before what may be wrong with it.
    private static (string Name, MatValue Value) MatrixOrProblem(ByteCursor cursor)
    {
        try
        {
            return Matrix(cursor, 0);
        }
        catch (InputException e)
        {
            Mat5Element.Next(ref cursor, "the array flags");
            Mat5Element.Next(ref cursor, "the sizes");
            return (Name(ref cursor), new MatOpaque("unreadable") { Problem = e.Problem });
        }
    }

    private static (string Name, MatValue Value) Matrix(ByteCursor cursor, int depth)
    {
        if (cursor.Length == 0)
            return ("", new MatNumbers(new([], 0, 0), "double"));
        if (depth > DeepestNesting)
            throw cursor.Fail($"cells and structs are nested deeper than {DeepestNesting}.");
        var flags = Mat5Element.Next(ref cursor, "the array flags").Numbers(cursor, 2, "the array flags");
        var (type, bits) = ((int)((long)flags[0] & 0xFF), (int)((long)flags[0] >> 8));
        if (type == 17) // Opaque: no sizes, the names come first.
            return (Name(ref cursor), new MatOpaque(Name(ref cursor)));

        var dims = Dims(Mat5Element.Next(ref cursor, "the sizes").Numbers(cursor, "the sizes"), cursor);
        var name = Name(ref cursor);
        MatValue value = type switch
        {
            1 => new MatCell(dims, Items(ref cursor, Count(dims), depth)),
            2 => Struct(ref cursor, dims, depth),
            3 => new MatOpaque(Name(ref cursor)),
            4 => Text(ref cursor, dims),
            5 => Sparse(ref cursor, dims),
            >= 6 and <= 15 => Numeric(ref cursor, dims, type, (bits & 0x08) != 0, (bits & 0x02) != 0),
            16 or 18 => new MatOpaque(ClassNames[type]),
            _ => throw cursor.Fail($"variable '{name}' has the array class {type}; MATLAB has 1 to 18."),
        };
        return (name, value);
    }

    private static MatNumbers Numeric(ref ByteCursor cursor, int[] dims, int type, bool complex, bool logical)
    {
        var element = Mat5Element.Next(ref cursor, "the values");
        var values = element.Stored(cursor, Count(dims), "the values");
        var imaginary = complex ? Mat5Element.Next(ref cursor, "the imaginary part").Stored(cursor, Count(dims), "the imaginary part") : null;
        return new(NdArray.FromColumnMajor(values, dims), logical ? "logical" : ClassNames[type])
        {
            Imaginary = imaginary is null ? null : NdArray.FromColumnMajor(imaginary, dims),
            Rounded = type is 14 or 15 && Enumerable.Range(0, values.Count).Any(i => Math.Abs(values[i]) >= 1L << 53),
        };
    }

    private static MatText Text(ref ByteCursor cursor, int[] dims)
    {
        var element = Mat5Element.Next(ref cursor, "the characters");
        var characters = element.IsUtf8
            ? Encoding.UTF8.GetString(element.Data)
            : string.Concat(element.Numbers(cursor, "the characters").Select(c => (char)c));
        if (characters.Length != Count(dims))
            throw cursor.Fail($"a text declares {Count(dims)} characters, but {characters.Length} are stored.");
        return new(dims, TextRows(characters, dims));
    }

    internal static string[] TextRows(string columnMajor, int[] dims)
    {
        if (columnMajor.Length == 0)
            return [];
        var rows = dims[0];
        return [.. Enumerable.Range(0, rows).Select(row =>
            string.Create(columnMajor.Length / rows, (columnMajor, row, rows), static (text, s) =>
            {
                for (var i = 0; i < text.Length; i++)
                    text[i] = s.columnMajor[s.row + (i * s.rows)];
            }))];
    }

    private static MatStruct Struct(ref ByteCursor cursor, int[] dims, int depth)
    {
        var width = (int)Mat5Element.Next(ref cursor, "the length of field names").Numbers(cursor, 1, "the length of field names")[0];
        var names = Mat5Element.Next(ref cursor, "the field names").Data;
        if (names.Length > 0 && (width <= 0 || names.Length % width != 0))
            throw cursor.Fail($"field names take {names.Length} bytes, which is no multiple of their length {width}.");
        var fields = new string[names.Length == 0 ? 0 : names.Length / width];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = CString(names.Slice(i * width, width));
        if (fields.Distinct(StringComparer.Ordinal).Count() != fields.Length)
            throw cursor.Fail("a struct has two fields of one name.");
        var count = Count(dims);
        var items = Items(ref cursor, count * fields.Length, depth);
        var byField = new Dictionary<string, IReadOnlyList<MatValue>>(StringComparer.Ordinal);
        for (var f = 0; f < fields.Length; f++)
        {
            var offset = f;
            byField[fields[f]] = [.. Enumerable.Range(0, (int)count).Select(i => items[(i * fields.Length) + offset])];
        }

        return new(dims, byField);
    }

    private static MatValue[] Items(ref ByteCursor cursor, long count, int depth)
    {
        if (count * Mat5Element.SmallestSize > cursor.Remaining)
            throw cursor.Fail($"{count} cells or fields are declared, but {cursor.Remaining} bytes are left.");
        var items = new MatValue[count];
        for (var i = 0; i < count; i++)
        {
            var element = Mat5Element.Next(ref cursor, "a cell or field");
            if (element.Type != Mat5Element.Matrix)
                throw cursor.Fail($"a cell or field has the element type {element.Type}; expected a matrix (14).");
            items[i] = Matrix(new ByteCursor(element.Data, cursor.LittleEndian, cursor.Place), depth + 1).Value;
        }

        return items;
    }

    private static MatSparse Sparse(ref ByteCursor cursor, int[] dims)
    {
        var rows = Mat5Element.Next(ref cursor, "the row indices").Numbers(cursor, "the row indices");
        var starts = Mat5Element.Next(ref cursor, "the column starts").Numbers(cursor, "the column starts");
        var values = Mat5Element.Next(ref cursor, "the values").Numbers(cursor, "the values");
        if (dims.Length != 2 || starts.Length != dims[1] + 1)
            throw cursor.Fail($"a sparse matrix of {NdArray.Describe(dims)} has {starts.Length} column starts.");
        // Anything else makes the same entries again and again.
        for (var column = 0; column < dims[1]; column++)
        {
            if (starts[column] > starts[column + 1])
                throw cursor.Fail($"the column starts of a sparse matrix go back from {starts[column]} to {starts[column + 1]}.");
        }

        var entries = new List<MatEntry>(values.Length);
        for (var column = 0; column < dims[1]; column++)
        {
            for (var i = starts[column]; i < starts[column + 1]; i++)
            {
                if (i < 0 || i >= rows.Length || i >= values.Length || rows[(int)i] < 0 || rows[(int)i] >= dims[0])
                    throw cursor.Fail($"a sparse matrix refers to entry {i} outside its {values.Length} values or {dims[0]} rows.");
                entries.Add(new((int)rows[(int)i], column, values[(int)i]));
            }
        }

        return new(dims, entries);
    }

    private static string Name(ref ByteCursor cursor) => CString(Mat5Element.Next(ref cursor, "a name").Data);

    private static string CString(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    private static int[] Dims(double[] sizes, ByteCursor cursor)
    {
        if (sizes.Length < 2 || sizes.Any(s => s is < 0 or > int.MaxValue) || sizes.Aggregate(1.0, (n, s) => n * s) > Array.MaxLength)
            throw cursor.Fail($"an array declares the sizes [{string.Join(", ", sizes)}], which no file can hold.");
        return [.. sizes.Select(s => (int)s)];
    }

    private static long Count(int[] dims) => dims.Aggregate(1L, (n, size) => n * size);
}
