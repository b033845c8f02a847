using System.Buffers.Binary;
using System.Text;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Files;

/// <summary>Reads binary fields one after another and never past the end: a short file is the user's problem to hear about, not a crash.</summary>
internal ref struct ByteCursor(ReadOnlySpan<byte> bytes, bool littleEndian, string place)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public readonly int Length => _bytes.Length;

    public readonly int Remaining => _bytes.Length - Position;

    public readonly bool LittleEndian => littleEndian;

    public readonly string Place => place;

    public ReadOnlySpan<byte> Take(long count, string what)
    {
        if (count < 0 || count > Remaining)
            throw Fail($"{what} needs {count} bytes at byte {Position}, but {Remaining} are left.");
        var span = _bytes.Slice(Position, (int)count);
        Position += (int)count;
        return span;
    }

    public uint UInt32(string what)
    {
        var span = Take(4, what);
        return littleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(span) : BinaryPrimitives.ReadUInt32BigEndian(span);
    }

    public int Int32(string what) => unchecked((int)UInt32(what));

    /// <summary>Skips to a multiple of 8; the end of the data will do too.</summary>
    public void AlignTo8() => Position = Math.Min(Length, (Position + 7) & ~7);

    public string Ascii(long count, string what) => Encoding.ASCII.GetString(Take(count, what)).TrimEnd('\0');

    public readonly InputException Fail(string problem) =>
        new(place, problem, "The file is truncated or damaged: copy or export it again.");
}
