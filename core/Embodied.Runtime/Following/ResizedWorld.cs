using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Following;

/// <summary>
/// The world of a job with a body of another size, and its motions for it: joints do the same, the root goes as far in body lengths. Disposing deletes what was made.
/// </summary>
internal sealed class ResizedWorld : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("embodied-resized-").FullName;
    private readonly IModel _model;

    /// <summary>Makes it.</summary>
    /// <param name="catalog">Where the body is found.</param>
    /// <param name="job">The job.</param>
    /// <param name="library">Its library.</param>
    /// <param name="factor">Multiplies the scale of the body.</param>
    /// <param name="timestep">Integration step [s].</param>
    public ResizedWorld(Catalog catalog, FollowingJob job, ReferenceLibrary library, double factor, double timestep)
    {
        try
        {
            var options = Resized(library.Options, factor);
            _model = SoloScene.OnGround(catalog, BodyOf(catalog, library, factor), new PhysicsSettings { Timestep = timestep });
            Body = new(new(_model, new PlacedBody(BodyOf(catalog, library, factor))));
            var motions = job.Windows.Select(w => w.Motion).DistinctBy(m => m.Name).ToDictionary(m => m.Name, m => Resized(m, factor), StringComparer.Ordinal);
            var file = Path.Combine(_folder, "library.h5");
            ReferenceLibraryFile.Write(new(library.Body, options, library.PositionNames, [.. motions.Values.Select(m => new ReferenceClip(m, true))], library.Synthetic), file);
            Job = job with
            {
                Library = file,
                World = job.World.BodyOptions is { } own ? job.World with { BodyOptions = Resized(own, factor) } : job.World,
                Windows = [.. job.Windows.Select(w => w with { Motion = motions[w.Motion.Name] })],
            };
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The job in that world.</summary>
    public FollowingJob Job { get; }

    /// <summary>The body in that size.</summary>
    public TeacherBody Body { get; }

    /// <summary>The body of a library in another size.</summary>
    /// <exception cref="Sdk.Errors.InputException">It comes in no such size.</exception>
    public static IBody BodyOf(Catalog catalog, ReferenceLibrary library, double factor) => BodyResolver.Resolve(catalog, library.Body, Resized(library.Options, factor));

    /// <inheritdoc/>
    public void Dispose()
    {
        _model?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static BodyOptions Resized(BodyOptions options, double factor) => options with { Scale = factor * options.Scale };

    private static ReferenceMotion Resized(ReferenceMotion motion, double factor)
    {
        double[] Stretched(Func<int, ReadOnlySpan<double>> frames) => [.. Enumerable.Range(0, motion.Frames).SelectMany(f => frames(f).ToArray().Select((value, i) => i < 3 ? factor * value : value))];
        return new(motion.Name, motion.Behaviour, motion.Timestep, motion.Positions(0).Length, Stretched(motion.Positions), motion.Velocities(0).Length, Stretched(motion.Velocities));
    }
}
