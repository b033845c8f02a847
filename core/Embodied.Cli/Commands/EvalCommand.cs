using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Data.Recordings;
using Embodied.Runtime.Assays;
using Embodied.Runtime.Street;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary><c>eval CONTROLLER|RUN --assay ID</c>: fixed episodes, successes with intervals.</summary>
internal static class EvalCommand
{
    /// <summary>Name of the file with the table.</summary>
    public const string ResultFile = "eval.json";

    public static Command Create(CommandContext context)
    {
        var subject = new Argument<string>("controller") { Description = "A controller (embodied list controllers) or a trained agent (embodied list agents) by id, an agent file, or the folder of a run." };
        var assay = new Option<string>("--assay") { Description = "Catalog id of the assay (embodied list assays).", HelpName = "ID" };
        var conditions = new Option<string>("--conditions") { Description = "Conditions, separated by commas; the assay's own choice when left out.", HelpName = "A,B" };
        var controls = new Option<string[]>("--set") { Description = "A setting: task.KEY=VALUE or controller.KEY=VALUE. May be given several times.", HelpName = "KEY=VALUE" };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for eval.json and, with --record, the recordings.", HelpName = "DIR" };
        var record = new Option<bool>("--record") { Description = "Keep every step of every episode, one recording per condition." };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the controller, where it needs one.", DefaultValueFactory = _ => 1 };
        var command = new Command("eval", "Measure a controller on the fixed episodes of an assay") { subject, assay, conditions, controls, output, record, seed };
        context.Handle(command, call =>
        {
            var name = call.Get(subject)!;
            var (task, controller) = Settings(call.Get(controls) ?? []);
            var folder = call.Get(output)?.FullName;
            if (folder is not null)
                ResultFolder.RequireFree(folder);
            else if (call.Get(record))
                throw new InputException("--record", "needs a folder to write to", "add --out DIR");
            var opened = call.Controllers.Open(name, controller);
            var (measured, agent) = (call.Get(assay) ?? OnlyAssay(call), call.Controllers.File(name));
            var job = new AssayJob
            {
                Assay = measured,
                ControllerName = Path.Exists(name) ? Path.GetFullPath(name) : name,
                Controller = opened,
                Conditions = [.. (call.Get(conditions) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
                Settings = call.TaskSettings(measured, agent, task),
                Body = TrainedSettings.Body(agent),
                Seed = call.Get(seed),
                Record = call.Get(record),
            };
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
        foreach (var condition in result.Conditions.Where(c => c.References.Count > 0))
            terminal.Line($"{condition.Name}: {string.Join("; ", condition.References.Select(r => $"{r.Source} {r.Successes}"))}");
    }

    private static string OnlyAssay(Invocation call) => call.Catalog.Ids<IAssay>() is [var only]
        ? only
        : throw new InputException("--assay", "is missing", "embodied list assays");

    /// <summary>Settings of the task and of the controller.</summary>
    private static (Dictionary<string, string> Task, Dictionary<string, string> Controller) Settings(string[] texts)
    {
        var (task, controller) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var text in texts)
        {
            var (key, value) = text.Split('=', 2) is [var k, var v] ? (k, v) : throw new InputException($"--set {text}", "expected key=value");
            if (key.Split('.', 2) is ["task", var ofTask])
                task[ofTask] = value;
            else if (key.Split('.', 2) is ["controller", var ofController])
                controller[ofController] = value;
            else
                throw new InputException($"--set {text}", "expected task.KEY=VALUE or controller.KEY=VALUE");
        }

        return (task, controller);
    }
}
