using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Embodied.OdorPlume.Plumes;

/// <summary>
/// How one episode sees a plume that many share: some puffs are dropped, whole and for good, and the others are narrower or wider. Whether a puff
/// stays is decided by a hash of its number, so that no copy of the plume is needed.
/// </summary>
internal readonly struct PuffSelection
{
    private readonly uint _salt;
    private readonly int _threshold;

    /// <summary>Keeps a share of the puffs.</summary>
    /// <param name="share">In [0, 1].</param>
    /// <param name="salt">Which ones.</param>
    /// <param name="diffusion">Multiplies r − r₀, the growth since birth.</param>
    public PuffSelection(double share, ulong salt, float diffusion = 1)
    {
        (_salt, Diffusion) = ((uint)(salt ^ (salt >> 32)), diffusion);
        _threshold = share >= 1 ? int.MaxValue : (int)(Math.Max(0, share) * int.MaxValue);
    }

    /// <summary>Every puff as it is.</summary>
    public static PuffSelection All { get; } = new(1, 0);

    /// <summary>Multiplies the growth of radii since birth.</summary>
    public float Diffusion { get; }

    /// <summary>Whether nothing is dropped.</summary>
    public bool KeepsAll => _threshold == int.MaxValue;

    /// <summary>Whether a puff stays.</summary>
    public bool Keeps(int number) => KeepsAll || Mix(Vector256.Create(number))[0] < _threshold;

    /// <summary>Which of eight puffs stay, as a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Keeps(Vector256<int> numbers) => Vector256.LessThan(Mix(numbers), Vector256.Create(_threshold)).AsSingle();

    // lowbias32 (C. Wellons, "Prospecting for hash functions", 2018), 31 bits of it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Mix(Vector256<int> numbers)
    {
        var x = (numbers.AsUInt32() * 0x9E3779B1u) ^ Vector256.Create(_salt);
        x = (x ^ (x >>> 16)) * 0x7FEB352Du;
        x = (x ^ (x >>> 15)) * 0x846CA68Bu;
        return ((x ^ (x >>> 16)) >>> 1).AsInt32();
    }
}
