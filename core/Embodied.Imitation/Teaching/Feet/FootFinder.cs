using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Teaching.Feet;

/// <summary>
/// Finds a body's feet from its roles: beyond each end effector, the segments that may touch the ground with the solids they carry; the limb is the
/// part of the way from the root that leads to no other foot.
/// </summary>
internal sealed class FootFinder
{
    private readonly BodyInScene _body;
    private readonly MujocoModel _model;
    private readonly int[] _parent;

    public FootFinder(BodyInScene body, MujocoModel model)
    {
        (_body, _model) = (body, model);
        _parent = [.. model.Values("body_parentid").Select(p => (int)p)];
    }

    /// <summary>The feet, in the order of the end effectors; end effectors without a solid that can touch are none.</summary>
    public Foot[] Find()
    {
        var ends = _body.Require(ElementKind.Segment, _body.Body.Roles.EndEffectors);
        var ground = _body.Require(ElementKind.Segment, _body.Body.Roles.GroundContacts).ToHashSet();
        var tips = ends.Select(Tip).ToArray();
        var ways = tips.Select(t => Way(t).ToArray()).ToArray();
        var feet = new List<Foot>();
        for (var i = 0; i < ends.Length; i++)
        {
            var own = ways[i].Where(s => !ways.Where((_, other) => other != i).Any(w => w.Contains(s))).ToHashSet();
            feet.Add(new(_body.Body.Roles.EndEffectors[i], tips[i], Velocities(own), Soles(ends[i], ground)));
        }
        return [.. feet.Where(f => f.PointCount > 0)];
    }

    private PlacedShape[] Soles(int end, HashSet<int> ground)
    {
        var beyond = Subtree(end).ToHashSet();
        var standing = beyond.Where(s => Way(s).TakeWhile(beyond.Contains).Any(ground.Contains)).ToHashSet();
        return [.. _model.Shapes.Where(s => (standing.Count > 0 ? standing : beyond).Contains(s.Segment) && s.Shape.Kind != ShapeKind.Plane)];
    }

    // The segment with the longest way to the root; the first of equals.
    private int Tip(int end) => Subtree(end).MaxBy(s => Way(s).Count());

    private IEnumerable<int> Subtree(int top) => Enumerable.Range(0, _parent.Length).Where(s => Way(s).Contains(top));

    // From a segment towards the world, which is left out.
    private IEnumerable<int> Way(int segment)
    {
        for (; segment > 0; segment = _parent[segment])
            yield return segment;
    }

    private int[] Velocities(HashSet<int> segments) =>
        [.. Enumerable.Range(0, _model.Info.JointCount)
            .Select(_model.JointAt)
            .Where(j => segments.Contains(j.Segment) && j.VelocitySize < 6)
            .SelectMany(j => Enumerable.Range(j.Velocity, j.VelocitySize))];
}
