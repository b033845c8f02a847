using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Teaching;

/// <summary>A part of a body that errors are told of: a tracked segment with the joints between it and the tracked segments behind it.</summary>
/// <param name="Name">Name of the segment.</param>
/// <param name="Segment">Its place among the tracked ones; −1 for the root where that is not tracked.</param>
/// <param name="Joints">Velocities of its joints, counted behind those of the root. A joint belongs to the segment it moves, or to the next tracked one towards the root.</param>
public sealed record BodyPart(string Name, int Segment, IReadOnlyList<int> Joints)
{
    /// <summary>The parts of a body, in the order of its tracked segments.</summary>
    public static IReadOnlyList<BodyPart> Of(TeacherBody body)
    {
        var parents = body.Model.Values("body_parentid");
        var joints = body.Tracked.Select(_ => new List<int>()).ToArray();
        var loose = new List<int>();
        foreach (var joint in body.Joints.Where(j => j.Velocity >= body.RootVelocities))
        {
            var part = Nearest(body.Tracked, parents, joint.Segment);
            (part < 0 ? loose : joints[part]).AddRange(Enumerable.Range(joint.Velocity - body.RootVelocities, joint.VelocitySize));
        }

        string Name(int segment) => body.Model.NameOf(ElementKind.Segment, segment) ?? $"segment{segment}";
        var parts = body.Tracked.Select((segment, i) => new BodyPart(Name(segment), i, joints[i]));
        return loose.Count == 0 ? [.. parts] : [.. parts, new(Name(body.Root), -1, loose)];
    }

    private static int Nearest(int[] tracked, double[] parents, int segment)
    {
        for (; segment > 0; segment = (int)parents[segment])
        {
            if (Array.IndexOf(tracked, segment) is >= 0 and var found)
                return found;
        }

        return -1;
    }
}
