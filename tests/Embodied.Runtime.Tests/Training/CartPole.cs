using Embodied.Runtime.Actuations;
using Embodied.Runtime.Arenas;
using Embodied.Runtime.Sensors;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Tests.Training;

/// <summary>A pole on a cart on a rail (Barto, Sutton, Anderson 1983): 1 per step upright, until it falls, runs off, or 200 steps are over.</summary>
internal sealed class CartPole : ITask
{
    private (int Position, int Velocity) _cart;
    private (int Position, int Velocity) _pole;

    public static IBody Body { get; } = new MjcfBody(
        "test/cart-pole",
        """
        <mujoco model="cart_pole">
          <worldbody>
            <body name="rail">
              <geom type="capsule" fromto="-1.5 0 0 1.5 0 0" size="0.01" mass="1" contype="0" conaffinity="0"/>
              <body name="cart">
                <joint name="slide" type="slide" axis="1 0 0" damping="0.1"/>
                <geom type="box" size="0.1 0.05 0.05" mass="1" contype="0" conaffinity="0"/>
                <body name="pole">
                  <joint name="hinge" type="hinge" axis="0 1 0"/>
                  <geom type="capsule" fromto="0 0 0 0 0 1" size="0.02" mass="0.1" contype="0" conaffinity="0"/>
                </body>
              </body>
            </body>
          </worldbody>
          <actuator><motor name="push" joint="slide" gear="10" ctrllimited="true" ctrlrange="-1 1"/></actuator>
        </mujoco>
        """,
        new() { Root = "rail" });

    public TaskInfo Info { get; } = new() { Id = "test/cart-pole", ControlTimestep = 0.04, RewardTerms = ["upright"], MaximumSteps = 200 };

    public static TaskSetup Setup() => new()
    {
        Task = new CartPole(),
        Arena = new EmptyArena(),
        Sensors = [new JointAngles(), new JointVelocities()],
        Actuation = new DirectActuation(),
        Physics = new() { Timestep = 0.01 },
    };

    public void Bind(BodyInScene body)
    {
        (int, int) Find(string joint) => body.Model.JointAt(body.Require(ElementKind.Joint, joint)) is var a ? (a.Position, a.Velocity) : default;
        (_cart, _pole) = (Find("slide"), Find("hinge"));
    }

    public void Reset(ISimulation simulation, ref RandomStream random)
    {
        foreach (var (position, velocity) in new[] { _cart, _pole })
        {
            simulation.State.Positions[position] = random.NextUniform(-0.1, 0.1);
            simulation.State.Velocities[velocity] = random.NextUniform(-0.1, 0.1);
        }
    }

    public EpisodeEnd Judge(in StepContext step, Span<double> terms)
    {
        var positions = step.Simulation.State.Positions;
        var upright = Math.Abs(positions[_pole.Position]) < 0.2 && Math.Abs(positions[_cart.Position]) < 1;
        terms[0] = upright ? 1 : 0;
        return upright ? EpisodeEnd.None : EpisodeEnd.Terminated;
    }
}
