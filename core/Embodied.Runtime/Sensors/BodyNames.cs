using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Sensors;

/// <summary>The parts of a body by its own names, in the order of its figures, or of the compiled scene when it is written in MJCF.</summary>
internal static class BodyNames
{
    /// <summary>Hinges and slides between segments: neither the root's own freedom nor ball joints, whose numbers are no angles.</summary>
    public static IReadOnlyList<string> Joints(BodyInScene body)
    {
        if (body.Body.Source is FigureSource { Figures: var figures })
            return [.. figures.Segments.SelectMany(s => s.Joints).Where(j => j.Kind != JointKind.Ball).Select(j => j.Name)];
        return [.. Own(body, ElementKind.Joint, body.Model.Info.JointCount).Where(j => body.Model.JointAt(j.Index).PositionSize == 1).Select(j => j.Name)];
    }

    /// <summary>Those of <see cref="Joints"/> that have an actuator of their own.</summary>
    /// <exception cref="Sdk.Errors.InputException">The body is written in MJCF, where this is not known.</exception>
    public static IReadOnlyList<string> ActuatedJoints(BodyInScene body)
    {
        var figures = Figures(body, "which joints have actuators");
        var actuated = figures.Actuators.Where(a => a.Target == ActuatorTarget.Joint).Select(a => a.TargetName).ToHashSet(StringComparer.Ordinal);
        return [.. Joints(body).Where(actuated.Contains)];
    }

    /// <summary>Actuators in the order of the controls.</summary>
    public static IReadOnlyList<string> Actuators(BodyInScene body) => body.Body.Source is FigureSource { Figures: var figures }
        ? [.. figures.Actuators.Select(a => a.Name)]
        : [.. Own(body, ElementKind.Actuator, body.Model.Info.ControlCount).Select(a => a.Name)];

    /// <summary>Fixed tendons.</summary>
    public static IReadOnlyList<string> Tendons(BodyInScene body) => [.. Figures(body, "its tendons").Tendons.Select(t => t.Name)];

    /// <summary>Built-in sensors of one kind.</summary>
    public static IReadOnlyList<string> Sensors(BodyInScene body, SensorKind kind) =>
        [.. Figures(body, "the kinds of its sensors").Sensors.Where(s => s.Kind == kind).Select(s => s.Name)];

    private static BodyFigures Figures(BodyInScene body, string wanted) => body.Body.Source is FigureSource source
        ? source.Figures
        : throw new Sdk.Errors.InputException(body.Body.Id, $"is written in MJCF, which does not tell {wanted}", "Write the body as figures.");

    private static IEnumerable<(int Index, string Name)> Own(BodyInScene body, ElementKind kind, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (body.Model.NameOf(kind, i) is { } name && name.StartsWith(body.Prefix, StringComparison.Ordinal))
                yield return (i, name[body.Prefix.Length..]);
        }
    }
}
