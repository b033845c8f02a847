using System.Globalization;
using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Tests.Teaching;

/// <summary>A box on four legs of two hinges with filtered motors, 6 cm high, on a floor.</summary>
internal sealed class SmallWalker : IDisposable
{
    public SmallWalker(bool actuators = true, bool feet = true)
    {
        var xml = Mjcf(actuators);
        Model = MujocoModel.Load(xml);
        Body = new Walker(xml, feet);
    }

    public MujocoModel Model { get; }

    public IBody Body { get; }

    /// <summary>The walker as a file, with or without a floor of its own.</summary>
    public static string Mjcf(bool actuators = true, bool floor = true)
    {
        var legs = string.Concat(new[] { (1, 1), (1, -1), (-1, 1), (-1, -1) }.Select((at, i) => Leg(i, at.Item1, at.Item2)));
        var motors = string.Concat(Enumerable.Range(0, 4).Select(i => Motor($"hip{i}", 0.05) + Motor($"knee{i}", 0.03)));
        return $"""
            <mujoco>
              <compiler autolimits="true" angle="radian"/>
              <option timestep="0.004"/>
              <worldbody>
                {(floor ? """<geom name="floor" type="plane" size="5 5 .1" friction="1.5"/>""" : string.Empty)}
                <body name="trunk" pos="0 0 .06">
                  <freejoint name="free"/>
                  <geom name="box" type="box" size=".05 .03 .015" mass=".2"/>
                  {legs}
                </body>
              </worldbody>
              {(actuators ? $"<actuator>{motors}</actuator>" : string.Empty)}
            </mujoco>
            """;
    }

    public TeacherBody Taught() => new(new BodyInScene(Model, new PlacedBody(Body)));

    /// <summary>Stands, sways slowly forwards and back, or steps its diagonal legs.</summary>
    public ReferenceMotion Motion(double seconds = 3, double sway = 0, double lift = 0)
    {
        const double Step = 0.02;
        var (nq, nv, frames) = (Model.Info.PositionCount, Model.Info.VelocityCount, (int)(seconds / Step) + 1);
        var poses = new double[frames * nq];
        for (var t = 0; t < frames; t++)
        {
            var pose = poses.AsSpan(t * nq, nq);
            var phase = 2 * Math.PI * t * Step / 0.8;
            (pose[0], pose[2], pose[3]) = (sway * Math.Sin(phase), 0.0595, 1);
            for (var leg = 0; leg < 4; leg++)
            {
                var up = Math.Max(0, (leg is 0 or 3 ? 1 : -1) * Math.Sin(phase));
                pose[7 + (2 * leg)] = 0.4 + (lift * up);
                pose[8 + (2 * leg)] = -0.8 - (2 * lift * up);
            }
        }
        using var kinematics = Model.CreateKinematics();
        var velocities = new double[frames * nv];
        for (var t = 1; t + 1 < frames; t++)
            kinematics.Differentiate(poses.AsSpan((t - 1) * nq, nq), poses.AsSpan((t + 1) * nq, nq), 2 * Step, velocities.AsSpan(t * nv, nv));
        return new("walker", "test", Step, nq, poses, nv, velocities);
    }

    /// <summary>Stands, and is carried ahead by nobody: only where it is counts.</summary>
    /// <param name="seconds">Length.</param>
    /// <param name="way">How far it has come [m] by the time [s].</param>
    public ReferenceMotion Carried(double seconds, Func<double, double> way)
    {
        var still = Motion(seconds);
        var (nq, nv) = (Model.Info.PositionCount, Model.Info.VelocityCount);
        var poses = new double[still.Frames * nq];
        for (var frame = 0; frame < still.Frames; frame++)
        {
            still.Positions(frame).CopyTo(poses.AsSpan(frame * nq));
            poses[frame * nq] += way(frame * still.Timestep);
        }

        return new("walker", "test", still.Timestep, nq, poses, nv, new double[still.Frames * nv]);
    }

    /// <summary>The same motion in less time.</summary>
    /// <param name="motion">The motion.</param>
    /// <param name="times">How many times as fast.</param>
    public ReferenceMotion Faster(ReferenceMotion motion, int times)
    {
        var (positions, velocities) = (new List<double>(), new List<double>());
        for (var frame = 0; frame < motion.Frames; frame++)
        {
            positions.AddRange(motion.Positions(frame));
            velocities.AddRange(motion.Velocities(frame).ToArray().Select(v => times * v));
        }

        return new("walker", "test", motion.Timestep / times, Model.Info.PositionCount, [.. positions], Model.Info.VelocityCount, [.. velocities]);
    }

    public MujocoSimulation World() => (MujocoSimulation)Model.CreateSimulation();

    public void Dispose() => Model.Dispose();

    private static string Leg(int i, int x, int y) => string.Create(CultureInfo.InvariantCulture, $"""
        <body name="thigh{i}" pos="{0.04 * x} {0.035 * y} 0">
          <joint name="hip{i}" axis="0 1 0" range="-1.5 1.5" damping=".004" armature="1e-5"/>
          <geom type="capsule" fromto="0 0 0 0 0 -.03" size=".005" mass=".008" contype="0" conaffinity="0"/>
          <body name="shank{i}" pos="0 0 -.03">
            <joint name="knee{i}" axis="0 1 0" range="-2 .5" damping=".003" armature="1e-5"/>
            <geom type="capsule" fromto="0 0 0 0 0 -.03" size=".004" mass=".005" contype="0" conaffinity="0"/>
            <geom name="foot{i}" type="sphere" pos="0 0 -.03" size=".005" mass=".002"/>
          </body>
        </body>
        """);

    private static string Motor(string joint, double gain) =>
        string.Create(CultureInfo.InvariantCulture, $"""<general name="{joint}" joint="{joint}" ctrlrange="-1 1" gainprm="{gain}" dyntype="filter" dynprm=".03"/>""");

    private sealed class Walker(string xml, bool feet) : IBody
    {
        public string Id => "tests/walker";

        public BodyRoles Roles { get; } = new()
        {
            Root = "trunk",
            EndEffectors = feet ? ["shank0", "shank1", "shank2", "shank3"] : [],
            TrackedSegments = ["trunk", "shank0", "shank1", "shank2", "shank3"],
            StandingHeight = 0.06,
        };

        public BodySource Source { get; } = new MjcfSource(xml, null);
    }
}
