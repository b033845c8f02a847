using Embodied.Sdk.Control;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Controllers;

/// <summary>Does nothing: the middle of every action. What any other controller has to beat.</summary>
internal sealed class ZeroController : IController
{
    /// <summary>Catalog id.</summary>
    public const string ControllerId = "core/zero";

    /// <inheritdoc/>
    public ControllerInfo Info { get; } = new() { Id = ControllerId };

    /// <inheritdoc/>
    public void ResetState(Span<float> state, ulong seed)
    {
    }

    /// <inheritdoc/>
    public void Act(in ControllerBatch batch) => batch.Actions.Clear();

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>Makes it.</summary>
    internal sealed class Factory : IControllerFactory
    {
        /// <inheritdoc/>
        public IController Create(ControllerRequest request)
        {
            _ = new PartSettings($"controller '{ControllerId}'", request.Settings, []);
            return new ZeroController();
        }
    }
}

/// <summary>Acts at random: every action uniform in [−1, 1], drawn anew in every step from the seed of the episode.</summary>
/// <param name="actions">Numbers in an action.</param>
internal sealed class RandomController(int actions) : IController
{
    /// <summary>Catalog id.</summary>
    public const string ControllerId = "core/random";

    // A float holds 24 bits; the stream's state is kept in four pieces of 16.
    private const int Pieces = 4;

    /// <inheritdoc/>
    public ControllerInfo Info { get; } = new() { Id = ControllerId, StateSize = Pieces };

    /// <inheritdoc/>
    public void ResetState(Span<float> state, ulong seed) => Keep(RandomStream.For(seed, 0).State, state);

    /// <inheritdoc/>
    public void Act(in ControllerBatch batch)
    {
        for (var world = 0; world < batch.Count; world++)
        {
            var state = batch.States.Slice(world * Pieces, Pieces);
            var random = new RandomStream(Kept(state));
            foreach (ref var action in batch.Actions.Slice(world * actions, actions))
                action = (float)random.NextUniform(-1, 1);
            Keep(random.State, state);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static void Keep(ulong number, Span<float> state)
    {
        for (var i = 0; i < Pieces; i++)
            state[i] = (number >> (16 * i)) & 0xFFFF;
    }

    private static ulong Kept(ReadOnlySpan<float> state)
    {
        var number = 0UL;
        for (var i = 0; i < Pieces; i++)
            number |= (ulong)state[i] << (16 * i);
        return number;
    }

    /// <summary>Makes it.</summary>
    internal sealed class Factory : IControllerFactory
    {
        /// <inheritdoc/>
        public IController Create(ControllerRequest request)
        {
            _ = new PartSettings($"controller '{ControllerId}'", request.Settings, []);
            return new RandomController(request.Action.Size);
        }
    }
}
