using System.Globalization;
using Embodied.Analysis.Pictures;
using Embodied.Imitation.References;
using Embodied.Imitation.Tracking;
using Embodied.Runtime.Assays;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Controllers;
using Embodied.Runtime.Following;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Demos;

/// <summary>The end of the street: a trained network moves the body as the clips of its own library do, beside those who have learnt nothing.</summary>
/// <param name="catalog">Where what its world names is found.</param>
/// <param name="controllers">Finds the agent.</param>
internal sealed class DemoFollowing(Catalog catalog, ControllerOpener controllers)
{
    private const string Sheet = "followed.png";
    private const int Pictures = 8;

    /// <summary>Lets an agent follow clips it has never seen.</summary>
    /// <param name="agent">Name of the agent.</param>
    /// <param name="seconds">Length of all clips together [s].</param>
    /// <param name="seed">Seed of the clips.</param>
    /// <param name="progress">Told about it.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="InputException">There is no such agent, or it follows no motions of a recipe.</exception>
    public FollowedDemo Run(string agent, double seconds, ulong seed, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var world = TrainedWorld.Of(controllers.File(agent)) ?? throw new InputException(agent, "is no trained agent", "Name one that comes with the plugin.");
        FollowingStudy.RequireFollower(agent, world);
        var recipe = LibraryRecipe.Of(world.Settings) ?? throw new InputException(agent, "does not say how its motions are made", "Train it with reference: { generator: … }.");
        var file = new ReferenceMaker(catalog).Library(recipe with { Seconds = seconds, Seed = ~seed, TestShare = 0 }, progress, cancel);
        var library = ReferenceLibraryFile.Read(file);
        var result = new FollowingStudy(catalog).Run(
            new()
            {
                ControllerName = agent,
                Controller = controllers.Open(agent, new Dictionary<string, string>()),
                World = world,
                Library = file,
                Windows = [.. library.Motions(ClipSplit.All).Select(m => new FollowingWindow(m, 0, m.Duration))],
                Baselines = [FollowingBaselines.Zero, FollowingBaselines.Hold],
                Seed = seed,
            },
            progress,
            cancel);
        return new(agent, result, world, file);
    }

    /// <summary>Draws one of the clips and its follower into a folder, and puts all into words.</summary>
    public ReportSection Section(FollowedDemo followed, string folder)
    {
        var clip = followed.Result.Windows[^1].Motion;
        PlacedSettings at = new([("reference", followed.Library, null), ("split", "all", null), ("clip", clip.Name, null), ("frame", "0", null), ("termination", "none", null), ("start_noise", "0", null)]);
        var kept = followed.World.Settings.Only(k => !k.StartsWith("reference", StringComparison.Ordinal) && !k.StartsWith("teacher", StringComparison.Ordinal));
        var world = followed.World with { Settings = kept.With(at) };
        using var episode = Performance.Of(catalog, world, controllers.Open(followed.Agent, new Dictionary<string, string>()), new(1, clip.Duration, false));
        using (var drawn = new MotionPictures(episode.Body.Model, episode.Poses, episode.Rate, new() { Width = 320, Height = 220, Above = episode.References }, episode.Body))
            drawn.WriteSheet(Path.Combine(folder, Sheet), Pictures);
        return new()
        {
            Heading = "Followed by a network",
            Text =
            [
                $"The agent '{followed.Agent}' is a network that was taught to move this body as given motions do, by torques alone. The {followed.Result.Windows.Count} clips here are new to it. "
                + $"The pictures show the clip '{clip.Name}', evenly spaced in time: above the motion that was wanted, below what the body did in physics.",
            ],
            Tables = [Table(followed)],
            Images = [Sheet],
        };
    }

    private static ReportTable Table(FollowedDemo followed) => new(
        "followed",
        ["who", "clips followed to the end", "mean distance of segments [mm]"],
        [
            .. followed.Result.Actors.Select(a =>
            {
                var figures = FollowingFigures.Of(a.Trials);
                return (IReadOnlyList<object>)
                    [a.Name, $"{a.Trials.Count(t => t is { MimicComplete: true, TrackComplete: true })} of {figures.Windows}", figures.MeanSegmentMm.ToString("0.0", CultureInfo.InvariantCulture)];
            }),
        ]);
}

/// <summary>How an agent followed the clips of a demo.</summary>
/// <param name="Agent">Its name.</param>
/// <param name="Result">Who followed which clip how far; the agent first.</param>
/// <param name="World">The world it was trained in.</param>
/// <param name="Library">File of the clips.</param>
internal sealed record FollowedDemo(string Agent, FollowingResult Result, WorldRecipe World, string Library)
{
    /// <summary>The agent's trials in a few numbers.</summary>
    public FollowingFigures Figures => FollowingFigures.Of(Result.Agent.Trials);
}
