using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Sensors;

/// <summary>Where parts of the body are, seen from the root: three numbers each [length], in the root's frame.</summary>
internal sealed class RelativePositions : ISensor
{
    private readonly string _name;
    private readonly Func<BodyRoles, IReadOnlyList<string>> _parts;
    private int[] _segments = [];
    private int _root;

    private RelativePositions(string name, Func<BodyRoles, IReadOnlyList<string>> parts) => (_name, _parts) = (name, parts);

    /// <summary>Ends of the limbs.</summary>
    public static RelativePositions EndEffectors() => new("end_effectors", r => r.EndEffectors);

    /// <summary>Parts that describe the posture: end effectors and head.</summary>
    public static RelativePositions Appendages() => new("appendages", r => r.Appendages);

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body)
    {
        var names = _parts(body.Body.Roles);
        if (names.Count == 0)
            throw new InputException(body.Body.Id, $"names no {_name.Replace('_', ' ')} in its roles");
        _segments = body.Require(ElementKind.Segment, names);
        _root = body.Root;
        var labels = names.SelectMany(n => new[] { n + ".x", n + ".y", n + ".z" });
        return new("proprioception/" + _name, 3 * _segments.Length, Units.Of(body).Length) { Labels = [.. labels] };
    }

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random)
    {
    }

    /// <inheritdoc/>
    public void Read(in StepContext step, Span<float> destination)
    {
        var positions = step.Simulation.State.SegmentPositions;
        var root = positions.Slice(3 * _root, 3);
        var r = step.Simulation.State.SegmentRotations.Slice(9 * _root, 9);
        for (var k = 0; k < _segments.Length; k++)
        {
            var p = positions.Slice(3 * _segments[k], 3);
            var (x, y, z) = (p[0] - root[0], p[1] - root[1], p[2] - root[2]);
            for (var i = 0; i < 3; i++)
                destination[(3 * k) + i] = (float)((r[i] * x) + (r[3 + i] * y) + (r[6 + i] * z));
        }
    }
}
