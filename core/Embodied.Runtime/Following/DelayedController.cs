using Embodied.Sdk.Control;

namespace Embodied.Runtime.Following;

/// <summary>Shows a controller the world some steps late; until so many have passed, the first of what it saw.</summary>
/// <param name="inner">The controller; disposed with this one.</param>
/// <param name="observationSize">Numbers per observation.</param>
/// <param name="steps">How late, at least 1.</param>
internal sealed class DelayedController(IController inner, int observationSize, int steps) : ControllerShell(inner, observationSize, (steps * observationSize) + 1)
{
    private readonly int _size = observationSize;

    /// <inheritdoc/>
    protected override void See(ReadOnlySpan<float> observation, ReadOnlySpan<float> state, Span<float> kept, Span<float> shown)
    {
        // A ring of past observations, and how many there have been.
        var ring = kept[..^1];
        var seen = (int)kept[^1];
        if (seen == 0)
            observation.CopyTo(ring);
        var slot = ring.Slice(seen % steps * _size, _size);
        (seen < steps ? ring[.._size] : slot).CopyTo(shown);
        observation.CopyTo(slot);
        kept[^1] = seen + 1;
    }
}
