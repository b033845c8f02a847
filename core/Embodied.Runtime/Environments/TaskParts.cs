using Embodied.Runtime.Parts;
using Embodied.Runtime.Tasks;
using Embodied.Sdk.Acting;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Settings;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Environments;

/// <summary>The settings that mean the same in every task: its reward terms, terminations, events, sensors, actuation, arena and physics.</summary>
/// <param name="parts">Where the parts are made.</param>
internal sealed class TaskParts(CatalogParts parts)
{
    private const string SuccessKey = "success";

    private static readonly string[] PhysicsKeys = ["timestep", "gravity", "density", "viscosity", "solver_iterations", "noslip_iterations", "elliptic_cones"];

    /// <summary>A task with these settings over what it brought along.</summary>
    /// <exception cref="InputException">A part or setting is unknown or out of range; says where it was written.</exception>
    public TaskSetup Apply(TaskSetup setup, IReadOnlyDictionary<string, string> settings) => settings.Count == 0 ? setup : setup with
    {
        Task = new TermTask(setup.Task)
        {
            Rewards = [.. PartChoice.Read(settings, "rewards", TaskKeys.Weight).Select(Reward)],
            Ends = [.. PartChoice.Read(settings, "terminations").Select(End)],
            Events = [.. PartChoice.Read(settings, "events").Select(Make<IWorldEvent>)],
            Pursued = PartChoice.ReadOne(settings, "goal", null) is { } goal ? Make<IGoal>(goal) : null,
            Senses = new TaskSenses(parts, setup.Sensors, PartChoice.Read(settings, "sensors")).For,
        },
        Sensors = [],
        Actuation = PartChoice.ReadOne(settings, "actuation", null) is { } actuation ? Make<IActuation>(actuation) : setup.Actuation,
        Arena = PartChoice.ReadOne(settings, "arena", setup.Arena.Id) is { } arena ? Make<IArena>(arena) : setup.Arena,
        Physics = Physics(settings.Below("physics."), setup.Physics),
    };

    private TermTask.Reward Reward(PartChoice choice)
    {
        var weight = new PartSettings($"reward term '{choice.Name}'", choice.Settings.Only(k => k == TaskKeys.Weight), [TaskKeys.Weight]).Number(TaskKeys.Weight, 1, double.MinValue);
        return new(choice.Name, weight, Make<IRewardTerm>(choice with { Settings = choice.Settings.Only(k => k != TaskKeys.Weight) }));
    }

    private TermTask.End End(PartChoice choice)
    {
        var success = new PartSettings($"termination '{choice.Name}'", choice.Settings.Only(k => k == SuccessKey), [SuccessKey]).Flag(SuccessKey, false);
        return new(choice.Name, success, Make<ITermination>(choice with { Settings = choice.Settings.Only(k => k != SuccessKey) }));
    }

    private T Make<T>(PartChoice choice)
        where T : class => parts.Make<T>(choice.Use, choice.Settings, choice.Place);

    private static PhysicsSettings Physics(PlacedSettings settings, PhysicsSettings basis)
    {
        if (settings.Count == 0)
            return basis;
        var s = new PartSettings("physics", settings, PhysicsKeys);
        return basis with
        {
            Timestep = s.Has("timestep") ? s.NumberIn("timestep", 1e-9, 1e3) : basis.Timestep,
            Gravity = s.Has("gravity") ? Vector(s, "gravity") : basis.Gravity,
            FluidDensity = s.Has("density") ? s.Number("density") : basis.FluidDensity,
            FluidViscosity = s.Has("viscosity") ? s.Number("viscosity") : basis.FluidViscosity,
            SolverIterations = s.Has("solver_iterations") ? s.Count("solver_iterations") : basis.SolverIterations,
            NoSlipIterations = s.Has("noslip_iterations") ? s.Count("noslip_iterations") : basis.NoSlipIterations,
            EllipticCones = s.Has("elliptic_cones") ? s.Flag("elliptic_cones", false) : basis.EllipticCones,
        };
    }

    private static Vec3 Vector(PartSettings s, string name)
    {
        var text = s.Text(name);
        double[] numbers = [.. text.Split(',').Select(t => double.TryParse(t, System.Globalization.CultureInfo.InvariantCulture, out var v) && double.IsFinite(v) ? v : double.NaN)];
        return numbers is [var x, var y, var z] && !numbers.Any(double.IsNaN) ? new(x, y, z) : throw s.Wrong(name, $"has {name} '{text}'; expected three numbers such as [0, 0, -9.81]");
    }
}
