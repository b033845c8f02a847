using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Backends.Planar;

/// <summary>Says what the planar backend cannot build, before anything is built.</summary>
internal static class PlanarSupport
{
    public const string Forward = "forward";
    public const string Sideways = "sideways";
    public const string Turn = "turn";

    /// <summary>The figures of a body this backend can build.</summary>
    public static BodyFigures Require(IBody body)
    {
        if (body.Source is not FigureSource { Figures: var figures })
            throw Refuse(body, "is written in MJCF; planar bodies are written as figures");
        if (figures.Root != RootFreedom.Planar)
            throw Refuse(body, $"has a root of freedom '{figures.Root}'; planar bodies have '{RootFreedom.Planar}'");
        if (figures.Segments.Count != 1)
            throw Refuse(body, $"has {figures.Segments.Count} segments; a planar body is one segment");
        if (figures.Segments[0].Joints.Count > 0 || figures.Tendons.Count > 0)
            throw Refuse(body, "has joints or tendons; a planar body has neither");
        if (figures.Sensors.Count > 0)
            throw Refuse(body, $"has the built-in sensor '{figures.Sensors[0].Name}'; planar bodies have none");
        RequireActuators(body, figures);
        return figures;
    }

    /// <summary>Refuses solids that would have to be collided with.</summary>
    public static void RequireArena(Scene scene)
    {
        if (scene.Arena is not { } arena || scene.Bodies.Count == 0)
            return;
        var units = ((FigureSource)scene.Bodies[0].Body.Source).Figures.Units;
        var solid = arena.Build(units).Shapes.FirstOrDefault(s => s.Kind != ShapeKind.Plane && (s.Contact.Type | s.Contact.Affinity) != 0);
        if (solid is not null)
        {
            throw new InputException(
                arena.Id,
                $"holds the solid '{solid.Name ?? solid.Kind.ToString()}', and planar bodies collide with nothing",
                "Use a physics backend, or make the solid decorative (ContactFigure.None).");
        }
    }

    private static void RequireActuators(IBody body, BodyFigures figures)
    {
        foreach (var actuator in figures.Actuators)
        {
            if (actuator.Name is not (Forward or Sideways or Turn))
                throw Refuse(body, $"has an actuator named '{actuator.Name}'; planar actuators are '{Forward}', '{Sideways}' and '{Turn}'");
            if (actuator.Bias is { } bias && bias.Any(b => b != 0))
                throw Refuse(body, $"has a bias on actuator '{actuator.Name}'; planar actuators command speeds");
            if (actuator.TimeConstant < 0 || !double.IsFinite(actuator.TimeConstant) || !double.IsFinite(actuator.Gain))
                throw Refuse(body, $"has an impossible gain or time constant on actuator '{actuator.Name}'");
        }

        if (figures.Actuators.Select(a => a.Name).Distinct(StringComparer.Ordinal).Count() != figures.Actuators.Count)
            throw Refuse(body, "has two actuators of one name");
    }

    private static InputException Refuse(IBody body, string problem) =>
        new(body.Id, problem, "Run this body on a backend with full physics, or give it a planar form.");
}
