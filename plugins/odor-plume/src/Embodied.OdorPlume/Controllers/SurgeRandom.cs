using Embodied.Sdk.Control;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Settings;

namespace Embodied.OdorPlume.Controllers;

/// <summary>Upwind when it smells, random right turns otherwise (agents.py, <c>SurgeRandomAgent</c>, of the published code).</summary>
internal sealed class SurgeRandom(string id, ControllerRequest request)
    : ClassicalController(id, request, new PartSettings($"controller '{id}'", request.Settings, CommonSettings), stateSize: 2)
{
    /// <inheritdoc/>
    public override void ResetState(Span<float> state, ulong seed) => Save(state, new(seed));

    /// <inheritdoc/>
    protected override Steer Steer(Percept percept, Span<float> state)
    {
        if (percept.Smells)
            return new(1, LargestTurn * PublishedTurn(percept));
        var random = new RandomStream(BitConverter.SingleToUInt32Bits(state[0]) | ((ulong)BitConverter.SingleToUInt32Bits(state[1]) << 32));
        var turn = (float)random.NextUniform(-1, 0);
        Save(state, random);
        return new(1, LargestTurn * turn);
    }

    /// <summary>Share of the largest turn: half a turn of the wind to the full rate.</summary>
    internal static float PublishedTurn(Percept percept)
    {
        var angle = MathF.Atan2(percept.Left, percept.Ahead);
        return ((angle < 0 ? angle + MathF.Tau : angle) - MathF.PI) / MathF.PI;
    }

    private static void Save(Span<float> state, RandomStream random)
    {
        state[0] = BitConverter.UInt32BitsToSingle((uint)random.State);
        state[1] = BitConverter.UInt32BitsToSingle((uint)(random.State >> 32));
    }
}
