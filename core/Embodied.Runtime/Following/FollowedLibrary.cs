using System.Globalization;
using Embodied.Data.Recordings;
using Embodied.Imitation.References;
using Embodied.Imitation.Tracking;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Following;

/// <summary>The motions an agent is measured on: its own library, or a recording that is made into one for its body. Disposing deletes what was made.</summary>
public sealed class FollowedLibrary : IDisposable
{
    private const string ScaleOfPoses = "registration/scale";
    private readonly string? _made;

    private FollowedLibrary(string file, string? made) => (File, _made) = (file, made);

    /// <summary>File of the library.</summary>
    public string File { get; }

    /// <summary>What the user should know of it.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>The library an agent was trained with.</summary>
    /// <exception cref="InputException">It was trained on no motions, or their file is gone.</exception>
    public static FollowedLibrary OfAgent(WorldRecipe world, ReferenceMaker maker, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        // A file that is named now comes before what an agent was trained with.
        if (!world.Settings.ContainsKey("reference") && LibraryRecipe.Of(world.Settings) is { } recipe)
            return new(maker.Library(recipe, progress, cancel), null);
        return world.Settings.TryGetValue("reference", out var file) && System.IO.File.Exists(file)
            ? new(file, null)
            : throw new InputException(file ?? world.Task, "the motions of the training are not there", "Name others: --recording FILE.h5.");
    }

    /// <summary>A registered recording, conditioned for an agent's body, in one piece. A recording that is a library is taken as it is.</summary>
    /// <param name="catalog">Where the body is found.</param>
    /// <param name="world">The agent's world.</param>
    /// <param name="recording">File of the recording.</param>
    /// <exception cref="InputException">It holds no poses, or those of another body.</exception>
    public static FollowedLibrary OfRecording(Catalog catalog, WorldRecipe world, string recording)
    {
        var read = RecordingFile.Read(recording);
        if (read.Find(ChannelNames.Clips) is not null && read.Find(ChannelNames.Velocities) is not null)
            return new(recording, null);
        var (id, options) = BodyOf(world);
        var body = BodyResolver.Resolve(catalog, id, options);
        var notes = new List<string>();
        var folder = Directory.CreateTempSubdirectory("embodied-following-").FullName;
        try
        {
            var poses = Path.Combine(folder, Path.GetFileName(recording));
            RecordingFile.Write(Sized(read, recording, options.Scale, notes), poses);
            var (library, reports) = ClipPipeline.Run(catalog, new() { Files = [poses], Body = body, Options = options, Seconds = double.PositiveInfinity, TestShare = 0 }, null, default);
            foreach (var report in reports)
                notes.AddRange(Remarks(report));
            var file = Path.Combine(folder, "library.h5");
            ReferenceLibraryFile.Write(library, file);
            return new(file, folder) { Notes = notes };
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_made is not null)
            Directory.Delete(_made, recursive: true);
    }

    private static (string Id, BodyOptions Options) BodyOf(WorldRecipe world)
    {
        if (LibraryRecipe.Of(world.Settings) is { } recipe)
            return (recipe.Body, world.BodyOptions ?? recipe.Options);
        if (world is { Body: { } named, BodyOptions: { } wanted })
            return (named, wanted);
        if (world.Settings.TryGetValue("reference", out var file) && System.IO.File.Exists(file) && ReferenceLibraryFile.Read(file) is var library)
            return (library.Body, library.Options);
        throw new InputException(world.Task, "the agent does not say how its body was wanted", "Train it with the body's options in the experiment.");
    }

    // Angles do not depend on size; the root goes as far in body lengths.
    private static Recording Sized(Recording recording, string file, double scale, List<string> notes)
    {
        if (!recording.Provenance.Settings.TryGetValue(ScaleOfPoses, out var text) || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var own) || !(own > 0))
        {
            notes.Add($"{file} does not say at which scale it was registered; taken for the agent's, {scale:0.###}");
            return recording;
        }

        if (Math.Abs(own - scale) < 1e-9)
            return recording;
        notes.Add($"{file} was registered at scale {own:0.###}, the agent's body is of scale {scale:0.###}: the root's path is taken times {scale / own:0.###}");
        return new(recording.Name, [.. recording.Channels.Select(c => c.Name == ChannelNames.Positions ? Rescaled(c, scale / own) : c)], recording.Provenance);
    }

    private static RecordingChannel Rescaled(RecordingChannel poses, double factor)
    {
        var values = (double[])poses.Values.Clone();
        for (var at = 0; at < values.Length; at += poses.Shape[1])
        {
            for (var axis = 0; axis < 3; axis++)
                values[at + axis] *= factor;
        }

        return poses with { Values = values };
    }

    private static IEnumerable<string> Remarks(Imitation.Conditioning.ConditioningReport report)
    {
        if (report.Feet.Count > 0 && report.Feet.All(f => f.StanceShare < 0.01))
            yield return $"no foot of '{report.Motion}' ever stands: it leaves the ground or the ground is elsewhere";
        if (!report.Moves)
            yield return $"'{report.Motion}' hardly moves: whoever stands still survives it; look at the errors beside those of holding the first pose";
    }
}
