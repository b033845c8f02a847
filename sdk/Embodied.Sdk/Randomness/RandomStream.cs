namespace Embodied.Sdk.Randomness;

/// <summary>
/// A small seeded generator (SplitMix64: Steele, Lea, Flood, OOPSLA 2014) passed by reference, so that the same seed gives the same numbers on
/// any number of threads. A struct of 8 bytes: copying it forks the stream, which is why it is passed by <c>ref</c>.
/// </summary>
public struct RandomStream : IEquatable<RandomStream>
{
    private const ulong Increment = 0x9E3779B97F4A7C15;
    private ulong _state;

    /// <summary>Starts a stream from a seed.</summary>
    public RandomStream(ulong seed) => _state = seed;

    /// <summary>The whole state; a stream made from it goes on where this one stands.</summary>
    public readonly ulong State => _state;

    /// <summary>An independent stream for item <paramref name="index"/> (a world, a clip, a frame) of one seed.</summary>
    public static RandomStream For(ulong seed, ulong index) => new(Mix(seed + Increment) ^ Mix((index * 0xD1342543DE82EF95) + 1));

    /// <summary>64 uniform bits.</summary>
    public ulong NextUInt64() => Mix(_state += Increment);

    /// <summary>Uniform in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double NextUniform(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>Uniform integer in [0, <paramref name="bound"/>). <paramref name="bound"/> must be positive.</summary>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);
    }

    /// <summary>Standard normal deviate (Box–Muller; one of the pair is dropped so that a draw always costs two uniforms).</summary>
    public double NextGaussian() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <inheritdoc/>
    public readonly bool Equals(RandomStream other) => _state == other._state;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is RandomStream other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => _state.GetHashCode();

    /// <summary>Same state.</summary>
    public static bool operator ==(RandomStream left, RandomStream right) => left.Equals(right);

    /// <summary>Different state.</summary>
    public static bool operator !=(RandomStream left, RandomStream right) => !left.Equals(right);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
