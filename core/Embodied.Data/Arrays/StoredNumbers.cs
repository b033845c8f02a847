using Embodied.Data.Files;

namespace Embodied.Data.Arrays;

/// <summary>Numbers as a file stores them, widened one by one when they are wanted: bytes that stand for 50 million numbers are not 400 MB of doubles yet.</summary>
internal sealed class StoredNumbers
{
    private readonly double[]? _values;
    private readonly Func<int, double> _read;

    /// <summary>Numbers that are doubles already.</summary>
    public StoredNumbers(double[] values)
    {
        (_values, Count) = (values, values.Length);
        _read = i => values[i];
    }

    /// <summary>Numbers of any kind, of which there are whole ones.</summary>
    public StoredNumbers(byte[] bytes, NumberType type, bool littleEndian)
    {
        Count = bytes.Length / type.Bytes;
        _read = i =>
        {
            var value = 0.0;
            type.Read(bytes.AsSpan(i * type.Bytes, type.Bytes), littleEndian, new Span<double>(ref value));
            return value;
        };
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>One of them.</summary>
    public double this[int index] => _values is { } values ? values[index] : _read(index);

    /// <summary>The array of doubles itself, where that is how they are kept.</summary>
    public double[]? AsDoubles => _values;
}
