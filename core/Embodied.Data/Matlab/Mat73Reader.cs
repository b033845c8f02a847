using Embodied.Data.Arrays;
using Embodied.Data.Hdf;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Matlab;

/// <summary>
/// Reads MAT files of version 7.3, which are HDF5 with a user block. MATLAB writes the sizes in reverse, so that the values stand in its own order
/// (first axis fastest); the class is the attribute <c>MATLAB_class</c>, cells are references into <c>#refs#</c>.
/// </summary>
internal static class Mat73Reader
{
    private const int DeepestNesting = 64;
    private const int MostValues = 20_000;

    public static void Read(string path, Dictionary<string, MatValue> variables)
    {
        using var file = HdfFile.Open(path);
        foreach (var name in file.Children("").Where(n => !n.StartsWith('#')))
            variables[name] = ValueOrProblem(file, name);
    }

    // One variable that cannot be read must not spoil the others.
    private static MatValue ValueOrProblem(HdfFile file, string name)
    {
        try
        {
            var left = MostValues;
            return Value(file, name, 0, ref left);
        }
        catch (InputException e)
        {
            return new MatOpaque("unreadable") { Problem = e.Problem };
        }
    }

    private static MatValue Value(HdfFile file, string name, int depth, ref int left)
    {
        // Cells are references, which may lead anywhere, also to themselves.
        if (--left < 0 || depth > DeepestNesting)
            throw new InputException(file.Place(name), $"holds more than {MostValues} cells and fields, or holds itself.", "Save it again from MATLAB.");
        var type = file.Text(name, "MATLAB_class");
        if (file.IsGroup(name))
            return type is "struct" or null ? Struct(file, name, depth, ref left) : new MatOpaque(type);
        int[] dims = [.. file.Shape(name).Reverse()];
        if (file.Number(name, "MATLAB_empty") is 1)
            return Empty(type, [.. file.Numbers(name).Values.Select(v => (int)Math.Clamp(v, 0, int.MaxValue))]);
        return type switch
        {
            "cell" => new MatCell(dims, Values(file, file.References(name), depth + 1, ref left)),
            "char" => Text(file.Numbers(name), dims),
            "double" or "single" or "logical" or "int8" or "uint8" or "int16" or "uint16" or "int32" or "uint32" or "int64" or "uint64" or null
                => Numbers(file.Numbers(name), dims, type ?? "double"),
            _ => new MatOpaque(type),
        };
    }

    private static MatNumbers Numbers(NdArray stored, int[] dims, string type) => new(NdArray.FromColumnMajor(stored.Values, dims), type)
    {
        Rounded = type is "int64" or "uint64" && stored.Values.Any(v => Math.Abs(v) >= 1L << 53),
    };

    private static MatText Text(NdArray codes, int[] dims) => dims.Length == 0 ? new([1, 1], [string.Concat(codes.Values.Select(c => (char)c))]) :
        new(dims, Mat5Reader.TextRows(string.Concat(codes.Values.Select(c => (char)c)), dims));

    private static MatStruct Struct(HdfFile file, string name, int depth, ref int left)
    {
        var names = file.Children(name);
        var values = Values(file, [.. names.Select(f => $"{name}/{f}")], depth + 1, ref left);
        return new([1, 1], names.Zip(values).ToDictionary(f => f.First, f => (IReadOnlyList<MatValue>)[f.Second], StringComparer.Ordinal));
    }

    private static MatValue[] Values(HdfFile file, IReadOnlyList<string> names, int depth, ref int left)
    {
        var values = new MatValue[names.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Value(file, names[i], depth, ref left);
        return values;
    }

    // An empty array stores its sizes as its values.
    private static MatValue Empty(string? type, int[] dims)
    {
        if (dims.Length == 0 || dims.All(d => d > 0))
            dims = [0, 0];
        return type switch
        {
            "cell" => new MatCell(dims, []),
            "char" => new MatText(dims, []),
            _ => new MatNumbers(new([], dims), type ?? "double"),
        };
    }
}
