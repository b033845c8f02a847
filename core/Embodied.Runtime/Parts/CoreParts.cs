using Embodied.Runtime.Actuations;
using Embodied.Runtime.Arenas;
using Embodied.Runtime.Events;
using Embodied.Runtime.Goals;
using Embodied.Runtime.Measures;
using Embodied.Runtime.Plugins;
using Embodied.Runtime.Terms;
using Embodied.Sdk.Acting;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Settings;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Parts;

/// <summary>The parts of the host, registered the way any plugin does it.</summary>
internal static class CoreParts
{
    public static void Register(IPluginRegistry registry)
    {
        SensorParts.Register(registry);
        Add<IActuation>("direct", "One action per actuator, over its control range", s => Delayed(new DirectActuation(), s), new PartSetting("delay", "0", "control steps between brain and muscle"));
        Add<IActuation>("around-rest", "One action per actuator, 0 where it exerts nothing in the initial pose", s => Delayed(AroundRest.From(s), s), [.. AroundRest.Settings, new PartSetting("delay", "0", "control steps between brain and muscle")]);
        Add<IArena>("flat", "An endless floor", _ => new FlatArena());
        Add<IArena>("empty", "Nothing at all", _ => new EmptyArena());
        Add<IArena>("bumps", "A floor with low round bumps", BumpArena.From, BumpArena.Settings);
        Add<IArena>("gaps", "Platforms with gaps between them and nothing below", GapArena.From, GapArena.Settings);
        Add<IGoal>("target", "A point at a distance from where the root begins", Target.From, Target.Settings);
        Rewards();
        Ends();
        Events();
        Measures();

        void Add<T>(string name, string summary, Func<PartSettings, T> make, params PartSetting[] settings)
            where T : class => registry.AddPart($"{PluginManifest.CoreId}/{name}", summary, make, settings);

        void Rewards()
        {
            Add<IRewardTerm>("upright", "1 while the root stands as upright as it began, 0 when it has turned by a right angle", _ => new Upright());
            Add<IRewardTerm>("height", "1 while the root is as high as it began, less the farther it is from there", _ => new HeightKept());
            Add<IRewardTerm>("effort", "Mean square of the controls, each as a share of its range; a cost: give it a negative weight", _ => new Effort());
            Add<IRewardTerm>("action-rate", "Mean square of the change of actions; a cost: give it a negative weight", _ => new ActionRate());
            Add<IRewardTerm>("alive", "1 in every step", _ => new Alive());
            Add<IRewardTerm>("forward-speed", "1 at the wanted speed over the ground whither the root faces, less the more it differs", ForwardSpeed.From, ForwardSpeed.Settings);
            Add<IRewardTerm>("progress", "Speed over the ground whither the root faced when the episode began, as a share of √(g · height at the start), or in body lengths per second without gravity", _ => new Progress());
            Add<IRewardTerm>("approach", "Speed over the ground towards the goal, in the same unit as progress", _ => new Approach());
            Add<IRewardTerm>("facing", "1 while the root faces the goal, 0 while it faces away", _ => new Facing());
        }

        void Ends()
        {
            Add<ITermination>("fallen", "The root has lost height or uprightness", Fallen.From, Fallen.Settings);
            Add<ITermination>("ground-contact", "A segment touches the world that may not: one that is no ground contact of the body's roles", _ => new GroundContact());
            Add<ITermination>("faced", "The root has faced the goal for a while", Faced.From, Faced.Settings);
            Add<ITermination>("reached", "The root has come near the goal", Reached.From, Reached.Settings);
        }

        void Events()
        {
            Add<IWorldEvent>("joint-noise", "Joints begin away from the initial pose", JointNoise.From, JointNoise.Settings);
            Add<IWorldEvent>("on-ground", "The body begins with its lowest point on the ground", _ => new OnGround());
            Add<IWorldEvent>("random-heading", "The body begins facing anywhere", _ => new RandomHeading());
            Add<IWorldEvent>("push", "A force on the root for a moment, again and again, in random horizontal directions", Push.From, Push.Settings);
        }

        void Measures()
        {
            Add<IMeasure>("distance", "Distance between start and end in body lengths", _ => new Lengths());
            Add<IMeasure>("body-lengths-per-second", "Mean speed between start and end in body lengths per unit of time", _ => new LengthsPerTime());
            Add<IMeasure>("froude", "Mean speed as Froude number v² / (g h), h the height of the root at the start", _ => new FroudeNumber());
            Add<IMeasure>("cost-of-transport", "Mechanical work of all actuators per weight and distance", _ => new CostOfTransport());
            Add<IMeasure>("duty-factor", "Share of the time that feet are on the ground", _ => new DutyFactor());
            Add<IMeasure>("stride-frequency", "Touch-downs per foot and time, in units of √(g / h)", _ => new StrideFrequency());
            Add<IMeasure>("stability-margin", "How far inside the polygon of its contacts the centre of mass is, in body lengths", _ => new StabilityMargin());
        }
    }

    private static IActuation Delayed(IActuation actuation, PartSettings settings) =>
        settings.Count("delay") is > 0 and var delay ? new DelayedActuation(actuation, delay) : actuation;
}
