using Embodied.Runtime.Actuations;
using Embodied.Runtime.Arenas;
using Embodied.Runtime.Sensors;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Tests.Training;

/// <summary>An arm of two joints in the plane and a place to reach: minus the distance [dm] per step, 50 steps.</summary>
internal sealed class Reacher : ITask, IProvidesSensors, ISensor
{
    private readonly double[] _target = new double[2];
    private int _tip;

    public static IBody Body { get; } = new MjcfBody(
        "test/reacher",
        """
        <mujoco model="reacher">
          <worldbody>
            <body name="base">
              <geom type="sphere" size="0.01" mass="1" contype="0" conaffinity="0"/>
              <body name="upper">
                <joint name="shoulder" type="hinge" axis="0 0 1" damping="0.02" armature="0.001"/>
                <geom type="capsule" fromto="0 0 0 0.1 0 0" size="0.01" mass="0.05" contype="0" conaffinity="0"/>
                <body name="lower" pos="0.1 0 0">
                  <joint name="elbow" type="hinge" axis="0 0 1" range="-160 160" limited="true" damping="0.02" armature="0.001"/>
                  <geom type="capsule" fromto="0 0 0 0.1 0 0" size="0.01" mass="0.05" contype="0" conaffinity="0"/>
                  <site name="tip" pos="0.1 0 0"/>
                </body>
              </body>
            </body>
          </worldbody>
          <actuator>
            <motor name="shoulder" joint="shoulder" gear="0.06" ctrllimited="true" ctrlrange="-1 1"/>
            <motor name="elbow" joint="elbow" gear="0.06" ctrllimited="true" ctrlrange="-1 1"/>
          </actuator>
        </mujoco>
        """,
        new() { Root = "base" });

    public TaskInfo Info { get; } = new() { Id = "test/reacher", ControlTimestep = 0.04, RewardTerms = ["distance"], MaximumSteps = 50 };

    public IReadOnlyList<ISensor> Sensors => [this];

    public static TaskSetup Setup() => new()
    {
        Task = new Reacher(),
        Arena = new EmptyArena(),
        Sensors = [new JointAngles(), new JointVelocities()],
        Actuation = new DirectActuation(),
        Physics = new() { Timestep = 0.01 },
    };

    void ITask.Bind(BodyInScene body) => _tip = body.Require(ElementKind.Site, "tip");

    Channel ISensor.Bind(BodyInScene body) => new("task/target", 2, "dm");

    void ITask.Reset(ISimulation simulation, ref RandomStream random)
    {
        var (angle, radius) = (random.NextUniform(-0.8, 0.8), random.NextUniform(0.08, 0.18));
        (_target[0], _target[1]) = (radius * Math.Cos(angle), radius * Math.Sin(angle));
        simulation.State.Positions[0] = random.NextUniform(-1, 1);
        simulation.State.Positions[1] = random.NextUniform(0.3, 2);
    }

    void ISensor.Reset(ISimulation simulation, ref RandomStream random)
    {
    }

    public void Read(in StepContext step, Span<float> destination)
    {
        var tip = step.Simulation.State.SitePositions.Slice(3 * _tip, 2);
        for (var i = 0; i < 2; i++)
            destination[i] = (float)(10 * (_target[i] - tip[i]));
    }

    public EpisodeEnd Judge(in StepContext step, Span<double> terms)
    {
        Span<float> away = stackalloc float[2];
        Read(step, away);
        terms[0] = -Math.Sqrt((away[0] * away[0]) + (away[1] * away[1]));
        return EpisodeEnd.None;
    }
}
