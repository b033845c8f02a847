using Embodied.Sdk.Control;
using Embodied.Sdk.Randomness;

namespace Embodied.Runtime.Assays;

/// <summary>A controller that draws its actions, also where it would be asked for their means.</summary>
/// <param name="inner">The controller; disposed with this.</param>
/// <param name="seed">Same seed, same draws.</param>
internal sealed class DisturbedController(IController inner, ulong seed) : IController
{
    private ulong _step;

    /// <inheritdoc/>
    public ControllerInfo Info => inner.Info;

    /// <inheritdoc/>
    public void ResetState(Span<float> state, ulong episode) => inner.ResetState(state, episode);

    /// <inheritdoc/>
    public void Act(in ControllerBatch batch) => inner.Act(new()
    {
        Count = batch.Count,
        Observations = batch.Observations,
        States = batch.States,
        Actions = batch.Actions,
        Probes = batch.Probes,
        Sampled = true,
        Seed = RandomStream.For(seed, _step++).NextUInt64(),
    });

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}
