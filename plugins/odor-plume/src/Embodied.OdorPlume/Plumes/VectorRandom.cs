using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Embodied.Sdk.Randomness;

namespace Embodied.OdorPlume.Plumes;

/// <summary>
/// Normal deviates, sixteen at a time: xoshiro128++ (Blackman and Vigna 2021) in eight lanes, then Box and Muller (1958). The width is fixed, so the
/// bits do not depend on what the processor's vectors hold.
/// </summary>
internal struct VectorRandom
{
    private const float Ulp = 1f / (1 << 24);
    private Vector256<uint> _a;
    private Vector256<uint> _b;
    private Vector256<uint> _c;
    private Vector256<uint> _d;

    public VectorRandom(ulong seed)
    {
        var random = new RandomStream(seed);
        Span<uint> bits = stackalloc uint[32];
        foreach (ref var b in bits)
            b = (uint)(random.NextUInt64() >> 32);
        _a = Vector256.Create<uint>(bits);
        _b = Vector256.Create<uint>(bits[8..]);
        _c = Vector256.Create<uint>(bits[16..]);
        _d = Vector256.Create<uint>(bits[24..]);
    }

    /// <summary>Two times eight independent standard normal deviates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector256<float> First, Vector256<float> Second) NextGaussians()
    {
        // (0, 1] for the logarithm, [0, 1) for the angle; 24 bits are what a float holds.
        var u = (Vector256.ConvertToSingle((NextBits() >>> 8).AsInt32()) + Vector256<float>.One) * Ulp;
        var v = Vector256.ConvertToSingle((NextBits() >>> 8).AsInt32()) * Ulp;
        var radius = Vector256.Sqrt(Vector256.Log(u) * -2f);
        var (sin, cos) = Vector256.SinCos(v * float.Tau);
        return (radius * cos, radius * sin);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<uint> NextBits()
    {
        var sum = _a + _d;
        var result = ((sum << 7) | (sum >>> 25)) + _a;
        var t = _b << 9;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = (_d << 11) | (_d >>> 21);
        return result;
    }
}
