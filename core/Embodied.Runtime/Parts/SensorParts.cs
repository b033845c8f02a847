using Embodied.Runtime.Plugins;
using Embodied.Runtime.Sensors;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Parts;

/// <summary>The senses of the host.</summary>
internal static class SensorParts
{
    private static readonly PartSetting Joints = new("joints", "all", "all, or actuated: those with an actuator of their own");
    private static readonly PartSetting Threshold = new("threshold", "", "values above it read 1 and the others 0: contact yes or no");

    /// <summary>What every sensor takes besides its own settings.</summary>
    public static IReadOnlyList<PartSetting> Common { get; } =
    [
        new("noise", "0", "standard deviation of Gaussian noise, in the unit of the sensor"),
        new("delay", "0", "control steps between receptor and brain"),
        new("history", "1", "readings shown, the newest first"),
    ];

    public static void Register(IPluginRegistry registry)
    {
        void Add(string name, string summary, Func<PartSettings, ISensor> make, params PartSetting[] settings) =>
            registry.AddPart($"{PluginManifest.CoreId}/{name}", summary, make, settings);

        Add("joint-angles", "Angles or displacements of joints", s => new JointAngles(Selection(s)), Joints);
        Add("joint-velocities", "Velocities of joints", s => new JointVelocities(Selection(s)), Joints);
        Add("activations", "Activations of actuators with a filter", _ => new ActuatorActivations());
        Add("tendon-lengths", "Lengths of tendons", _ => new TendonLengths());
        Add("tendon-velocities", "Velocities of tendons", _ => new TendonVelocities());
        Add("root-height", "Height of the root above world zero", _ => new RootHeight());
        Add("world-up", "The world's up direction, seen from the root", _ => new WorldUp());
        Add("root-linear-velocity", "Velocity of the root in its own frame", _ => new RootVelocity(angular: false));
        Add("root-angular-velocity", "Angular velocity of the root in its own frame", _ => new RootVelocity(angular: true));
        Add("end-effectors", "Places of the ends of the limbs, seen from the root", _ => RelativePositions.EndEffectors());
        Add("appendages", "Places of end effectors and head, seen from the root", _ => RelativePositions.Appendages());
        Add("goal", "Where the goal is, seen from the root: direction and log distance", _ => new GoalSensor());
        Add("last-action", "What was done last", _ => new LastAction());
        foreach (var kind in Enum.GetValues<SensorKind>())
        {
            var name = SnakeCase.Of(kind.ToString()).Replace('_', '-');
            Add(name, $"All built-in sensors of the body of kind {name}", s => new BuiltInSensor(kind, s.Has("threshold") ? s.NumberIn("threshold", double.MinValue, double.MaxValue) : null), Threshold);
        }
    }

    /// <summary>Noise belongs to the receptor, delay and memory to the pathway behind it.</summary>
    public static ISensor Wrap(ISensor sensor, PartSettings settings)
    {
        if (settings.Number("noise") is > 0 and var noise)
            sensor = new NoisySensor(sensor, noise);
        if (settings.Count("delay") is > 0 and var delay)
            sensor = new DelayedSensor(sensor, delay);
        return settings.Count("history") is > 1 and var history ? new HistorySensor(sensor, history) : sensor;
    }

    private static JointSelection Selection(PartSettings settings) => (JointSelection)settings.Choice("joints", "all", "actuated");
}
