using System.Text;
using Embodied.Data.Hdf.Format;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Hdf;

/// <summary>Reads texts of fixed and of variable length; characters stored as bytes are one text.</summary>
internal static class HdfTexts
{
    public static string[] Read(HdfDataset data, HdfGlobalHeap heap, int offsetSize, string place)
    {
        var type = data.Type;
        switch (type)
        {
            case { Class: HdfClass.Integer, Size: 1 }:
                return [Encoding.UTF8.GetString(data.Read())];
            case { Class: HdfClass.Text }:
                return [.. Elements(data).Select(e => Fixed(e, type.SpacePadded))];
            case { Class: HdfClass.Sequence, IsText: true }:
                return [.. Elements(data).Select(e => Sequence(e, heap, offsetSize))];
            default:
                throw new InputException(place, $"holds {type.Class.ToString().ToLowerInvariant()}; expected text.", "Check which dataset holds the names.");
        }
    }

    private static IEnumerable<byte[]> Elements(HdfDataset data) => data.Read().Chunk(data.Type.Size);

    private static string Fixed(ReadOnlySpan<byte> bytes, bool spacePadded)
    {
        var end = bytes.IndexOf((byte)0);
        var text = Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
        return spacePadded ? text.TrimEnd(' ') : text;
    }

    private static string Sequence(byte[] element, HdfGlobalHeap heap, int offsetSize)
    {
        var at = new HdfCursor(element, offsetSize, 8);
        var length = (int)Math.Clamp(at.UInt32(), 0, int.MaxValue);
        var bytes = heap.Get(at.Offset(), at.UInt32());
        return Fixed(bytes[..Math.Min(length, bytes.Length)], spacePadded: false);
    }
}
