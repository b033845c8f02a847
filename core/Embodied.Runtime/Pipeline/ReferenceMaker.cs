using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Embodied.Data.Recordings;
using Embodied.Imitation.References;
using Embodied.Imitation.Tracking;
using Embodied.Mujoco.Native;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Catalogs;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Pipeline;

/// <summary>
/// Makes libraries of synthetic motions and their teachers, and keeps them in the user's cache under a digest of the recipe and of the code that made them: what other
/// code would make is never taken for it.
/// </summary>
/// <param name="catalog">Where generator and body are found; asked when something is made.</param>
public sealed class ReferenceMaker(Func<Catalog> catalog) : IReferenceMaker
{
    // Libraries are large; older ones are made again in a minute.
    private const long MostBytes = 2L << 30;
    private readonly Lock _one = new();

    /// <summary>For a catalog that is complete.</summary>
    public ReferenceMaker(Catalog catalog)
        : this(() => catalog)
    {
    }

    private static string Folder => Path.Combine(Path.GetDirectoryName(MujocoRuntime.CacheFolder)!, "references");

    /// <inheritdoc/>
    public string Library(LibraryRecipe recipe, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        var all = catalog();
        var generator = all.Get<IRecordingGenerator>(recipe.Generator, "reference.generator");
        var file = Path.Combine(Folder, Digest(recipe, recipe.Options.Modifications, generator.GetType()) + ".h5");
        lock (_one)
        {
            if (!File.Exists(file))
                Make(all, generator, recipe, file, progress, cancel);
            else
                File.SetLastAccessTimeUtc(file, DateTime.UtcNow);
        }

        return file;
    }

    /// <inheritdoc/>
    public string Teachers(string library, TeacherRecipe recipe, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        var read = ReferenceLibraryFile.Read(library);
        var name = $"{Path.GetFileNameWithoutExtension(library)}-{Digest(recipe, new FileInfo(library).Length, read.Body)}";
        var file = Path.Combine(Folder, name + ".json");
        lock (_one)
        {
            if (File.Exists(file))
                return file;
            Directory.CreateDirectory(Folder);
            var (book, _) = TeachingPipeline.Run(catalog(), read, recipe, Path.Combine(Folder, name), progress, cancel);
            book.Write(file);
        }

        return file;
    }

    private static void Make(Catalog catalog, IRecordingGenerator generator, LibraryRecipe recipe, string file, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        Directory.CreateDirectory(Folder);
        progress?.Report(new("making motions", 0, 1));
        var body = BodyResolver.Resolve(catalog, recipe.Body, recipe.Options);
        var poses = Path.Combine(Folder, $"{Path.GetFileNameWithoutExtension(file)}-{Environment.ProcessId}-poses.h5");
        try
        {
            using (var model = SoloScene.Alone(catalog, body))
                RecordingFile.Write(generator.Generate(new() { Body = body, Model = model, Seconds = recipe.Seconds, Rate = 50, Seed = recipe.Seed, Progress = progress, Cancel = cancel }), poses);
            var job = new ClipJob { Files = [poses], Body = body, Options = recipe.Options, TestShare = recipe.TestShare, Seed = recipe.Seed };
            ReferenceLibraryFile.Write(ClipPipeline.Run(catalog, job, progress, cancel).Library, file);
        }
        finally
        {
            File.Delete(poses);
        }

        Prune();
    }

    // The least recently used go first, but none that a training of today may still read.
    private static void Prune()
    {
        var kept = 0L;
        foreach (var file in new DirectoryInfo(Folder).GetFiles("*.h5").OrderByDescending(f => f.LastAccessTimeUtc))
        {
            kept += file.Length;
            if (kept > MostBytes && file.LastAccessTimeUtc < DateTime.UtcNow.AddDays(-1))
                file.Delete();
        }
    }

    // The versions of the assemblies that make: generator, conditioning, teachers, physics.
    private static string Digest(params object[] of)
    {
        Type[] makers = [typeof(LibraryRecipe), typeof(MujocoRuntime), typeof(ReferenceMaker), typeof(IRecordingGenerator)];
        var text = new StringBuilder();
        foreach (var maker in makers.Concat(of.OfType<Type>()))
            text.AppendLine(maker.Module.ModuleVersionId.ToString());
        foreach (var part in of.Where(o => o is not Type))
            text.AppendLine(JsonSerializer.Serialize(part));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..24];
    }
}
