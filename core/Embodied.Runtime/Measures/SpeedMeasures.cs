using Embodied.Sdk.Assays;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Measures;

/// <summary>v² / (g h) with the mean speed v between start and end and the height h of the root at the start (Alexander and Jayes 1983).</summary>
internal sealed class FroudeNumber : IMeasure
{
    private readonly Travel _travel = new();

    public double? Value => _travel.Time > 0 ? Math.Pow(_travel.Speed / _travel.UnitSpeed, 2) : null;

    public void Bind(BodyInScene body)
    {
        if (body.Model.Info.Gravity <= 0)
            throw new InputException(body.Body.Id, "has no weight; the measure 'froude' needs gravity");
        _travel.Bind(body, "the measure 'froude'");
    }

    public void Reset(in StepContext start) => _travel.Reset(start);

    public void Observe(in StepContext step) => _travel.Observe(step);
}

/// <summary>Mean speed between start and end in body lengths per unit of time.</summary>
internal sealed class LengthsPerTime : IMeasure
{
    private readonly Travel _travel = new();

    public double? Value => _travel.Time > 0 ? _travel.Speed / _travel.BodyLength : null;

    public void Bind(BodyInScene body) => _travel.Bind(body, "the measure 'body-lengths-per-second'");

    public void Reset(in StepContext start) => _travel.Reset(start);

    public void Observe(in StepContext step) => _travel.Observe(step);
}

/// <summary>Distance between start and end in body lengths.</summary>
internal sealed class Lengths : IMeasure
{
    private readonly Travel _travel = new();

    public double? Value => _travel.Distance / _travel.BodyLength;

    public void Bind(BodyInScene body) => _travel.Bind(body, "the measure 'distance'");

    public void Reset(in StepContext start) => _travel.Reset(start);

    public void Observe(in StepContext step) => _travel.Observe(step);
}

/// <summary>
/// Mechanical cost of transport: ∫ Σ |torque · velocity| dt of all actuated joints, per weight and distance (Tucker 1975). Work done on the body and by
/// it both count, as muscles pay for both.
/// </summary>
internal sealed class CostOfTransport : IMeasure
{
    private readonly Travel _travel = new();
    private double _weight;
    private double _work;
    private double _time;

    public double? Value => _travel.Moved ? _work / (_weight * _travel.Distance) : null;

    public void Bind(BodyInScene body)
    {
        _weight = body.Model.Info.SegmentMasses.Sum() * body.Model.Info.Gravity;
        if (_weight <= 0)
            throw new InputException(body.Body.Id, "has no weight; the measure 'cost-of-transport' needs masses and gravity");
        _travel.Bind(body, "the measure 'cost-of-transport'");
    }

    public void Reset(in StepContext start)
    {
        _travel.Reset(start);
        (_work, _time) = (0, start.State.Time);
    }

    public void Observe(in StepContext step)
    {
        _travel.Observe(step);
        var torques = step.State.JointForces;
        var velocities = step.State.Velocities;
        var power = 0.0;
        for (var i = 0; i < torques.Length; i++)
            power += Math.Abs(torques[i] * velocities[i]);
        _work += power * (step.State.Time - _time);
        _time = step.State.Time;
    }
}
