using System.CommandLine;
using Embodied.Analysis.Reports;
using Embodied.Cli.Output;
using Embodied.Imitation.References;
using Embodied.Imitation.Tracking;
using Embodied.Runtime.Assays;
using Embodied.Runtime.Following;
using Embodied.Runtime.Following.Reports;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Settings;

namespace Embodied.Cli.Commands;

/// <summary>The part of <c>eval</c> that measures how far an agent follows motions: those of its library, or a recording.</summary>
internal sealed class EvalFollowing
{
    private static readonly string[] Disturbances = ["noise", "push_every", "push_speed"];

    // What a batch of one world holds.
    private const int MostDraws = 10000;

    private readonly Option<FileInfo?> _recording = new("--recording") { Description = "Follow the poses of a recording (motion.h5 of register, or a library of motions).", HelpName = "FILE.h5" };
    private readonly Option<string?> _clips = new("--clips") { Description = "Follow clips of the agent's library: test, train or all.", HelpName = "SPLIT" };
    private readonly Option<double> _window = new("--window") { Description = "Length of a window [s], with --recording or --clips.", HelpName = "S", DefaultValueFactory = _ => 5 };
    private readonly Option<double?> _stride = new("--stride") { Description = "Time from the beginning of a window to that of the next [s]; the length of a window when left out.", HelpName = "S" };
    private readonly Option<bool> _alone = new("--alone") { Description = "Measure the agent alone, without those that have learnt nothing." };

    private readonly Option<string[]> _latent = new("--latent") { Description = "What else is put in the place of the agent's latent: mean, sampled, removed, shuffled; separated by commas, or given several times.", HelpName = "USE" };
    private readonly Option<int> _draws = new("--draws") { Description = "Latents drawn at a step to see how variable they make actions; 0 does not look.", HelpName = "N" };
    private readonly Option<string[]> _perturb = new("--perturb") { Description = "Other worlds for agent and teacher: mass, friction, push, noise, size or delay with values. May be given several times.", HelpName = "KIND=V,V" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_recording, _clips, _window, _stride, _alone, _latent, _draws, _perturb])
            command.Options.Add(option);
    }

    /// <summary>Whether motions are named.</summary>
    /// <exception cref="InputException">They are not, and an option stands there that has no meaning without them.</exception>
    public bool IsWanted(Invocation call)
    {
        if (call.Get(_recording) is not null || call.Get(_clips) is not null)
            return true;
        var lone = (call.Get(_latent) ?? []).Length > 0 ? "--latent" : call.Get(_draws) != 0 ? "--draws" : (call.Get(_perturb) ?? []).Length > 0 ? "--perturb" : null;
        return lone is null ? false : throw new InputException(lone, "is for agents that follow motions, and none are named", "Add --clips test, or --recording FILE.h5.");
    }

    /// <summary>Measures and shows.</summary>
    public void Run(Invocation call, string subject, FollowingWishes wishes)
    {
        if (wishes.Folder is { } place)
            ResultFolder.RequireFree(place);
        if (call.Get(_recording) is not null && call.Get(_clips) is not null)
            throw new InputException("--clips", "is of the agent's own library, and --recording names another", "Give one of them.");
        var world = TrainedWorld.Of(call.Controllers.File(subject)) ?? throw new InputException(subject, "is no trained agent", "Give an agent file, the folder of a run, or the name of an agent (embodied list agents).");
        // How a training disturbed its animal is no part of it.
        world = world with { Settings = world.Settings.Only(k => !Disturbances.Contains(k)).With(wishes.Settings) };
        FollowingStudy.RequireFollower(subject, world);
        var questions = Questions(call, subject, wishes);
        using var library = call.Get(_recording) is { } file
            ? FollowedLibrary.OfRecording(call.Catalog, world, file.FullName)
            : FollowedLibrary.OfAgent(world, new ReferenceMaker(call.Catalog), call.Progress, call.Cancel);
        foreach (var note in library.Notes)
            Terminal.Note($"note: {note}");
        var windows = Windows(call, ReferenceLibraryFile.Read(library.File));
        var job = questions(new()
        {
            ControllerName = subject,
            Controller = call.Controllers.Open(subject, new Dictionary<string, string>()),
            World = world,
            Library = library.File,
            Windows = windows,
            Teachers = call.Get(_alone) ? null : Teachers(call, world, library.File),
            Baselines = call.Get(_alone) ? [] : FollowingJob.Everybody,
            Sampled = wishes.Sampled,
            Seed = wishes.Seed,
            Threads = wishes.Threads,
        });
        var result = new FollowingStudy(call.Catalog).Run(job, call.Progress, call.Cancel);
        call.Progress.Dispose();
        var payload = FollowingPayload.Of(result, library.Notes);
        if (wishes.Folder is { } folder)
        {
            ResultFolder.Write(folder, temporary =>
            {
                File.WriteAllText(Path.Combine(temporary, EvalCommand.ResultFile), Json.Line(payload) + "\n");
                ReportWriter.Write(FollowingReport.Build(result, library.Notes), temporary);
            });
        }

        call.Terminal.Result(payload, t => FollowingTables.Show(t, result));
    }

    // All that can be wrong with them is told before motions are made.
    private Func<FollowingJob, FollowingJob> Questions(Invocation call, string subject, FollowingWishes wishes)
    {
        var latents = LatentUses.Read("--latent", call.Get(_latent) ?? []);
        Perturbation[] perturbations = [.. (call.Get(_perturb) ?? []).SelectMany(text => Perturbation.Read("--perturb", text)).Distinct()];
        var draws = call.Get(_draws);
        if (draws is < 0 or 1 or > MostDraws)
            throw new InputException("--draws", $"is {draws}; expected 2 to {MostDraws}, or 0 for not looking");
        if (latents.Count == 0 && draws == 0)
            return job => job with { Perturbations = perturbations };
        if (wishes.Sampled)
            throw new InputException("--sampled", "draws the agent's latents, and --latent and --draws compare with their means", "Leave it out; --latent sampled draws latents.");
        using var controller = call.Controllers.TryOpen(subject);
        FollowingStudy.RequireLatent(subject, controller);
        return job => job with { Latents = latents, Draws = draws, Perturbations = perturbations };
    }

    // Those of the clips, made where an agent only says how; who follows a recording is taught for still motions.
    private string? Teachers(Invocation call, WorldRecipe world, string library)
    {
        if (world.Settings.TryGetValue("teacher", out var book) && File.Exists(book))
            return book;
        return call.Get(_clips) is not null && TeacherRecipe.Of(world.Settings) is { } recipe ? new ReferenceMaker(call.Catalog).Teachers(library, recipe, call.Progress, call.Cancel) : null;
    }

    private IReadOnlyList<FollowingWindow> Windows(Invocation call, ReferenceLibrary library)
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
        var motions = library.Motions(split);
        var windows = FollowingWindow.Of(motions, length, stride);
        var followed = windows.Select(w => w.Motion).Distinct().Count();
        if (followed < motions.Count)
            Terminal.Note($"note: clips shorter than {length} s are not followed: {motions.Count - followed} of {motions.Count}; --window sets the length");
        return windows;
    }
}

/// <summary>What of the options of <c>eval</c> holds here, too.</summary>
internal sealed record FollowingWishes
{
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    public bool Sampled { get; init; }

    public ulong Seed { get; init; } = 1;

    public int Threads { get; init; }

    /// <summary>Where results are written; null for nowhere.</summary>
    public string? Folder { get; init; }
}
