using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Pipeline;

/// <summary>What a recording keeps of a body besides its pose: forces of its actuators, its centre of mass, where its appendages are to its root.</summary>
internal sealed class BodyMeasures
{
    private readonly int _root;
    private readonly int[] _appendages;
    private readonly double _metres;
    private readonly double[] _centre = new double[3];
    private readonly double[] _places;

    /// <summary>Finds what there is to measure.</summary>
    public BodyMeasures(BodyInScene body)
    {
        (_root, _metres) = (body.Root, SoloScene.MetresPerLength(body.Body));
        _appendages = [.. body.Body.Roles.Appendages.Select(a => body.Model.Find(ElementKind.Segment, body.Prefix + a)).Where(s => s >= 0)];
        _places = new double[3 * _appendages.Length];
        var measures = new List<Measure> { new(ChannelNames.CentreOfMass, [3], "m", "world", null, Centre) };
        if (body.Model.Info.ControlCount > 0)
            measures.Add(new(ChannelNames.JointForces, [body.Model.Info.VelocityCount], "mixed", null, null, state => state.JointForces));
        if (_appendages.Length > 0)
            measures.Add(new(ChannelNames.Appendages, [_appendages.Length, 3], "m", body.Body.Roles.Root, body.Body.Roles.Appendages, Places));
        Measures = measures;
    }

    /// <summary>The measures, each a channel.</summary>
    public IReadOnlyList<Measure> Measures { get; }

    private ReadOnlySpan<double> Centre(SimulationState state)
    {
        for (var axis = 0; axis < 3; axis++)
            _centre[axis] = _metres * state.SubtreeCentres[(3 * _root) + axis];
        return _centre;
    }

    // Rᵀ (x − x_root).
    private ReadOnlySpan<double> Places(SimulationState state)
    {
        var rotation = state.SegmentRotations.Slice(9 * _root, 9);
        var origin = state.SegmentPositions.Slice(3 * _root, 3);
        for (var i = 0; i < _places.Length; i++)
        {
            var place = state.SegmentPositions.Slice(3 * _appendages[i / 3], 3);
            _places[i] = 0;
            for (var k = 0; k < 3; k++)
                _places[i] += _metres * rotation[(3 * k) + (i % 3)] * (place[k] - origin[k]);
        }

        return _places;
    }

    /// <summary>Reads one measure; the numbers stay valid until it is read again.</summary>
    public delegate ReadOnlySpan<double> Reader(SimulationState state);

    /// <summary>One channel.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Sizes">Sizes of a frame.</param>
    /// <param name="Unit">Unit.</param>
    /// <param name="Frame">Frame, or null.</param>
    /// <param name="Labels">Names along the first size, or null.</param>
    /// <param name="Read">Reads it.</param>
    public sealed record Measure(string Name, int[] Sizes, string Unit, string? Frame, IReadOnlyList<string>? Labels, Reader Read);
}
