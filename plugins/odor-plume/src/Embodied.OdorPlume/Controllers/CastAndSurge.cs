using Embodied.Sdk.Control;
using Embodied.Sdk.Settings;

namespace Embodied.OdorPlume.Controllers;

/// <summary>
/// Surge upwind while the odour is no older than a few steps; then cast across the wind in legs that grow, turning back at their ends (after Baker 1990;
/// Balkovsky and Shraiman 2002). Upwind is either what the antennae feel while surging, carried along by the insect's own turns while casting, or the
/// ground wind, recovered by adding the insect's own velocity to what it feels.
/// </summary>
internal sealed class CastAndSurge : ClassicalController
{
    private const int SinceOdour = 0;
    private const int StepsInLeg = 1;
    private const int LegLength = 2;
    private const int Side = 3;
    private const int UpwindAngle = 4;
    private const int LastMove = 5;
    private const int StateCount = 6;
    private const float Never = 1e6f;
    private readonly bool _ground;
    private readonly int _surge;
    private readonly float _width;
    private readonly float _growth;
    private readonly float _castAngle;

    public CastAndSurge(string id, ControllerRequest request, bool ground)
        : this(id, request, ground, new PartSettings($"controller '{id}'", request.Settings, [.. CommonSettings, "surge_steps", "cast_steps", "growth", "cast_angle"]))
    {
    }

    private CastAndSurge(string id, ControllerRequest request, bool ground, PartSettings settings)
        : base(id, request, settings, StateCount)
    {
        _ground = ground;
        _surge = settings.Count("surge_steps", 12);
        _width = (float)settings.Number("cast_steps", 12, 1, 1000);
        _growth = (float)settings.Number("growth", 1.35, 1, 10);
        _castAngle = (float)(settings.Number("cast_angle", ground ? 110 : 90, 0, 180) * Math.PI / 180);
    }

    /// <inheritdoc/>
    public override void ResetState(Span<float> state, ulong seed)
    {
        state.Clear();
        state[SinceOdour] = Never;
        state[LegLength] = _width;
        state[Side] = 1;
        state[UpwindAngle] = float.NaN;
    }

    /// <inheritdoc/>
    protected override Steer Steer(Percept percept, Span<float> state)
    {
        state[SinceOdour] = percept.Smells ? 0 : state[SinceOdour] + 1;
        var surging = state[SinceOdour] <= _surge;
        state[UpwindAngle] = Upwind(percept, state, surging);
        if (surging)
            (state[StepsInLeg], state[LegLength]) = (0, _width);
        else
            Cast(state);
        var turn = Wrap(state[UpwindAngle] + (surging ? 0 : state[Side] * _castAngle));
        turn = Math.Clamp(turn, -LargestTurn, LargestTurn);
        state[UpwindAngle] = Wrap(state[UpwindAngle] - turn);
        state[LastMove] = 1;
        return new(1, turn);
    }

    private float Upwind(Percept percept, Span<float> state, bool surging)
    {
        if (_ground)
            return (percept with { Ahead = percept.Ahead + ((float)Flight.MoveCapacity * state[LastMove]) }).Upwind;
        // At rest, and when flying upwind, the apparent wind comes from where the wind does.
        return surging || float.IsNaN(state[UpwindAngle]) ? percept.Upwind : state[UpwindAngle];
    }

    /// <summary>Counts the leg; at its end turns back for a longer one.</summary>
    private void Cast(Span<float> state)
    {
        if (++state[StepsInLeg] <= state[LegLength])
            return;
        state[StepsInLeg] = 0;
        state[LegLength] *= _growth;
        state[Side] = -state[Side];
    }
}
