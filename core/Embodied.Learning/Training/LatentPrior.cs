using Embodied.Learning.Networks;
using Embodied.Learning.Torch;
using static TorchSharp.torch;

namespace Embodied.Learning.Training;

/// <summary>
/// How far a latent is from what its past lets expect: z_t ~ N(α z_{t−1}, 1 − α²) (Merel et al. 2019), whose marginal N(0, 1) holds where an episode
/// begins or the past is not shown.
/// </summary>
internal static class LatentPrior
{
    /// <summary>The divergences of all latents from their priors, summed over steps and sequences.</summary>
    /// <param name="latents">The latents along sequences; none gives 0.</param>
    /// <param name="keep">0 where an episode begins, 1 elsewhere, [steps × sequences × 1].</param>
    /// <param name="correlation">α.</param>
    public static Tensor Divergence(IReadOnlyList<LatentOutput> latents, Tensor keep, double correlation) =>
        latents.Aggregate(Tensors.Number(0), (sum, latent) => sum.Plus(Divergence(latent, keep, correlation).sum()));

    /// <summary>Kullback–Leibler divergence of each latent from its prior, mean over its numbers, [steps × sequences].</summary>
    /// <param name="latent">The latent along sequences.</param>
    /// <param name="keep">0 where an episode begins, 1 elsewhere, [steps × sequences × 1].</param>
    /// <param name="correlation">α.</param>
    public static Tensor Divergence(LatentOutput latent, Tensor keep, double correlation)
    {
        var steps = latent.Mean.shape[0];
        // 1 where the step before is shown and belongs to the same episode.
        var known = cat([zeros_like(keep.narrow(0, 0, 1)), keep.narrow(0, 1, steps - 1)], 0);
        var past = cat([zeros_like(latent.Sample.narrow(0, 0, 1)), latent.Sample.narrow(0, 0, steps - 1)], 0);
        var mean = (past * known).Times(correlation);
        var variance = ones_like(known) - known.Times(correlation * correlation);
        var scale = latent.Scale;
        var spread = scale.Squared().Plus((latent.Mean - mean).Squared()) / variance.Times(2);
        return (variance.log().Times(0.5) - scale.log()).Plus(spread).Minus(0.5).mean([-1]);
    }
}
