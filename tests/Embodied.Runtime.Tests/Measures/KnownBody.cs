using System.Globalization;
using Embodied.Mujoco;
using Embodied.Runtime.Actuations;
using Embodied.Runtime.Arenas;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Tasks;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Tests.Measures;

/// <summary>Bodies whose measures can be worked out by hand, of any size: lengths grow with the scale, masses with its cube, times with its root.</summary>
/// <param name="Xml">The body.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="Scale">Its size.</param>
internal sealed record KnownBody(string Xml, BodyRoles Roles, double Scale) : IBody
{
    public string Id => "test/known";

    public BodySource Source { get; } = new MjcfSource(Xml, null);

    /// <summary>Time passes as lengths fall: √scale.</summary>
    private double Pace => Math.Sqrt(Scale);

    /// <summary>A ball of radius 0.1 that rolls.</summary>
    public static KnownBody Wheel(double scale = 1) => new(
        Text($"""<mujoco><worldbody><body name="wheel" pos="0 0 {0.1 * scale}"><freejoint/><geom type="sphere" size="{0.1 * scale}" mass="{scale * scale * scale}" condim="3"/></body></worldbody></mujoco>"""),
        new() { Root = "wheel", EndEffectors = ["wheel"], GroundContacts = ["wheel"] },
        scale);

    /// <summary>A box of 0.2 × 0.1 × 0.1 with feet in its corners, on a rail along x, pulled by a motor.</summary>
    public static KnownBody Block(double scale = 1, double friction = 0) => new(
        Text($"""
        <mujoco><worldbody><body name="block" pos="0 0 {0.05 * scale}">
          <joint name="x" type="slide" axis="1 0 0"/><joint name="y" type="slide" axis="0 1 0"/><joint name="z" type="slide" axis="0 0 1"/>
          <geom type="box" size="{0.1 * scale} {0.05 * scale} {0.05 * scale}" mass="{scale * scale * scale}" friction="{friction} 0 0" priority="1"/>
        </body></worldbody><actuator><motor name="pull" joint="x" gear="{scale * scale * scale}"/></actuator></mujoco>
        """),
        new() { Root = "block", GroundContacts = ["block"] },
        scale);

    /// <summary>A bob on a rod fixed to the world.</summary>
    public static KnownBody Pendulum() => new(
        """<mujoco><worldbody><body name="bob" pos="0 0 1"><joint name="hinge" axis="0 1 0"/><geom type="sphere" size="0.05" pos="0 0 -0.5" mass="1"/></body></worldbody><actuator><motor name="drive" joint="hinge"/></actuator></mujoco>""",
        new() { Root = "bob", EndEffectors = ["bob"] },
        1);

    /// <summary>An environment in which nothing is asked, with a measure attached.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="start">What is done to the state at the start.</param>
    /// <param name="gravity">Gravity along x, y, z.</param>
    public PhysicsEnvironment Build(IMeasure measure, Action<SimulationState>? start = null, Sdk.Geometry.Vec3? gravity = null)
    {
        var setup = new TaskSetup
        {
            Task = new StartingTask(new() { Id = "test/known", ControlTimestep = 0.02 * Pace, RewardTerms = [] }, start),
            Arena = new FlatArena(),
            Sensors = [],
            Actuation = new DirectActuation(),
            Physics = new() { Timestep = 0.002 * Pace, Gravity = gravity ?? new(0, 0, -10) },
        };
        var world = new EnvironmentBuilder(new MujocoBackend(), this, () => setup).Build();
        world.Attach(measure);
        return world;
    }

    /// <summary>What a measure says after some steps of an action.</summary>
    public double? Measure(IMeasure measure, int steps, float action = 0, Action<SimulationState>? start = null, Sdk.Geometry.Vec3? gravity = null)
    {
        using var world = Build(measure, start, gravity);
        world.Reset(1, []);
        var actions = new float[world.Info.Action.Size];
        Array.Fill(actions, action);
        for (var i = 0; i < steps; i++)
            world.Step(actions, []);
        return measure.Value;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class StartingTask(Sdk.Tasks.TaskInfo info, Action<SimulationState>? start) : Sdk.Tasks.ITask
    {
        public Sdk.Tasks.TaskInfo Info => info;

        public void Bind(BodyInScene body)
        {
        }

        public void Reset(ISimulation simulation, ref Sdk.Randomness.RandomStream random) => start?.Invoke(simulation.State);

        public Sdk.Tasks.EpisodeEnd Judge(in StepContext step, Span<double> terms) => Sdk.Tasks.EpisodeEnd.None;
    }
}
