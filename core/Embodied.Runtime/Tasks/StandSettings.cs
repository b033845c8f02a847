using Embodied.Sdk.Plugins;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Tasks;

/// <summary>Settings of <see cref="StandTask"/>.</summary>
public sealed record StandSettings
{
    /// <summary>Time between actions.</summary>
    public double ControlTimestep { get; init; } = 0.02;

    /// <summary>Actions per episode.</summary>
    public int MaximumSteps { get; init; } = 500;

    /// <summary>Standard deviation of the initial joint angles [rad].</summary>
    public double Noise { get; init; } = 0.01;

    /// <summary>Weight of uprightness.</summary>
    public double UprightWeight { get; init; } = 0.5;

    /// <summary>Weight of height.</summary>
    public double HeightWeight { get; init; } = 0.5;

    /// <summary>Weight of effort.</summary>
    public double EffortWeight { get; init; } = 0.05;

    /// <summary>Share of the initial height below which the body has fallen.</summary>
    public double FallHeight { get; init; } = 0.5;

    /// <summary>Loss in the cosine of the root's tilt beyond which the body has fallen.</summary>
    public double FallTilt { get; init; } = 0.7;

    /// <summary>Reads settings of an experiment.</summary>
    public static StandSettings From(TaskSettings settings)
    {
        var standard = new StandSettings();
        var read = new PartSettings($"task '{StandTask.TaskId}'", settings.Values, ["control_timestep", "maximum_steps", "noise", "upright", "height", "effort", "fall_height", "fall_tilt"]);
        return new()
        {
            ControlTimestep = read.Number("control_timestep", standard.ControlTimestep, 1e-6),
            MaximumSteps = Math.Max(1, read.Count("maximum_steps", standard.MaximumSteps)),
            Noise = read.Number("noise", standard.Noise),
            UprightWeight = read.Number("upright", standard.UprightWeight),
            HeightWeight = read.Number("height", standard.HeightWeight),
            EffortWeight = read.Number("effort", standard.EffortWeight),
            FallHeight = read.Number("fall_height", standard.FallHeight, 0, 1),
            FallTilt = read.Number("fall_tilt", standard.FallTilt, 0, 2),
        };
    }
}
