using System.CommandLine;
using Embodied.Analysis.Statistics;
using Embodied.Cli.Output;
using Embodied.Data.Recordings;
using Embodied.Runtime.Assays;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Settings;

namespace Embodied.Cli.Commands;

/// <summary><c>eval CONTROLLER|RUN</c>: episodes of its own world, or those of an assay; successes with intervals.</summary>
internal static class EvalCommand
{
    /// <summary>Name of the file with the table.</summary>
    public const string ResultFile = "eval.json";

    public static Command Create(CommandContext context)
    {
        var subject = new Argument<string>("controller") { Description = "A controller (embodied list controllers) or a trained agent (embodied list agents) by id, an agent file, or the folder of a run." };
        var assay = new Option<string>("--assay") { Description = "Catalog id of an assay (embodied list assays); episodes of the agent's own world when left out.", HelpName = "ID" };
        var task = new Option<string?>("--task") { Description = "Another task (embodied list tasks) than the agent's own.", HelpName = "ID" };
        var body = new Option<string?>("--body") { Description = "Another body (embodied list bodies), or an MJCF file.", HelpName = "ID|FILE.xml" };
        var episodes = new Option<int>("--episodes") { Description = "Episodes of the world, where no assay is named.", HelpName = "N", DefaultValueFactory = _ => 20 };
        var sampled = new Option<bool>("--sampled") { Description = "Draw actions instead of taking their means." };
        var threads = new Option<int>("--threads") { Description = "Threads; 0 uses all cores. Results do not depend on it." };
        var conditions = new Option<string>("--conditions") { Description = "Conditions, separated by commas; the assay's own choice when left out.", HelpName = "A,B" };
        var controls = new Option<string[]>("--set") { Description = "A setting: task.KEY=VALUE or controller.KEY=VALUE. May be given several times.", HelpName = "KEY=VALUE" };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for eval.json and, with --record, the recordings; on motions, a report with figures, too.", HelpName = "DIR" };
        var record = new Option<bool>("--record") { Description = "Keep every step of every episode, one recording per condition." };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the controller, where it needs one.", DefaultValueFactory = _ => 1 };
        var following = new EvalFollowing();
        var command = new Command("eval", "Measure a controller in its own world, on the fixed episodes of an assay, or on motions it is to follow")
            { subject, assay, task, body, episodes, conditions, controls, output, record, sampled, seed, threads };
        following.AddTo(command);
        context.Handle(command, call =>
        {
            var name = call.Get(subject)!;
            var (ofTask, controller) = EpisodeWorld.Settings(call.Get(controls) ?? []);
            if (following.IsWanted(call))
            {
                following.Run(call, name, new() { Settings = ofTask, Sampled = call.Get(sampled), Seed = call.Get(seed), Threads = call.Get(threads), Folder = call.Get(output)?.FullName });
                return ExitCode.Ok;
            }

            var folder = call.Get(output)?.FullName;
            if (folder is not null)
                ResultFolder.RequireFree(folder);
            else if (call.Get(record))
                throw new InputException("--record", "needs a folder to write to", "add --out DIR");
            var opened = call.Controllers.Open(name, controller);
            var job = new AssayJob
            {
                Assay = call.Get(assay) ?? "",
                ControllerName = Path.Exists(name) ? Path.GetFullPath(name) : name,
                Controller = opened,
                Conditions = [.. (call.Get(conditions) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
                Settings = ofTask,
                Body = call.Get(body),
                Sampled = call.Get(sampled),
                Threads = call.Get(threads),
                Seed = call.Get(seed),
                Record = call.Get(record),
            };
            job = job.Assay.Length > 0 ? call.WithAgent(job, name) : OwnWorld(call, job, name, call.Get(task), call.Get(episodes));
            var result = new AssayRunner(call.Catalog).Run(job, call.Progress, call.Cancel);
            call.Progress.Dispose();
            if (folder is not null)
                ResultFolder.Write(folder, temporary => Write(result, temporary));
            call.Terminal.Result(Payload(result), t => Show(t, result));
            return ExitCode.Ok;
        });
        return command;
    }

    private static object Payload(AssayResult result) => new
    {
        result.Assay,
        result.Controller,
        result.Settings,
        Conditions = result.Conditions.Select(c => new
        {
            c.Name,
            c.Episodes,
            c.Successes,
            Share = c.Share.Estimate,
            Low = c.Share.Low,
            High = c.Share.High,
            c.Outcomes,
            c.MeanSteps,
            c.MeanReturn,
            Measures = c.Measures.ToDictionary(m => m.Name, m => new { Mean = Known(m.Mean.Estimate), Low = Known(m.Mean.Low), High = Known(m.Mean.High), Episodes = m.Values.Count(v => v is not null) }),
            c.References,
        }),
    };

    private static void Write(AssayResult result, string folder)
    {
        File.WriteAllText(Path.Combine(folder, ResultFile), Json.Line(Payload(result)) + "\n");
        foreach (var condition in result.Conditions)
        {
            if (condition.Recording is { } recording)
                RecordingFile.Write(recording, Path.Combine(folder, "recordings", condition.Name + ".h5"));
        }
    }

    private static void Show(Terminal terminal, AssayResult result)
    {
        var settings = result.Settings.Count == 0 ? "" : $", {string.Join(", ", result.Settings.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={s.Value}"))}";
        terminal.Line($"{result.Controller} on {result.Assay}{settings}");
        terminal.Table(
            ["condition", "successes", "episodes", "95 % interval", "how they ended", "mean steps", "mean return"],
            result.Conditions.Select(c => new[]
            {
                c.Name, $"{c.Successes}", $"{c.Episodes}", $"{100 * c.Share.Low:0}–{100 * c.Share.High:0} %",
                string.Join(", ", c.Outcomes.Select(o => $"{o.Key} {o.Value}")), $"{c.MeanSteps:0}", $"{c.MeanReturn:0.0}",
            }));
        foreach (var condition in result.Conditions.Where(c => c.Measures.Count > 0))
        {
            terminal.Line();
            terminal.Table(
                ["measure", result.Conditions.Count == 1 ? "mean" : $"mean, {condition.Name}", "95 % interval", "episodes"],
                condition.Measures.Select(m => new[] { m.Name, Number(m.Mean.Estimate), Interval(m.Mean), $"{m.Values.Count(v => v is not null)}" }));
        }

        foreach (var condition in result.Conditions.Where(c => c.References.Count > 0))
            terminal.Line($"{condition.Name}: {string.Join("; ", condition.References.Select(r => $"{r.Source} {r.Successes}"))}");
    }

    // A number that is none has no place in JSON.
    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private static string Number(double value) => double.IsFinite(value) ? $"{value:0.###}" : "–";

    private static string Interval(ConfidenceInterval mean) => double.IsFinite(mean.Low) ? $"{mean.Low:0.###} … {mean.High:0.###}" : "–";

    /// <summary>Episodes of the world an agent was trained in, with what the user wants otherwise.</summary>
    private static AssayJob OwnWorld(Invocation call, AssayJob job, string subject, string? task, int episodes)
    {
        if (episodes < 1)
            throw new InputException("--episodes", $"is {episodes}; expected at least 1");
        var world = EpisodeWorld.Of(call, subject, task, job.Body, job.Settings);
        return job with { Assay = WorldAssay.Condition, Episodes = new WorldAssay(world, episodes, job.Seed), Body = world.Body, BodyOptions = world.BodyOptions };
    }
}
