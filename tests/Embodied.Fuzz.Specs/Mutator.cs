using System.Buffers.Binary;
using System.Text;
using Embodied.Sdk.Randomness;

namespace Embodied.Fuzz.Specs;

/// <summary>Damages files: bits, lengths, borrowed pieces, numbers at their limits, and for texts their words and lines. Same seed, same damage.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> corpus, bool isText)
{
    private static readonly string[] Words =
        ["", "nan", "-inf", "1e999", "-1", "0", "99999999999999999999", "\"", "{", "[", "[[[[", "]", ": :", "&a *a", "!!binary", "../../x", "\u0000", "é", "'", "<", "<a", "/>", "<!--", "&", ",,", "\t", "%YAML 9"];

    private static readonly ulong[] Limits = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff, 0x7fffffffffffffff, 0xffffffffffffffff];

    /// <summary>One damaged file.</summary>
    public byte[] Damage(ref RandomStream random)
    {
        var bytes = (byte[])corpus[random.NextInt(corpus.Count)].Clone();
        var rounds = 1 + random.NextInt(4);
        for (var i = 0; i < rounds && bytes.Length > 8; i++)
            bytes = isText && random.NextInt(3) > 0 ? Text(bytes, ref random) : Binary(bytes, ref random);
        return bytes;
    }

    private byte[] Binary(byte[] bytes, ref RandomStream random)
    {
        var at = random.NextInt(bytes.Length - 8);
        switch (random.NextInt(7))
        {
            case 0:
                return bytes[..random.NextInt(bytes.Length)];
            case 1:
                bytes[at] ^= (byte)(1 << random.NextInt(8));
                return bytes;
            case 2:
                bytes.AsSpan(at, Math.Min(1 + random.NextInt(64), bytes.Length - at)).Fill((byte)random.NextInt(256));
                return bytes;
            case 3:
                BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), Limits[random.NextInt(Limits.Length)]);
                return bytes;
            case 4:
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), (uint)Limits[random.NextInt(Limits.Length)]);
                return bytes;
            case 5:
                var other = corpus[random.NextInt(corpus.Count)];
                var from = random.NextInt(other.Length);
                return [.. bytes.AsSpan(0, at), .. other.AsSpan(from, Math.Min(1 + random.NextInt(256), other.Length - from)), .. bytes.AsSpan(at)];
            default:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(Math.Min(bytes.Length, at + 1 + random.NextInt(32)))];
        }
    }

    private byte[] Text(byte[] bytes, ref RandomStream random)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n').ToList();
        var at = random.NextInt(lines.Count);
        switch (random.NextInt(6))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, lines[random.NextInt(lines.Count)]);
                break;
            case 2:
                lines[at] = new string(' ', random.NextInt(9)) + lines[at].TrimStart();
                break;
            case 3:
                var words = lines[at].Split(' ');
                words[random.NextInt(words.Length)] = Words[random.NextInt(Words.Length)];
                lines[at] = string.Join(' ', words);
                break;
            case 4:
                lines[at] = lines[at].Insert(random.NextInt(lines[at].Length + 1), Words[random.NextInt(Words.Length)]);
                break;
            default:
                lines[at] = string.Concat(Enumerable.Repeat(lines[at], 2 + random.NextInt(60)));
                break;
        }

        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }
}
