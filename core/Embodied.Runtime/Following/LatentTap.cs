using Embodied.Learning.Controllers;
using Embodied.Sdk.Randomness;

namespace Embodied.Runtime.Following;

/// <summary>Looks at the latent of a controller while it acts: keeps latents that can stand in for others, and measures how variable they make its actions.</summary>
/// <param name="inner">The controller; disposed with this one.</param>
/// <param name="episodes">Episodes, all begun in their order.</param>
/// <param name="draws">Latents drawn for the variability of an action; below 2 for none.</param>
/// <param name="seed">Of the draws.</param>
internal sealed class LatentTap(NetworkController inner, int episodes, int draws, ulong seed) : ControllerShell(inner, inner.ObservationSize, 2)
{
    /// <summary>Neighbours in time are much alike; every tenth step is looked at.</summary>
    public const int Every = 10;

    private readonly double[] _sums = new double[episodes];
    private readonly int[] _counts = new int[episodes];
    private int _begun;

    /// <summary>The latents that were seen.</summary>
    public LatentPool Pool { get; } = new(inner.LatentSize);

    /// <summary>Standard deviation of the mean action over drawn latents, averaged over actuators and the steps looked at, one per episode.</summary>
    public IReadOnlyList<double> Deviations => [.. _sums.Zip(_counts, (sum, count) => count == 0 ? double.NaN : sum / count)];

    /// <inheritdoc/>
    protected override void Begin(Span<float> kept) => kept[0] = _begun++;

    /// <inheritdoc/>
    protected override void See(ReadOnlySpan<float> observation, ReadOnlySpan<float> state, Span<float> kept, Span<float> shown)
    {
        observation.CopyTo(shown);
        var (episode, step) = ((int)kept[0], (int)kept[1]);
        kept[1] = step + 1;
        if (step % Every != 0)
            return;
        Pool.Add(inner.LatentMean(observation, state));
        if (draws < 2)
            return;
        _sums[episode] += inner.ActionDeviation(observation, state, draws, RandomStream.For(RandomStream.For(seed, (ulong)episode).NextUInt64(), (ulong)step).State);
        _counts[episode]++;
    }
}
