using Embodied.Runtime.Catalogs;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;

namespace Embodied.Runtime.Assays;

/// <summary>One setting of noise and how the controller did with it.</summary>
/// <param name="Structure">How the latent's standard deviations were rewritten.</param>
/// <param name="MotorNoise">Multiplied the noise of actions.</param>
/// <param name="Gain">Multiplied the noise of the latent, or of actions where there is no latent.</param>
/// <param name="Condition">Condition of the assay.</param>
/// <param name="Result">How it did.</param>
public sealed record RobustnessPoint(LatentStructure Structure, double MotorNoise, double Gain, string Condition, AssayConditionResult Result);

/// <summary>
/// How a controller fares in closed loop when its own noise is turned up, or given another structure than it has learnt (Aldarondo et al. 2024, figure 5).
/// </summary>
/// <param name="catalog">Where tasks, bodies and backends are found.</param>
public sealed class RobustnessStudy(Catalog catalog)
{
    /// <summary>Gains of the published study.</summary>
    public static IReadOnlyList<double> DefaultGains { get; } = [0, 1, 2, 4, 8, 16];

    /// <summary>Runs the assay once for every setting.</summary>
    /// <param name="job">Controller and assay.</param>
    /// <param name="hasLatent">Whether the controller has a latent whose noise the gains multiply; otherwise they multiply that of actions.</param>
    /// <param name="gains">Gains, at least 0.</param>
    /// <param name="structures">Structures; only the standard one without a latent.</param>
    /// <param name="progress">Told after each run of the assay.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="InputException">The controller has no noise of its own.</exception>
    public IReadOnlyList<RobustnessPoint> Run(
        AssayJob job, bool hasLatent, IReadOnlyList<double> gains, IReadOnlyList<LatentStructure> structures, IProgress<WorkProgress>? progress = null, CancellationToken cancel = default)
    {
        (LatentStructure Structure, double Motor, double Gain)[] settings = hasLatent
            ? [.. from s in structures from motor in (double[])[0, 1] from g in gains select (s, motor, g)]
            : [.. gains.Select(g => (LatentStructure.Standard, g, g))];
        var points = new List<RobustnessPoint>();
        for (var i = 0; i < settings.Length; i++)
        {
            var (structure, motor, gain) = settings[i];
            progress?.Report(new($"{structure.ToString().ToLowerInvariant()}, gain {gain:g3}", i, settings.Length));
            var disturbed = job with { Controller = request => Disturb(job, request, structure, motor, hasLatent ? gain : 0), Sampled = true };
            points.AddRange(new AssayRunner(catalog).Run(disturbed, null, cancel).Conditions.Select(c => new RobustnessPoint(structure, motor, gain, c.Name, c)));
        }

        progress?.Report(new("done", settings.Length, settings.Length));
        return points;
    }

    private static IController Disturb(AssayJob job, ControllerRequest request, LatentStructure structure, double motor, double gain)
    {
        var controller = job.Controller(request);
        if (controller is not IStochasticLatent latent)
        {
            controller.Dispose();
            throw new InputException(job.ControllerName, "has no noise of its own that could be turned up", "Name a trained agent: embodied list agents.");
        }

        (latent.LatentStructure, latent.ActionNoise, latent.LatentNoise) = (structure, (float)motor, (float)gain);
        return controller;
    }
}
