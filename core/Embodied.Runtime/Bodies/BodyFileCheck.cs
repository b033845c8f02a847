using Embodied.Runtime.Yaml;
using Embodied.Sdk.Bodies;

namespace Embodied.Runtime.Bodies;

/// <summary>What must hold between the parts of a body file: unique names, references that exist, parents before children, usable figures.</summary>
internal static class BodyFileCheck
{
    /// <summary>Adds everything found to <paramref name="problems"/>.</summary>
    public static void Run(YamlMap file, BodyYaml body, YamlProblems problems)
    {
        var names = new BodyFileNames(file);
        foreach (var (kind, placed) in names.Named)
            RequireUnique(kind, placed, problems);
        CheckTree(names, body, problems);
        CheckReferences(names, problems);
        foreach (var (segment, node) in body.Segments.Zip(names.Maps("segments")))
            CheckSegment(segment.Value, node, problems);
        body.Roles.Check(problems, names.Of("segment"), names.Of("camera"));
    }

    private static void RequireUnique(string kind, IEnumerable<Placed<string>> placed, YamlProblems problems)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in placed.Where(n => !lines.TryAdd(n.Value, n.Place.Line)))
            problems.Add(name.Place, $"{kind} '{name.Value}' stands twice, first in line {lines[name.Value]}");
    }

    private static void CheckTree(BodyFileNames names, BodyYaml body, YamlProblems problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var parents = new Queue<Placed<string>>(names.Strings("segments/*/parent"));
        foreach (var (segment, place) in body.Segments)
        {
            var first = seen.Count == 0;
            if (segment.Parent is null && !first)
                problems.Add(place, $"segment '{segment.Name}' has no parent; only the first segment is the root");
            if (segment.Parent is not null)
            {
                var parent = parents.Dequeue();
                if (first)
                    problems.Add(parent.Place, $"the first segment '{segment.Name}' is the root and has no parent");
                else if (!names.Of("segment").Contains(parent.Value))
                    problems.RequireKnown(parent, names.Of("segment"), "segment");
                else if (!seen.Contains(parent.Value))
                    problems.Add(parent.Place, $"segment '{segment.Name}' stands before its parent '{parent.Value}'");
            }

            seen.Add(segment.Name);
        }

        if (body.Root == RootFreedom.Free && body.Segments is [{ Value.Joints.Count: > 0 } root, ..])
            problems.Add(root.Place, $"the root segment '{root.Value.Name}' is free and cannot have joints besides");
    }

    private static void CheckReferences(BodyFileNames names, YamlProblems problems)
    {
        foreach (var joint in names.Strings("tendons/*/terms/*/0"))
            problems.RequireKnown(joint, names.Of("joint"), "joint");
        foreach (var segment in names.Strings("contact_exclusions/*/0").Concat(names.Strings("contact_exclusions/*/1")))
            problems.RequireKnown(segment, names.Of("segment"), "segment");
        foreach (var (target, kind) in names.ActuatorTargets().Concat(names.SensorTargets()))
            problems.RequireKnown(target, names.Of(kind), kind);
    }

    private static void CheckSegment(Segment segment, YamlMap node, YamlProblems problems)
    {
        foreach (var (joint, place) in segment.Joints.Zip(Places(node, "joints")))
        {
            if (joint.Range is { } range && !(range.Low < range.High))
                problems.Add(place, $"joint '{joint.Name}' has the range {range.Low} … {range.High}; the low end must be below the high end");
            if (joint.Kind != JointKind.Ball && !(joint.Axis.Length > 0))
                problems.Add(place, $"joint '{joint.Name}' has an axis of length 0");
        }

        foreach (var (shape, place) in segment.Shapes.Zip(Places(node, "shapes")))
            CheckShape(shape, place, problems);
        foreach (var (site, place) in segment.Sites.Zip(Places(node, "sites")))
            CheckSize(site.Kind, site.Size, place, problems);
    }

    private static IEnumerable<YamlPlace> Places(YamlMap node, string key) =>
        node.Find(key) is YamlSequence list ? list.Items.Select(i => i.Place) : [];

    private static void CheckShape(Shape shape, YamlPlace place, YamlProblems problems)
    {
        if (shape.Kind == ShapeKind.Plane)
            problems.Add(place, "a segment cannot carry a plane; only the world can");
        else
            CheckSize(shape.Kind, shape.Size, place, problems);
        if (shape.Mass is < 0 || shape.Density < 0)
            problems.Add(place, "mass and density cannot be negative");
        if (shape.Color is not { Length: 4 } || shape.Color.Any(c => c is < 0 or > 1))
            problems.Add(place, "a colour is red, green, blue, opacity in 0 … 1");
    }

    private static void CheckSize(ShapeKind kind, double[] size, YamlPlace place, YamlProblems problems)
    {
        var count = kind switch { ShapeKind.Sphere => 1, ShapeKind.Capsule or ShapeKind.Cylinder => 2, _ => 3 };
        if (size.Length != count || size.Any(s => s <= 0))
            problems.Add(place, $"a {YamlNames.Snake(kind.ToString())} has {count} positive size{(count == 1 ? "" : "s")}, found [{string.Join(", ", size)}]");
    }
}
