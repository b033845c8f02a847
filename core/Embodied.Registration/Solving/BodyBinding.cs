using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Registration.Solving;

/// <summary>
/// A body as the solver sees it: which segment carries each keypoint, which velocity dimensions move it and between which limits. Resolved
/// once, read-only, shared by all threads. Lengths are the body's own.
/// </summary>
internal sealed class BodyBinding
{
    private BodyBinding(IModel model, BodyRoles roles)
    {
        Model = model;
        Keypoints = [.. roles.Keypoints];
        Weights = [.. Keypoints.Select(k => k.Weight)];
        Regularized = [.. Keypoints.Select(k => k.Regularized)];
        Trunk = [.. Keypoints.Select(k => k.Trunk)];
        Offsets = [.. Keypoints.SelectMany(k => new[] { k.Offset.X, k.Offset.Y, k.Offset.Z })];
    }

    /// <summary>The compiled body.</summary>
    public IModel Model { get; }

    /// <summary>The keypoints in the body's order.</summary>
    public Keypoint[] Keypoints { get; }

    /// <summary>Segment index of each keypoint.</summary>
    public required int[] Segments { get; init; }

    /// <summary>Residual weight of each keypoint.</summary>
    public double[] Weights { get; }

    /// <summary>Whether a keypoint's offset is held near its first guess.</summary>
    public bool[] Regularized { get; }

    /// <summary>Whether a keypoint belongs to the trunk.</summary>
    public bool[] Trunk { get; }

    /// <summary>First guesses of the offsets, [keypoints × 3].</summary>
    public double[] Offsets { get; }

    /// <summary>Degrees of freedom that move at least one keypoint, in the order of the velocities.</summary>
    public required FreeDegree[] Degrees { get; init; }

    /// <summary>Which of <see cref="Degrees"/> stand before which.</summary>
    public required DegreeTree Tree { get; init; }

    /// <summary>For each keypoint, the places in <see cref="Degrees"/> of those that move it.</summary>
    public required int[][] Movers { get; init; }

    /// <summary>What no keypoint determines.</summary>
    public required LooseParts Loose { get; init; }

    /// <summary>Segments that may touch the ground and that keypoints determine.</summary>
    public required int[] GroundContacts { get; init; }

    /// <summary>Where segments end.</summary>
    public required SegmentSurface Surface { get; init; }

    /// <summary>Address of the root's free joint, or null when the root is welded or planar.</summary>
    public required JointAddress? FreeRoot { get; init; }

    /// <summary>Segment index of the root.</summary>
    public required int Root { get; init; }

    /// <summary>First qpos index of every quaternion.</summary>
    public required int[] Quaternions { get; init; }

    /// <summary>All joints in the model's order.</summary>
    public required JointAddress[] Joints { get; init; }

    /// <summary>The pose at rest: where the joints' springs pull, else zero angles, moved into their limits; no rotation.</summary>
    public required double[] Rest { get; init; }

    /// <summary>The world's up axis in the root's frame when the body stands as it was built.</summary>
    public required Vec3 Up { get; init; }

    /// <summary>Largest distance between two keypoints at rest.</summary>
    public required double Length { get; init; }

    /// <summary>Root mean square distance of the keypoints from their centre at rest: the solver's unit of length.</summary>
    public required double Size { get; init; }

    /// <summary>Resolves names and probes which degrees of freedom move which keypoint.</summary>
    /// <exception cref="InputException">The body has no keypoints, or names a segment that the model lacks.</exception>
    public static BodyBinding Bind(IModel model, BodyRoles roles, string prefix)
    {
        if (roles.Keypoints.Count < 3)
            throw new InputException("body", $"names {roles.Keypoints.Count} keypoints, registration needs at least 3", "Add keypoints to the body's roles.");
        var segments = roles.Keypoints.Select(k => Require(model, prefix + k.Segment, $"keypoint '{k.Name}'")).ToArray();
        var root = Require(model, prefix + roles.Root, "the root");
        var joints = Enumerable.Range(0, model.Info.JointCount).Select(model.JointAt).ToArray();
        var rest = RestPose(model.Info.PositionCount, joints);
        using var kinematics = CreateKinematics(model);
        var built = kinematics.Frames.Rotations.Slice(9 * root, 9);
        var up = new Vec3(built[6], built[7], built[8]);
        var probe = new DegreeProbe(kinematics, joints, rest, model.Info.SegmentCount, model.Info.VelocityCount);
        var all = Enumerable.Range(0, model.Info.VelocityCount).Select(v => FreeDegree.Of(v, joints, rest, probe.Turns[v])).ToArray();
        var degrees = all.Where(d => Array.Exists(segments, s => probe.Reach[s][d.Velocity])).ToArray();
        var markers = MarkersAt(kinematics, rest, segments, roles.Keypoints);
        var contacts = roles.GroundContacts.Select(c => Require(model, prefix + c, "a ground contact")).ToArray();
        var loose = LooseParts.Of(all, probe.Reach, segments, contacts);
        return new BodyBinding(model, roles)
        {
            Segments = segments,
            Root = root,
            Joints = joints,
            Rest = rest,
            Degrees = degrees,
            Tree = DegreeTree.Of(degrees, joints, probe.Reach),
            Movers = [.. segments.Select(s => Enumerable.Range(0, degrees.Length).Where(d => probe.Reach[s][degrees[d].Velocity]).ToArray())],
            Loose = loose,
            GroundContacts = [.. contacts.Except(loose.Segments)],
            Surface = new(model),
            FreeRoot = joints.Where(j => j.PositionSize == 7 && j.Segment == root).Select(j => (JointAddress?)j).FirstOrDefault(),
            Quaternions = [.. joints.Where(j => j.PositionSize is 7 or 4).Select(j => j.PositionSize == 7 ? j.Position + 3 : j.Position)],
            Up = up,
            Size = SizeOf(markers),
            Length = LengthOf(markers),
        };
    }

    /// <summary>A new calculator of poses for one thread.</summary>
    public static IKinematics CreateKinematics(IModel model) => model is IHasKinematics source
        ? source.CreateKinematics()
        : throw new InputException("backend", $"{model.Info.Engine} cannot pose bodies without simulating", "Choose a backend with kinematics.");

    private static int Require(IModel model, string name, string user)
    {
        var index = model.Find(ElementKind.Segment, name);
        return index >= 0 ? index : throw new InputException("body", $"{user} names segment '{name}', which the model does not have");
    }

    private static double[] RestPose(int count, JointAddress[] joints)
    {
        var rest = new double[count];
        foreach (var joint in joints)
        {
            if (joint.PositionSize == 1)
                rest[joint.Position] = joint.Range?.Clamp(joint.Rest) ?? joint.Rest;
            else
                rest[joint.Position + (joint.PositionSize == 7 ? 3 : 0)] = 1;
        }
        return rest;
    }

    private static double[] MarkersAt(IKinematics kinematics, double[] pose, int[] segments, IReadOnlyList<Keypoint> keypoints)
    {
        kinematics.Pose(pose);
        var points = new double[3 * segments.Length];
        MarkerPlacement.PlaceAll(kinematics.Frames, segments, [.. keypoints.SelectMany(k => new[] { k.Offset.X, k.Offset.Y, k.Offset.Z })], points);
        return points;
    }

    private static double SizeOf(double[] points)
    {
        var count = points.Length / 3;
        double sum = 0;
        for (var axis = 0; axis < 3; axis++)
        {
            var mean = Enumerable.Range(0, count).Average(k => points[(3 * k) + axis]);
            sum += Enumerable.Range(0, count).Sum(k => Math.Pow(points[(3 * k) + axis] - mean, 2));
        }
        var size = Math.Sqrt(sum / count);
        return size > 0 ? size : throw new InputException("body", "all keypoints sit at one point", "Give the keypoints segments and offsets.");
    }

    private static double LengthOf(double[] points)
    {
        double longest = 0;
        for (var a = 0; a < points.Length; a += 3)
        {
            for (var b = 0; b < a; b += 3)
                longest = Math.Max(longest, new Vec3(points[a] - points[b], points[a + 1] - points[b + 1], points[a + 2] - points[b + 2]).Length);
        }
        return longest;
    }
}
