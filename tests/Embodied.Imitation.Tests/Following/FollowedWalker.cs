using Embodied.Imitation.References;
using Embodied.Imitation.Tests.Teaching;
using Embodied.Imitation.Tracking;
using Embodied.Learning.Controllers;
using Embodied.Learning.Networks;
using Embodied.Learning.Normalizing;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Following;
using Embodied.Runtime.Hosting;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Control;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Settings;

namespace Embodied.Imitation.Tests.Following;

/// <summary>The small walker as files that a study of following reads, with an agent that has learnt nothing but has a latent.</summary>
internal sealed class FollowedWalker : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("embodied-").FullName;
    private readonly LoadedPlugins _loaded = PluginHost.Load(new() { Folders = [], MakeAll = false });

    public FollowedWalker()
    {
        var body = Path.Combine(_folder, "walker.xml");
        File.WriteAllText(body, SmallWalker.Mjcf(floor: false));
        File.WriteAllText(Path.Combine(_folder, "walker.roles.yaml"), """
            root: trunk
            end_effectors: [shank0, shank1, shank2, shank3]
            tracked_segments: [trunk, shank0, shank1, shank2, shank3]
            standing_height: 0.06
            """);
        using var walker = new SmallWalker();
        Library = Path.Combine(_folder, "library.h5");
        ReferenceMotion[] motions = [walker.Motion(2).Named("still", "stand"), walker.Motion(2, 0.02, 0.2).Named("step", "walk")];
        ReferenceLibraryFile.Write(new(body, BodyOptions.Default, PositionNames.Of(walker.Model), [.. motions.Select(m => new ReferenceClip(m, false))], synthetic: true), Library);
        Body = body;
    }

    public string Body { get; }

    public string Library { get; }

    public FollowingResult Run(Func<FollowingJob, FollowingJob>? change = null, int threads = 1)
    {
        var windows = FollowingWindow.Of(ReferenceLibraryFile.Read(Library).Motions(ClipSplit.All), 0.8, 0.5);
        var job = new FollowingJob
        {
            ControllerName = "agent",
            Controller = r => Agent(r, "3"),
            World = new() { Task = TrackingTask.TaskId, Body = Body },
            Library = Library,
            Windows = windows,
            Baselines = FollowingJob.Everybody,
            Seed = 5,
            Threads = threads,
        };
        return new FollowingStudy(_loaded.Catalog).Run(change?.Invoke(job) ?? job, null, TestContext.Current.CancellationToken);
    }

    /// <summary>A world in which its motions are followed.</summary>
    public PhysicsEnvironment World(params (string Key, string Value)[] settings) => new WorldBuilder(_loaded.Catalog)
        .For(new() { Task = TrackingTask.TaskId, Body = Body, Settings = new PlacedSettings([("reference", Library, null), .. settings.Select(s => (s.Key, s.Value, (string?)null))]) }).Build();

    /// <summary>An agent with random parameters.</summary>
    public static IController Agent(ControllerRequest request, string? latent)
    {
        var spec = latent is null
            ? NetworkArchitecture.All["core/mlp"].Describe(new Dictionary<string, string> { ["actor"] = "8", ["critic"] = "4" })
            : new EncoderDecoderArchitecture().Describe(new Dictionary<string, string> { ["encoder"] = "8", ["latent"] = latent, ["decoder"] = "8", ["critic"] = "4" });
        var shape = new NetworkShape(spec, request.Observation, request.Action.Size);
        using var empty = new NetworkController(shape, new float[shape.ParameterCount], new ObservationNormalizer(shape.ObservationSize));
        return empty.Untrained(3);
    }

    public void Dispose()
    {
        _loaded.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
