using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Scenes;

/// <summary>What must hold of figures before they can be written: names that exist and are unique, sizes that fit the kind of solid.</summary>
internal static class FigureCheck
{
    /// <summary>Refuses figures that no engine could build.</summary>
    /// <exception cref="InputException">Names every problem found.</exception>
    public static void Require(BodyFigures figures)
    {
        var problems = ProblemsOf(figures).Take(20).ToList();
        if (problems.Count > 0)
            throw new InputException($"body '{figures.Name}'", string.Join("; ", problems), "Correct the figures of this body.");
    }

    private static IEnumerable<string> ProblemsOf(BodyFigures figures)
    {
        if (figures.Segments.Count == 0)
            return ["has no segments"];
        return Tree(figures).Concat(Names(figures)).Concat(References(figures)).Concat(Sizes(figures));
    }

    private static IEnumerable<string> Tree(BodyFigures figures)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < figures.Segments.Count; i++)
        {
            var segment = figures.Segments[i];
            if (i == 0 && segment.Parent is not null)
                yield return $"the first segment '{segment.Name}' has a parent '{segment.Parent}'; the root must stand first";
            else if (i > 0 && segment.Parent is null)
                yield return $"segment '{segment.Name}' has no parent, but '{figures.Segments[0].Name}' is already the root";
            else if (i > 0 && !seen.Contains(segment.Parent!))
                yield return $"segment '{segment.Name}' stands before its parent '{segment.Parent}' or the parent does not exist";
            seen.Add(segment.Name);
        }

        if (figures.Root == RootFreedom.Free && figures.Segments[0].Joints.Count > 0)
            yield return $"the root segment '{figures.Segments[0].Name}' is free and cannot have joints besides";
    }

    private static IEnumerable<string> Names(BodyFigures figures) =>
        Repeated("segment", figures.Segments.Select(s => s.Name))
            .Concat(Repeated("joint", AllJoints(figures).Select(j => j.Name).Concat(RootJointNames(figures.Root))))
            .Concat(Repeated("shape", figures.Segments.SelectMany(s => s.Shapes).Select(s => s.Name).OfType<string>()))
            .Concat(Repeated("site", figures.Segments.SelectMany(s => s.Sites).Select(s => s.Name)))
            .Concat(Repeated("camera", figures.Segments.SelectMany(s => s.Cameras).Select(c => c.Name)))
            .Concat(Repeated("tendon", figures.Tendons.Select(t => t.Name)))
            .Concat(Repeated("actuator", figures.Actuators.Select(a => a.Name)))
            .Concat(Repeated("sensor", figures.Sensors.Select(s => s.Name)));

    private static IEnumerable<string> Repeated(string kind, IEnumerable<string> names) => names
        .GroupBy(n => n, StringComparer.Ordinal)
        .Where(g => g.Count() > 1)
        .Select(g => $"{g.Count()} {kind}s are named '{g.Key}'");

    private static IEnumerable<string> References(BodyFigures figures)
    {
        var segments = figures.Segments.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var joints = AllJoints(figures).Select(j => j.Name).ToHashSet(StringComparer.Ordinal);
        var sites = figures.Segments.SelectMany(s => s.Sites).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var tendons = figures.Tendons.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var actuators = figures.Actuators.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var tendon in figures.Tendons)
        {
            foreach (var term in tendon.Terms.Where(t => !joints.Contains(t.Joint)))
                yield return $"tendon '{tendon.Name}' names joint '{term.Joint}', which does not exist";
        }

        foreach (var actuator in figures.Actuators)
        {
            var (kind, names) = actuator.Target switch
            {
                ActuatorTarget.Tendon => ("tendon", tendons),
                ActuatorTarget.Adhesion => ("segment", segments),
                _ => ("joint", joints),
            };
            if (!names.Contains(actuator.TargetName))
                yield return $"actuator '{actuator.Name}' pulls on {kind} '{actuator.TargetName}', which does not exist";
        }

        foreach (var sensor in figures.Sensors)
        {
            var (kind, names) = sensor.Kind switch
            {
                SensorKind.SubtreeVelocity => ("segment", segments),
                SensorKind.JointPosition or SensorKind.JointVelocity => ("joint", joints),
                SensorKind.ActuatorForce => ("actuator", actuators),
                _ => ("site", sites),
            };
            if (!names.Contains(sensor.Target))
                yield return $"sensor '{sensor.Name}' sits on {kind} '{sensor.Target}', which does not exist";
        }

        foreach (var name in figures.ContactExclusions.SelectMany(p => new[] { p.First, p.Second }).Where(n => !segments.Contains(n)))
            yield return $"a contact exclusion names segment '{name}', which does not exist";
    }

    private static IEnumerable<string> Sizes(BodyFigures figures)
    {
        foreach (var segment in figures.Segments)
        {
            foreach (var shape in segment.Shapes)
            {
                var label = shape.Name ?? $"of segment {segment.Name}";
                if (shape.Kind == ShapeKind.Plane)
                    yield return $"shape '{label}' is a plane, which only the world may carry";
                else if (!HasSizes(shape))
                    yield return $"shape '{label}' is a {shape.Kind} and needs {SizesOf(shape.Kind)} positive sizes; found [{string.Join(", ", shape.Size)}]";
            }
        }

        foreach (var joint in AllJoints(figures).Where(j => j.Range is { } r && !(r.Low < r.High)))
            yield return $"joint '{joint.Name}' has the range {joint.Range!.Value.Low} … {joint.Range.Value.High}; the low end must be below the high end";
    }

    private static bool HasSizes(Shape shape) =>
        shape.Size.Length <= 3 && shape.Size.Length >= SizesOf(shape.Kind) && shape.Size.Take(SizesOf(shape.Kind)).All(s => s > 0 && double.IsFinite(s));

    private static int SizesOf(ShapeKind kind) => kind switch
    {
        ShapeKind.Sphere => 1,
        ShapeKind.Capsule or ShapeKind.Cylinder => 2,
        _ => 3,
    };

    private static IEnumerable<Joint> AllJoints(BodyFigures figures) => figures.Segments.SelectMany(s => s.Joints);

    private static IEnumerable<string> RootJointNames(RootFreedom root) => root switch
    {
        RootFreedom.Free => [FigureWriter.RootJoint],
        RootFreedom.Planar => [FigureWriter.RootJoint + "_x", FigureWriter.RootJoint + "_y", FigureWriter.RootJoint + "_heading"],
        _ => [],
    };
}
