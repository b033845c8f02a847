using Embodied.Sdk.Assays;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Measures;

/// <summary>Share of the time that a foot is on the ground, mean over the feet (Alexander 1984).</summary>
internal sealed class DutyFactor : IMeasure
{
    private readonly FootContacts _feet = new();
    private long _steps;
    private long _touching;

    public double? Value => _steps > 0 ? (double)_touching / (_steps * _feet.Touching.Length) : null;

    public void Bind(BodyInScene body) => _feet.Bind(body, "the measure 'duty-factor'");

    public void Reset(in StepContext start) => (_steps, _touching) = (0, 0);

    public void Observe(in StepContext step)
    {
        _feet.Read(step.State);
        _steps++;
        foreach (var touches in _feet.Touching)
            _touching += touches ? 1 : 0;
    }
}

/// <summary>
/// Touch-downs per foot and time, in units of √(g / h) with the height h of the root at the start: the same for bodies that move alike. A foot has to have
/// been off the ground for two steps, because contacts flicker.
/// </summary>
internal sealed class StrideFrequency : IMeasure
{
    private const int Off = 2;

    private readonly FootContacts _feet = new();
    private readonly Travel _travel = new();
    private double _gravity;
    private int[] _off = [];
    private long _down;

    public double? Value => _travel.Time > 0 ? _down / (_off.Length * _travel.Time * (_gravity / _travel.UnitSpeed)) : null;

    public void Bind(BodyInScene body)
    {
        _gravity = body.Model.Info.Gravity;
        if (_gravity <= 0)
            throw new Sdk.Errors.InputException(body.Body.Id, "has no weight; the measure 'stride-frequency' needs gravity");
        _feet.Bind(body, "the measure 'stride-frequency'");
        _travel.Bind(body, "the measure 'stride-frequency'");
        _off = new int[_feet.Touching.Length];
    }

    public void Reset(in StepContext start)
    {
        _travel.Reset(start);
        Array.Clear(_off);
        _down = 0;
    }

    public void Observe(in StepContext step)
    {
        _travel.Observe(step);
        _feet.Read(step.State);
        for (var i = 0; i < _off.Length; i++)
        {
            if (!_feet.Touching[i])
            {
                _off[i]++;
                continue;
            }

            _down += _off[i] >= Off ? 1 : 0;
            _off[i] = 0;
        }
    }
}
