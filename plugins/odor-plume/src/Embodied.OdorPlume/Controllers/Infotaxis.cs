using Embodied.OdorPlume.Plumes;
using Embodied.Sdk.Control;
using Embodied.Sdk.Settings;

namespace Embodied.OdorPlume.Controllers;

/// <summary>
/// Infotaxis (Vergassola, Villermaux and Shraiman, Nature 445:406, 2007) in a windy plane: keeps a map of where the source may be and moves where the
/// expected entropy of that map falls most. The insect finds its place by adding up its own motion and the drift of the wind, both of which it can
/// perceive; the map's frame is that of the wind and the place at the start.
/// </summary>
internal sealed class Infotaxis : ClassicalController
{
    private const float Dt = 1f / PlumeMovie.Rate;
    private const int X = 0;
    private const int Y = 1;
    private const int Heading = 2;
    private const int LastMove = 3;
    private const int LastTurn = 4;
    private const int Countdown = 5;
    private const int Course = 6;
    private const int Started = 7;
    private const int MapStart = 8;
    private const int Directions = 12;
    private readonly SourceMap _map;
    private readonly int _interval;

    public Infotaxis(string id, ControllerRequest request)
        : this(id, request, new PartSettings($"controller '{id}'", request.Settings, [.. CommonSettings, "interval", .. PlumeModel.Settings]))
    {
    }

    private Infotaxis(string id, ControllerRequest request, PartSettings settings)
        : base(id, request, settings, MapStart + SourceMap.CellCount)
    {
        _map = new(PlumeModel.From(settings));
        _interval = Math.Max(1, settings.Count("interval", 4));
    }

    /// <inheritdoc/>
    public override void ResetState(Span<float> state, ulong seed)
    {
        state[..MapStart].Clear();
        SourceMap.Clear(state[MapStart..]);
    }

    /// <inheritdoc/>
    protected override Steer Steer(Percept percept, Span<float> state)
    {
        var ground = Locate(percept, state);
        var (x, y) = (state[X], state[Y]);
        _map.Observe(state[MapStart..], x, y, ground, percept.Smells);
        if (--state[Countdown] < 0)
        {
            state[Countdown] = _interval - 1;
            state[Course] = Decide(state, x, y, ground);
        }

        // The wind carries it too: aim so that the sum points along the course.
        var (sin, cos) = MathF.SinCos(state[Course]);
        var across = Flight.Drifts ? ((ground.Y * cos) - (ground.X * sin)) / (float)Flight.MoveCapacity : 0;
        var aim = state[Course] - MathF.Asin(Math.Clamp(across, -1, 1));
        var turn = Math.Clamp(Wrap(aim - state[Heading]), -LargestTurn, LargestTurn);
        (state[LastMove], state[LastTurn]) = (1, turn);
        state[Heading] = Wrap(state[Heading] + turn);
        return new(1, turn);
    }

    /// <summary>Adds up the last step; returns the ground wind in the frame of the map.</summary>
    private (float X, float Y) Locate(Percept percept, Span<float> state)
    {
        var own = (float)Flight.MoveCapacity * state[LastMove];
        var (ahead, left) = (percept.Ahead + own, percept.Left);
        if (state[Started] == 0)
        {
            // At rest: the wind is what it feels, and its direction becomes the x axis.
            state[Heading] = -MathF.Atan2(left, ahead);
            state[Started] = 1;
        }

        var (sin, cos) = MathF.SinCos(state[Heading]);
        var wind = (X: (ahead * cos) - (left * sin), Y: (ahead * sin) + (left * cos));
        var drift = Flight.Drifts && own > 0 ? wind : (X: 0f, Y: 0f);
        state[X] += Dt * ((own * cos) + drift.X);
        state[Y] += Dt * ((own * sin) + drift.Y);
        return wind;
    }

    /// <summary>The course whose place after the interval promises the lowest entropy.</summary>
    private float Decide(Span<float> state, float x, float y, (float X, float Y) wind)
    {
        var reach = _interval * Dt * (float)Flight.MoveCapacity;
        var (best, lowest) = (0f, float.PositiveInfinity);
        for (var k = 0; k < Directions; k++)
        {
            // From straight upwind, so that ties go there.
            var course = MathF.PI + (k * MathF.Tau / Directions);
            var (sin, cos) = MathF.SinCos(course);
            var entropy = _map.ExpectedEntropy(state[MapStart..], x + (reach * cos), y + (reach * sin), wind);
            if (entropy < lowest - 1e-6f)
                (best, lowest) = (course, entropy);
        }

        return best;
    }
}
