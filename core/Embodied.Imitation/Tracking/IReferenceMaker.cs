using Embodied.Sdk.Progress;
using Embodied.Sdk.Settings;

namespace Embodied.Imitation.Tracking;

/// <summary>Makes what tracking needs and nobody has yet. What was made is kept and found again.</summary>
public interface IReferenceMaker
{
    /// <summary>The file of a library of motions.</summary>
    /// <param name="recipe">How it is made.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Stops; nothing half-made is kept.</param>
    /// <exception cref="Sdk.Errors.InputException">Something named is unknown, or does not fit.</exception>
    string Library(LibraryRecipe recipe, IProgress<WorkProgress>? progress, CancellationToken cancel);

    /// <summary>The file of the teachers' book of a library.</summary>
    /// <param name="library">File of the library.</param>
    /// <param name="recipe">How teachers are tuned.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Stops; tunings that are done are kept.</param>
    string Teachers(string library, TeacherRecipe recipe, IProgress<WorkProgress>? progress, CancellationToken cancel);
}

/// <summary>How teachers of a library are tuned.</summary>
/// <param name="Generations">Generations of a tuning where no known gains serve; 0 tunes nothing.</param>
/// <param name="Seed">Seed of tunings and disturbances.</param>
/// <param name="Timestep">Integration step [s].</param>
public sealed record TeacherRecipe(int Generations, ulong Seed, double Timestep)
{
    private static readonly string[] Names = ["teacher.generations", "teacher.seed", "timestep"];

    /// <summary>The recipe among the settings of a task; null where there is none.</summary>
    /// <exception cref="Sdk.Errors.InputException">A setting is out of range.</exception>
    public static TeacherRecipe? Of(IReadOnlyDictionary<string, string> settings) => From(new($"task '{TrackingTask.TaskId}'", settings.Only(k => Names.Contains(k)), Names));

    internal static TeacherRecipe? From(PartSettings s) =>
        s.Has(Names[0]) ? new(s.Count(Names[0], 0), (ulong)s.Count(Names[1], 1), s.Number(Names[2], new TrackingSettings { Reference = "" }.Timestep, 1e-5, 0.02)) : null;
}
