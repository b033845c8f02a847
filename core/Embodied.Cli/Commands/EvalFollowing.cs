using System.CommandLine;
using Embodied.Analysis.Statistics;
using Embodied.Cli.Output;
using Embodied.Imitation.References;
using Embodied.Imitation.Tracking;
using Embodied.Runtime.Assays;
using Embodied.Runtime.Following;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Settings;

namespace Embodied.Cli.Commands;

/// <summary>The part of <c>eval</c> that measures how far an agent follows motions: those of its library, or a recording.</summary>
internal sealed class EvalFollowing
{
    private static readonly string[] Disturbances = ["noise", "push_every", "push_speed"];

    private readonly Option<FileInfo?> _recording = new("--recording") { Description = "Follow the poses of a recording (motion.h5 of register, or a library of motions).", HelpName = "FILE.h5" };
    private readonly Option<string?> _clips = new("--clips") { Description = "Follow clips of the agent's library: test, train or all.", HelpName = "SPLIT" };
    private readonly Option<double> _window = new("--window") { Description = "Length of a window [s], with --recording or --clips.", HelpName = "S", DefaultValueFactory = _ => 5 };
    private readonly Option<double?> _stride = new("--stride") { Description = "Time from the beginning of a window to that of the next [s]; the length of a window when left out.", HelpName = "S" };
    private readonly Option<bool> _alone = new("--alone") { Description = "Measure the agent alone, without those that have learnt nothing." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_recording, _clips, _window, _stride, _alone])
            command.Options.Add(option);
    }

    public bool IsWanted(Invocation call) => call.Get(_recording) is not null || call.Get(_clips) is not null;

    /// <summary>Measures and shows.</summary>
    public void Run(Invocation call, string subject, FollowingWishes wishes)
    {
        if (call.Get(_recording) is not null && call.Get(_clips) is not null)
            throw new InputException("--clips", "is of the agent's own library, and --recording names another", "Give one of them.");
        var world = TrainedWorld.Of(call.Controllers.File(subject)) ?? throw new InputException(subject, "is no trained agent", "Give an agent file, the folder of a run, or the name of an agent (embodied list agents).");
        // How a training disturbed its animal is no part of it.
        world = world with { Settings = world.Settings.Only(k => !Disturbances.Contains(k)).With(wishes.Settings) };
        FollowingStudy.RequireFollower(subject, world);
        using var library = call.Get(_recording) is { } file
            ? FollowedLibrary.OfRecording(call.Catalog, world, file.FullName)
            : FollowedLibrary.OfAgent(world, new ReferenceMaker(call.Catalog), call.Progress, call.Cancel);
        foreach (var note in library.Notes)
            Terminal.Note($"note: {note}");
        var windows = Windows(call, ReferenceLibraryFile.Read(library.File));
        var job = new FollowingJob
        {
            ControllerName = subject,
            Controller = call.Controllers.Open(subject, new Dictionary<string, string>()),
            World = world,
            Library = library.File,
            Windows = windows,
            Teachers = call.Get(_alone) ? null : Teachers(call, world, library.File),
            Baselines = !call.Get(_alone),
            Sampled = wishes.Sampled,
            Seed = wishes.Seed,
            Threads = wishes.Threads,
        };
        var result = new FollowingStudy(call.Catalog).Run(job, call.Progress, call.Cancel);
        call.Progress.Dispose();
        call.Terminal.Result(Payload(result, library.Notes), t => Show(t, result));
    }

    // Those of the clips, made where an agent only says how; who follows a recording is taught for still motions.
    private string? Teachers(Invocation call, WorldRecipe world, string library)
    {
        if (world.Settings.TryGetValue("teacher", out var book) && File.Exists(book))
            return book;
        return call.Get(_clips) is not null && TeacherRecipe.Of(world.Settings) is { } recipe ? new ReferenceMaker(call.Catalog).Teachers(library, recipe, call.Progress, call.Cancel) : null;
    }

    private FollowingWindow[] Windows(Invocation call, ReferenceLibrary library)
    {
        var (length, stride) = (call.Get(_window), call.Get(_stride) ?? call.Get(_window));
        if (!(length > 0) || !(stride > 0))
            throw new InputException("--window", $"of {length} s every {stride} s cannot be; expected lengths above 0");
        var split = call.Get(_clips) switch
        {
            null or "all" => ClipSplit.All,
            "test" => ClipSplit.Test,
            "train" => ClipSplit.Train,
            var other => throw new InputException("--clips", $"is '{other}'; expected test, train or all"),
        };
        return [.. library.Motions(split).SelectMany(m => FollowingWindow.Of(m, length, stride))];
    }

    private static object Payload(FollowingResult result, IReadOnlyList<string> notes)
    {
        var all = FollowingFigures.Of(result.Actors[0].Trials);
        return new
        {
            Controller = result.Actors[0].Name,
            all.Windows,
            CompletedFraction = all.Both.Estimate,
            MeanSegmentErrorMm = all.MeanSegmentMm,
            MedianSegmentErrorMm = all.MedianSegmentMm,
            MeanSurvivalSeconds = all.SurvivalSeconds,
            Actors = result.Actors.Select(a => new { a.Name, All = FollowingFigures.Of(a.Trials), Behaviours = ByBehaviour(result, a).ToDictionary(b => b.Name, b => b.Figures) }),
            Notes = notes,
        };
    }

    private static void Show(Terminal terminal, FollowingResult result)
    {
        string[] columns = ["windows", "both rules %", "95 % interval", "mimic %", "track-mjx %", "segments mm, mean", "median", "root mm", "root °", "joints °", "survival s"];
        static string[] Row(FollowingFigures f) =>
        [
            $"{f.Windows}", Percent(f.Both), $"{100 * f.Both.Low:0}–{100 * f.Both.High:0}", Percent(f.Mimic), Percent(f.Track), $"{f.MeanSegmentMm:0.0}", $"{f.MedianSegmentMm:0.0}", $"{f.RootMm:0.0}",
            $"{f.RootDegrees:0.0}", $"{f.JointDegrees:0.0}", $"{f.SurvivalSeconds:0.00}",
        ];
        terminal.Table(["", .. columns], result.Actors.Select(a => (string[])[a.Name, .. Row(FollowingFigures.Of(a.Trials))]));
        var behaviours = ByBehaviour(result, result.Actors[0]).ToArray();
        if (behaviours.Length < 2)
            return;
        terminal.Line();
        var others = result.Actors.Skip(1).ToArray();
        terminal.Table(
            [result.Actors[0].Name, .. columns, .. others.Select(o => $"{o.Name}: both %, mm")],
            behaviours.Select(b => (string[])[b.Name, .. Row(b.Figures), .. others.Select(o => ByBehaviour(result, o).First(x => x.Name == b.Name).Figures is var f ? $"{Percent(f.Both)}, {f.MedianSegmentMm:0.0}" : "")]));
    }

    private static IEnumerable<(string Name, FollowingFigures Figures)> ByBehaviour(FollowingResult result, FollowingActor actor) =>
        result.Windows.Zip(actor.Trials).GroupBy(p => p.First.Motion.Behaviour, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key.Length > 0 ? g.Key : "(unnamed)", FollowingFigures.Of([.. g.Select(p => p.Second)])));

    private static string Percent(ConfidenceInterval share) => $"{100 * share.Estimate:0}";
}

/// <summary>What of the options of <c>eval</c> holds here, too.</summary>
internal sealed record FollowingWishes
{
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    public bool Sampled { get; init; }

    public ulong Seed { get; init; } = 1;

    public int Threads { get; init; }
}
