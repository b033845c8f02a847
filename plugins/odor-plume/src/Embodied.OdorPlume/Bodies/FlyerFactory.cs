using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.OdorPlume.Bodies;

/// <summary>
/// The insect of Singh et al. 2023: a point in the plane with a heading. Its actuators command speeds in m/s and rad/s; how fast it may move and turn
/// is a matter of the task's parameters.
/// </summary>
public sealed class FlyerFactory : IBodyFactory
{
    /// <summary>Catalog id of the body.</summary>
    public const string Id = "odor-plume/flyer";

    /// <summary>Largest speed the actuators take [m/s].</summary>
    internal const double FastestCommand = 50;

    private const string Thorax = "thorax";

    /// <inheritdoc/>
    public BodyChoices Choices { get; } = new() { Summary = "Insect as a point in the plane that flies or walks and turns", Scales = new(1, 1) };

    /// <inheritdoc/>
    public IBody Create(BodyOptions options)
    {
        if (options.Scale != 1)
            throw new InputException($"{Id}: scale", $"expected 1, found {options.Scale}", "A point has no size.");
        var offered = new[] { options.ScalingRule, options.Actuation }.Concat(options.Modifications).FirstOrDefault(o => !string.IsNullOrEmpty(o));
        return offered is null ? new Flyer(Id, Roles(), new FigureSource(Figures())) : throw new InputException(Id, $"offers no '{offered}'", "It has one form only.");
    }

    private static BodyRoles Roles() => new() { Root = Thorax, Head = Thorax, TrackedSegments = [Thorax] };

    private static BodyFigures Figures() => new()
    {
        Name = "flyer",
        Root = RootFreedom.Planar,
        Source = "Singh et al. 2023, doi:10.1038/s42256-022-00599-w",
        Segments =
        [
            new()
            {
                Name = Thorax,
                Shapes = [new() { Name = Thorax, Kind = ShapeKind.Ellipsoid, Size = [0.0015, 0.0006, 0.0006], Mass = 1e-6, Contact = ContactFigure.None }],
                Sites = [new() { Name = "antennae", Position = new(0.0015, 0, 0) }],
            },
        ],
        Actuators = [.. new[] { "forward", "sideways", "turn" }.Select(Speed)],
    };

    private static Actuator Speed(string name) => new()
    {
        Name = name,
        Target = ActuatorTarget.Joint,
        TargetName = Thorax,
        ControlRange = new(-FastestCommand, FastestCommand),
    };

    private sealed record Flyer(string Id, BodyRoles Roles, BodySource Source) : IBody;
}
