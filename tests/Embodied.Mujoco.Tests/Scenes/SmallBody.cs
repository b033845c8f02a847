using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Tests.Scenes;

/// <summary>A trunk with a head on a ball joint and one leg: every kind of figure once.</summary>
internal static class SmallBody
{
    public static BodyFigures Figures { get; } = new()
    {
        Name = "small",
        Segments =
        [
            new Segment
            {
                Name = "trunk",
                Position = new(0, 0, 0.1),
                Shapes = [new Shape { Name = "trunk", Kind = ShapeKind.Ellipsoid, Size = [0.05, 0.02, 0.02], Density = 500 }],
                Sites = [new Site { Name = "balance", Position = new(0.03, 0, 0) }],
                Cameras = [new CameraFigure { Name = "side", Position = new(0, -0.5, 0.2), Mode = CameraMode.TrackCentreOfMass }],
            },
            new Segment
            {
                Name = "head",
                Parent = "trunk",
                Position = new(0.06, 0, 0.01),
                Joints = [new Joint { Name = "neck", Kind = JointKind.Ball, Range = new(0, 0.8), Damping = 1e-3 }],
                Shapes = [new Shape { Kind = ShapeKind.Sphere, Size = [0.015], Mass = 0.02, Contact = ContactFigure.None }],
            },
            new Segment
            {
                Name = "leg",
                Parent = "trunk",
                Position = new(0, 0.02, -0.01),
                Orientation = new(0.5, 0.5, 0.5, 0.5),
                Joints =
                [
                    new Joint
                    {
                        Name = "hip", Axis = new(0, 1, 0), Range = new(-1.2217304763960306, 0.1), Stiffness = 0.02, SpringReference = 0.3,
                        Damping = 0.03, Armature = 1e-5, FrictionLoss = 1e-4, LimitReference = [0.01, 1], LimitImpedance = [0.99, 0.9999, 0],
                    },
                    new Joint { Name = "slide", Kind = JointKind.Slide, Axis = new(1, 0, 0), Position = new(0.001, 0, 0) },
                ],
                Shapes =
                [
                    new Shape
                    {
                        Name = "foot", Kind = ShapeKind.Capsule, Size = [0.005, 0.03], Color = [0.2, 0.4, 0.6, 1], Group = 2,
                        Contact = new ContactFigure
                        {
                            Type = 3, Affinity = 2, Dimension = 4, Priority = 1, Friction = [1.5, 0.005, 1e-4], Reference = [0.005, 1],
                            Impedance = [0.9, 0.95, 0.001],
                        },
                    },
                ],
                Sites = [new Site { Name = "sole", Kind = ShapeKind.Box, Size = [0.006, 0.006, 0.006] }],
                Inertia = new Inertia(0.012, new(0, 0, 0.001), Quat.Identity, new(1e-6, 2e-6, 2.5e-6)),
            },
        ],
        Tendons = [new Tendon { Name = "pull", Terms = [new("hip", 0.7), new("slide", -0.3)], Range = new(-1, 1), Stiffness = 1e-3, Damping = 1e-5 }],
        Actuators =
        [
            new Actuator
            {
                Name = "hip", Target = ActuatorTarget.Joint, TargetName = "hip", Gain = 0.1 + 0.2, Bias = [0.1, -0.4, -0.01], TimeConstant = 0.04,
                ForceRange = new(-0.2, 0.2),
            },
            new Actuator
            {
                Name = "pull", Target = ActuatorTarget.Tendon, TargetName = "pull", Gear = 2, ForceRange = new(-3, 3), ForceLimited = true,
            },
            new Actuator { Name = "stick", Target = ActuatorTarget.Adhesion, TargetName = "leg", ControlRange = new(0, 1), Gain = 0.5 },
        ],
        Sensors =
        [
            new("acceleration", SensorKind.Accelerometer, "balance"),
            new("sole", SensorKind.Touch, "sole"),
            new("speed", SensorKind.SubtreeVelocity, "trunk"),
            new("hip", SensorKind.JointPosition, "hip"),
            new("hip_force", SensorKind.ActuatorForce, "hip"),
        ],
        ContactExclusions = [new("trunk", "leg")],
    };

    public static BodyRoles Roles { get; } = new() { Root = "trunk", Head = "head", EndEffectors = ["leg"], StandingHeight = 0.1 };

    public static IBody Body { get; } = new FigureBody(Figures);

    public static Scene Alone { get; } = new() { Arena = new Floor(), Bodies = [new PlacedBody(Body)] };

    public static IBody With(Func<BodyFigures, BodyFigures> change) => new FigureBody(change(Figures));

    public sealed class Floor : IArena
    {
        public string Id => "tests/floor";

        public ArenaFigures Build(UnitSystem units) => new()
        {
            Shapes = [new Shape { Name = "floor", Kind = ShapeKind.Plane, Size = [0, 0, 0.05] }],
        };
    }

    private sealed class FigureBody(BodyFigures figures) : IBody
    {
        public string Id => $"tests/{figures.Name}";

        public BodyRoles Roles => SmallBody.Roles;

        public BodySource Source { get; } = new FigureSource(figures);
    }
}
