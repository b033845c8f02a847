using Embodied.Sdk.Randomness;

namespace Embodied.Learning.Training;

/// <summary>Seeds of everything random in training: one family for each use, so that no two uses and no two runs share a stream.</summary>
internal static class TrainingSeeds
{
    public const ulong Weights = 1;
    public const ulong Episodes = 2;
    public const ulong Actions = 3;
    public const ulong Order = 4;
    public const ulong Teacher = 5;
    public const ulong Validation = 6;

    /// <summary>The seed of one use at one update.</summary>
    public static ulong Of(ulong seed, ulong family, long update = 0) =>
        RandomStream.For(RandomStream.For(seed, family).NextUInt64(), (ulong)update).NextUInt64();
}
