using Embodied.Sdk.Control;
using Embodied.Sdk.Settings;

namespace Embodied.OdorPlume.Controllers;

/// <summary>
/// Upwind when it smells; then four steps to one side of the apparent wind and on to the other (agents.py, <c>SurgeCastAgent</c>, of the published
/// code, after Lochmatter and Martinoli 2009).
/// </summary>
internal sealed class SurgeCast(string id, ControllerRequest request)
    : ClassicalController(id, request, new PartSettings($"controller '{id}'", request.Settings, CommonSettings), stateSize: 1)
{
    private const int CastSteps = 8;

    /// <inheritdoc/>
    public override void ResetState(Span<float> state, ulong seed) => state[0] = CastSteps;

    /// <inheritdoc/>
    protected override Steer Steer(Percept percept, Span<float> state)
    {
        var turn = SurgeRandom.PublishedTurn(percept);
        if (percept.Smells)
        {
            state[0] = CastSteps;
            return new(1, LargestTurn * turn);
        }

        // The published turn is relative to π; across the wind it is relative to π/2.
        var across = turn + 0.5f;
        return new(1, LargestTurn * (--state[0] >= CastSteps / 2 ? -across : across));
    }
}
