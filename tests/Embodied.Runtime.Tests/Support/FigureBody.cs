using Embodied.Sdk.Bodies;

namespace Embodied.Runtime.Tests.Support;

/// <summary>Small bodies for tests.</summary>
internal sealed record FigureBody(string Id, BodyFigures Figures, BodyRoles Roles) : IBody
{
    public BodySource Source => new FigureSource(Figures);

    /// <summary>A point in the plane that runs and turns, with lags.</summary>
    public static FigureBody Rover(double lag = 0) => new(
        "test/rover",
        new()
        {
            Name = "rover",
            Root = RootFreedom.Planar,
            Segments = [new() { Name = "hull", Position = new(1, 2, 0.1), Sites = [new() { Name = "nose", Position = new(0.5, 0, 0) }] }],
            Actuators =
            [
                Motor("forward", gain: 2, lag),
                Motor("sideways", gain: 1, lag),
                Motor("turn", gain: 3, lag),
            ],
        },
        new() { Root = "hull", EndEffectors = [], Forward = new(1, 0, 0) });

    /// <summary>A box on four legs with a servo at each hip, free to fall.</summary>
    public static FigureBody Table(bool servos = true) => new(
        "test/table",
        new()
        {
            Name = "table",
            Segments =
            [
                new()
                {
                    Name = "top",
                    Position = new(0, 0, 0.3),
                    Shapes = [new() { Kind = ShapeKind.Box, Size = [0.2, 0.15, 0.03], Mass = 1 }],
                    Sites = [new() { Name = "middle" }],
                },
                Leg("a", 1, 1), Leg("b", 1, -1), Leg("c", -1, 1), Leg("d", -1, -1),
            ],
            Actuators = [.. "abcd".Select(l => Hip(l.ToString(), servos))],
            Sensors = [new("gyro", SensorKind.Gyro, "middle"), new("push", SensorKind.Accelerometer, "middle"), new("foot", SensorKind.Touch, "foot_a")],
        },
        new()
        {
            Root = "top",
            EndEffectors = ["leg_a", "leg_b", "leg_c", "leg_d"],
            Appendages = ["leg_a", "leg_b"],
            TrackedSegments = ["top", "leg_a"],
            StandingHeight = 0.25,
        });

    private static Segment Leg(string name, int x, int y) => new()
    {
        Name = "leg_" + name,
        Parent = "top",
        Position = new(0.17 * x, 0.12 * y, 0),
        Joints = [new() { Name = "hip_" + name, Axis = new(0, 1, 0), Range = new(-1, 1), Damping = 0.5, Armature = 0.01 }],
        Shapes = [new() { Kind = ShapeKind.Capsule, Size = [0.02, 0.1], Position = new(0, 0, -0.12), Mass = 0.2 }],
        Sites = [new() { Name = "foot_" + name, Position = new(0, 0, -0.22), Size = [0.04] }],
    };

    private static Actuator Hip(string name, bool servo) => new()
    {
        Name = "motor_" + name,
        Target = ActuatorTarget.Joint,
        TargetName = "hip_" + name,
        Gain = servo ? 40 : 1,
        Bias = servo ? [0, -40, 0] : null,
        TimeConstant = 0.02,
        ControlRange = new(-1, 1),
    };

    private static Actuator Motor(string name, double gain, double lag) => new()
    {
        Name = name,
        Target = ActuatorTarget.Joint,
        TargetName = "root",
        Gain = gain,
        TimeConstant = lag,
    };
}
