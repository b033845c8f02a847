using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Embodied.Data.Arrays;
using Embodied.Data.Files;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Numpy;

/// <summary>Reads one NumPy array. Format: numpy.org, "NEP 1, a simple file format for NumPy arrays", versions 1 to 3.</summary>
internal static partial class NpyArray
{
    private const string WriteAgain = "Write it again with numpy.save or numpy.savez.";

    /// <summary>Reads numbers of any width into doubles, row-major whichever order they were stored in.</summary>
    public static NdArray Parse(ReadOnlySpan<byte> bytes, string place)
    {
        if (bytes.Length < 10 || bytes[0] != 0x93 || !bytes[1..6].SequenceEqual("NUMPY"u8))
            throw new InputException(place, "does not start as a NumPy array does.", WriteAgain);
        int version = bytes[6];
        if (version is < 1 or > 3)
            throw new InputException(place, $"is a NumPy array of version {version}; versions 1 to 3 are read.", WriteAgain);
        var cursor = new ByteCursor(bytes, true, place);
        cursor.Take(8, "the magic number");
        var length = version == 1 ? BitConverter.ToUInt16(cursor.Take(2, "the header's length")) : cursor.UInt32("the header's length");
        var header = Encoding.UTF8.GetString(cursor.Take(length, "the header"));

        var type = Field(header, @"'descr'\s*:\s*'([^']*)'", "descr", place);
        var order = Field(header, @"'fortran_order'\s*:\s*(True|False)", "fortran_order", place);
        var shape = Shape(Field(header, @"'shape'\s*:\s*\(([^)]*)\)", "shape", place), place);
        var (number, littleEndian) = Type(type, place);
        var count = shape.Aggregate(1L, (n, size) => checked(n * size));
        var values = new double[Fits(cursor.Remaining, count, number, place)];
        number.Read(cursor.Take(count * number.Bytes, "the values"), littleEndian, values);
        return order == "True" ? NdArray.FromColumnMajor(values, shape) : new(values, shape);
    }

    private static long Fits(int available, long count, NumberType number, string place) => count * number.Bytes <= available
        ? count
        : throw new InputException(place, $"declares {count} numbers of {number.Bytes} bytes, but {available} bytes follow.",
            "The file is truncated or damaged: copy it again.");

    private static string Field(string header, string pattern, string name, string place)
    {
        var match = Regex.Match(header, pattern);
        return match.Success ? match.Groups[1].Value
            : throw new InputException(place, $"has no plain '{name}' in its header; arrays of numbers are read, structured arrays are not.", WriteAgain);
    }

    private static int[] Shape(string text, string place)
    {
        var sizes = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var shape = new int[sizes.Length];
        var count = 1L;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (!int.TryParse(sizes[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]) || (count *= shape[i]) > Array.MaxLength)
                throw new InputException(place, $"declares the shape ({text}), which no file can hold.", "The file is damaged: copy it again.");
        }

        return shape;
    }

    private static (NumberType Number, bool LittleEndian) Type(string text, string place)
    {
        var match = TypePattern().Match(text);
        if (!match.Success)
            throw new InputException(place, $"has elements of type '{text}'; floats, integers and booleans are read.", "Convert it with astype(float).");
        var kind = match.Groups[2].Value switch { "f" => NumberKind.Float, "i" => NumberKind.Signed, _ => NumberKind.Unsigned };
        var width = match.Groups[3].ValueSpan[0] - '0';
        return kind == NumberKind.Float && width == 1
            ? throw new InputException(place, $"has elements of type '{text}', which NumPy does not have.", WriteAgain)
            : (new(kind, width), match.Groups[1].Value != ">");
    }

    [GeneratedRegex("^([<>|=])([fiub])([1248])\\z")]
    private static partial Regex TypePattern();
}
