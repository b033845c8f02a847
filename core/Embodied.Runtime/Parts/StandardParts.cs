using Embodied.Runtime.Actuations;
using Embodied.Runtime.Arenas;
using Embodied.Runtime.Sensors;
using Embodied.Sdk.Acting;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Parts;

/// <summary>
/// The senses, actuations and worlds of the host. Every sensor takes <c>delay</c> [control steps], <c>noise</c> (standard deviation in its unit) and
/// <c>history</c> (readings shown); joint sensors take <c>joints</c> (<c>all</c> or <c>actuated</c>), built-in ones <c>threshold</c>.
/// </summary>
public sealed class StandardParts : IParts
{
    private static readonly Dictionary<string, SensorRecipe> Recipes = MakeRecipes();

    /// <summary>Ids of the sensors.</summary>
    public static IReadOnlyList<string> SensorIds => [.. Recipes.Keys];

    /// <inheritdoc/>
    public ISensor Sensor(string id, IReadOnlyDictionary<string, string>? settings = null)
    {
        if (!Recipes.TryGetValue(id, out var recipe))
            throw Unknown("sensor", id, Recipes.Keys);
        var reader = new PartSettings($"sensor '{id}'", settings, [.. recipe.Settings, "delay", "noise", "history"]);
        var sensor = recipe.Make(reader);
        // Noise belongs to the receptor, delay and memory to the pathway behind it.
        if (reader.Number("noise", 0) is > 0 and var noise)
            sensor = new NoisySensor(sensor, noise);
        if (reader.Count("delay", 0) is > 0 and var delay)
            sensor = new DelayedSensor(sensor, delay);
        return reader.Count("history", 1) is > 1 and var history ? new HistorySensor(sensor, history) : sensor;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ISensor> Proprioception(IBody body)
    {
        var roles = body.Roles;
        var figures = (body.Source as FigureSource)?.Figures;
        var moves = figures is null || figures.Root != RootFreedom.Fixed;
        var sensors = new List<ISensor>();
        AddIf(figures is null || figures.Segments.Any(s => s.Joints.Any(j => j.Kind != JointKind.Ball)), () => new JointAngles(), () => new JointVelocities());
        AddIf(figures?.Actuators.Any(a => a.TimeConstant > 0) == true, () => new ActuatorActivations());
        AddIf(figures?.Tendons.Count > 0, () => new TendonLengths(), () => new TendonVelocities());
        AddIf(moves, () => new RootHeight(), () => new WorldUp());
        AddIf(moves, () => new RootVelocity(angular: false), () => new RootVelocity(angular: true));
        AddIf(roles.EndEffectors.Count > 0, RelativePositions.EndEffectors);
        AddIf(roles.Appendages.Count > 0, RelativePositions.Appendages);
        foreach (var kind in (figures?.Sensors ?? []).Select(s => s.Kind).Distinct().Order())
            sensors.Add(new BuiltInSensor(kind));
        return sensors;

        void AddIf(bool offered, params Func<ISensor>[] make)
        {
            if (offered)
                sensors.AddRange(make.Select(m => m()));
        }
    }

    /// <inheritdoc/>
    public IActuation Actuation(string id) => id == DirectActuation.ActuationId ? new DirectActuation() : throw Unknown("actuation", id, [DirectActuation.ActuationId]);

    /// <inheritdoc/>
    public IArena Arena(string id) => id switch
    {
        "flat" => new FlatArena(),
        "empty" => new EmptyArena(),
        _ => throw Unknown("arena", id, ["flat", "empty"]),
    };

    private static Dictionary<string, SensorRecipe> MakeRecipes()
    {
        var recipes = new Dictionary<string, SensorRecipe>(StringComparer.Ordinal)
        {
            ["joint_angles"] = new(["joints"], s => new JointAngles(Joints(s))),
            ["joint_velocities"] = new(["joints"], s => new JointVelocities(Joints(s))),
            ["activations"] = new([], _ => new ActuatorActivations()),
            ["tendon_lengths"] = new([], _ => new TendonLengths()),
            ["tendon_velocities"] = new([], _ => new TendonVelocities()),
            ["root_height"] = new([], _ => new RootHeight()),
            ["world_up"] = new([], _ => new WorldUp()),
            ["root_linear_velocity"] = new([], _ => new RootVelocity(angular: false)),
            ["root_angular_velocity"] = new([], _ => new RootVelocity(angular: true)),
            ["end_effectors"] = new([], _ => RelativePositions.EndEffectors()),
            ["appendages"] = new([], _ => RelativePositions.Appendages()),
        };
        foreach (var kind in Enum.GetValues<SensorKind>())
            recipes[SnakeCase.Of(kind.ToString())] = new(["threshold"], s => new BuiltInSensor(kind, s.Has("threshold") ? s.Number("threshold", 0) : null));
        return recipes;
    }

    private static JointSelection Joints(PartSettings settings) =>
        settings.Choice("joints", "all", "actuated") == 0 ? JointSelection.All : JointSelection.Actuated;

    private static InputException Unknown(string what, string id, IEnumerable<string> known) =>
        new($"{what} '{id}'", "is not one of the host's parts", $"Known: {string.Join(", ", known)}.");

    private sealed record SensorRecipe(string[] Settings, Func<PartSettings, ISensor> Make);
}
