using Embodied.OdorPlume.Plumes;
using Embodied.Sdk.Acting;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Sensing;

namespace Embodied.OdorPlume.Tracking;

/// <summary>
/// Move and turn as the published agent does: at each step it first turns, all at once as in a saccade, and then goes straight, while the wind of that
/// step carries it along. −1 is standing still and turning right at full rate, 1 full speed and turning left.
/// </summary>
internal sealed class FlightActuation(PlumeEpisode episode, TrackSettings settings) : IActuation
{
    private const double Dt = 1.0 / PlumeMovie.Rate;
    private readonly FlightParameters _flight = settings.Flight;
    private readonly double _noise = settings.ActionNoise;
    private PlanarRoot _root;
    private int _forward;
    private int _sideways;

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body)
    {
        _root = PlanarRoot.Of(body);
        _forward = body.Require(ElementKind.Actuator, "forward");
        _sideways = body.Require(ElementKind.Actuator, "sideways");
        return new("flight", 2, "1", -1, 1) { Labels = ["move", "turn"] };
    }

    /// <inheritdoc/>
    public void Apply(in StepContext step)
    {
        var state = step.Simulation.State;
        var (move, turn) = (Fraction(step.Action[0]), Fraction(step.Action[1]));
        episode.LastAction = new((float)move, (float)turn);
        if (episode.Mirrored)
            turn = 1 - turn;
        var heading = _root.Heading(state) + (_flight.TurnCapacity * ((2 * turn) - 1) * Dt);
        _root.Turn(state, heading);
        var (sin, cos) = Math.SinCos(heading);
        var speed = _flight.MoveCapacity * move;
        episode.AirVelocity = new((float)(cos * speed), (float)(sin * speed));
        var wind = _flight.Drifts ? episode.FrameAt(state.Time + Dt).Wind : default;
        state.Controls[_forward] = speed + (wind.X * cos) + (wind.Y * sin);
        state.Controls[_sideways] = (wind.Y * cos) - (wind.X * sin);
    }

    private double Fraction(float action)
    {
        var fraction = (Math.Clamp((double)action, -1, 1) + 1) / 2;
        return _noise > 0 ? fraction * (1 + episode.Random.NextUniform(-_noise, _noise)) : fraction;
    }
}
