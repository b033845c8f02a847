using Embodied.Sdk.Bodies;
using Embodied.Sdk.Plugins;

namespace Fixture.Good;

/// <summary>A point in the plane that runs and turns.</summary>
public sealed class Rover : IBodyFactory, IBody
{
    public const string RoverId = "good/rover";

    public string Id => RoverId;

    public BodyChoices Choices { get; } = new() { Summary = "A point in the plane" };

    public BodySource Source => new FigureSource(new()
    {
        Name = "rover",
        Root = RootFreedom.Planar,
        Segments = [new() { Name = "hull" }],
        Actuators = [Motor("forward"), Motor("sideways"), Motor("turn")],
    });

    public BodyRoles Roles => new() { Root = "hull", EndEffectors = [], Forward = new(1, 0, 0) };

    public IBody Create(BodyOptions options) => this;

    private static Actuator Motor(string name) => new() { Name = name, Target = ActuatorTarget.Joint, TargetName = "root" };
}
