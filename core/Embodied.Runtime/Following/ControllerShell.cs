using Embodied.Sdk.Control;

namespace Embodied.Runtime.Following;

/// <summary>
/// A controller around another one that keeps something about each world with its memory, so that it goes wherever the world's row goes. Allocates nothing once it has
/// seen the largest batch.
/// </summary>
/// <param name="inner">The controller inside; disposed with this one.</param>
/// <param name="observationSize">Numbers per observation.</param>
/// <param name="extra">Numbers kept per world beside the memory of the controller inside.</param>
internal abstract class ControllerShell(IController inner, int observationSize, int extra) : IController
{
    private float[] _states = [];
    private float[] _shown = [];

    /// <inheritdoc/>
    public ControllerInfo Info { get; } = inner.Info with { StateSize = inner.Info.StateSize + extra };

    private int Own => inner.Info.StateSize;

    /// <inheritdoc/>
    public void ResetState(Span<float> state, ulong seed)
    {
        inner.ResetState(state[..Own], seed);
        state[Own..].Clear();
        Begin(state[Own..]);
    }

    /// <inheritdoc/>
    public void Act(in ControllerBatch batch)
    {
        if (_states.Length < batch.Count * Own || _shown.Length < batch.Count * observationSize)
            (_states, _shown) = (new float[batch.Count * Own], new float[batch.Count * observationSize]);
        for (var row = 0; row < batch.Count; row++)
        {
            var state = batch.States.Slice(row * Info.StateSize, Info.StateSize);
            state[..Own].CopyTo(_states.AsSpan(row * Own));
            See(batch.Observations.Slice(row * observationSize, observationSize), state[..Own], state[Own..], _shown.AsSpan(row * observationSize, observationSize));
        }

        inner.Act(new()
        {
            Count = batch.Count,
            Observations = _shown.AsSpan(0, batch.Count * observationSize),
            States = _states.AsSpan(0, batch.Count * Own),
            Actions = batch.Actions,
            Probes = batch.Probes,
            Seeds = batch.Seeds,
        });
        for (var row = 0; row < batch.Count; row++)
            _states.AsSpan(row * Own, Own).CopyTo(batch.States[(row * Info.StateSize)..]);
    }

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    /// <summary>Writes what is kept of a world whose episode begins, zeros so far, [extra].</summary>
    protected virtual void Begin(Span<float> kept)
    {
    }

    /// <summary>What the controller inside is shown.</summary>
    /// <param name="observation">What there is to see, [observation size].</param>
    /// <param name="state">The memory of the controller inside, [its state size].</param>
    /// <param name="kept">What is kept of this world, read and rewritten, [extra].</param>
    /// <param name="shown">Receives what is shown, [observation size].</param>
    protected abstract void See(ReadOnlySpan<float> observation, ReadOnlySpan<float> state, Span<float> kept, Span<float> shown);
}
