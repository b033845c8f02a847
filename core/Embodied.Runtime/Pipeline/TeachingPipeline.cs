using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Tuning;
using Embodied.Imitation.Tracking;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Catalogs;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Progress;

namespace Embodied.Runtime.Pipeline;

/// <summary>A library of motions → the book of teachers that follow them.</summary>
public static class TeachingPipeline
{
    /// <summary>Chooses and tunes gains.</summary>
    /// <param name="catalog">Where the library's body is found.</param>
    /// <param name="library">The motions.</param>
    /// <param name="recipe">How to tune.</param>
    /// <param name="cache">Folder that keeps tunings, or null.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="InputException">The body is unknown or cannot be taught.</exception>
    public static (TeacherBook Book, IReadOnlyList<BehaviourTeaching> Report) Run(
        Catalog catalog, ReferenceLibrary library, TeacherRecipe recipe, string? cache, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        var body = BodyResolver.Resolve(catalog, library.Body, library.Options);
        using var model = SoloScene.OnGround(catalog, body, new PhysicsSettings { Timestep = recipe.Timestep });
        var taught = new TeacherBody(new(model, new PlacedBody(body)));
        var tuning = new TuningOptions { Population = 20, Generations = recipe.Generations, Windows = 1, Seed = recipe.Seed };
        return new LibraryTeacher(taught, tuning).Teach(library, cache, progress, cancel);
    }
}
