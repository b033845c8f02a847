using Embodied.Sdk.Assays;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Measures;

/// <summary>
/// Static stability margin in body lengths: distance of the centre of mass over the ground from the nearest edge of the polygon of what touches the ground,
/// negative outside (McGhee and Frank 1968); mean over the steps in which anything touches.
/// </summary>
internal sealed class StabilityMargin : IMeasure
{
    private double _length;
    private int _root;
    private (double X, double Y)[] _points = new (double, double)[16];
    private double _sum;
    private long _steps;

    public double? Value => _steps > 0 ? _sum / (_steps * _length) : null;

    public void Bind(BodyInScene body)
    {
        if (body.Model.Info.Gravity <= 0)
            throw new InputException(body.Body.Id, "has no weight; the measure 'stability-margin' needs gravity");
        (_length, _root) = (BodySizes.Of(body, "the measure 'stability-margin'").Length, body.Root);
    }

    public void Reset(in StepContext start) => (_sum, _steps) = (0, 0);

    public void Observe(in StepContext step)
    {
        var state = step.State;
        var count = 0;
        for (var i = 0; i < state.ContactCount; i++)
        {
            var contact = state.ContactAt(i);
            if (contact.NormalForce <= 0 || (contact.First != 0 && contact.Second != 0))
                continue;
            if (count == _points.Length)
                Array.Resize(ref _points, 2 * count);
            _points[count++] = (contact.Position.X, contact.Position.Y);
        }

        if (count == 0)
            return;
        var centre = state.SubtreeCentres.Slice(3 * _root, 2);
        _sum += SupportPolygon.Margin(_points.AsSpan(0, count), (centre[0], centre[1]));
        _steps++;
    }
}
