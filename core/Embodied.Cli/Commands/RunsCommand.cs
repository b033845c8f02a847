using System.CommandLine;
using System.Globalization;
using Embodied.Cli.Output;
using Embodied.Runtime.Registry;

namespace Embodied.Cli.Commands;

/// <summary><c>runs list|show|diff</c>: what was trained, with what, and what came of it.</summary>
internal static class RunsCommand
{
    private const string Default = "runs";

    public static Command Create(CommandContext context) =>
        new("runs", "List runs, show one, or say in what two differ") { List(context), Show(context), Diff(context) };

    private static Command List(CommandContext context)
    {
        var folder = new Argument<string>("folder") { Description = "The folder to look through, however deep.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => Default };
        var command = new Command("list", "List the runs below a folder, the latest first") { folder };
        context.Handle(command, call =>
        {
            var runs = RunRegistry.List(call.Get(folder)!);
            call.Terminal.Result(new { Runs = runs.Select(Payload) }, t =>
            {
                if (runs.Count == 0)
                    t.Line($"no runs below {call.Get(folder)}");
                else
                    t.Table(["run", "body", "task", "controller", "seed", "status", "steps", "return", "validation", "when"], runs.Select(Row));
            });
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show(CommandContext context)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run, or its name as the list has it." };
        var within = Within();
        var command = new Command("show", "Show the settings and the results of a run") { run, within };
        context.Handle(command, call =>
        {
            var record = RunRegistry.Find(call.Get(run)!, call.Get(within)!);
            call.Terminal.Result(new { Run = Payload(record), record.Settings, record.Figures }, t =>
            {
                t.Table(["", ""], Facts(record));
                t.Line();
                t.Table(["setting", "value"], record.Settings.Select(s => (string[])[s.Key, s.Value]));
                t.Line();
                t.Table(["figure", "last"], record.Figures.Select(f => (string[])[f.Key, Number(f.Value)]));
            });
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Diff(CommandContext context)
    {
        var first = new Argument<string>("first") { Description = "The folder of a run, or its name as the list has it." };
        var second = new Argument<string>("second") { Description = "Another run." };
        var within = Within();
        var command = new Command("diff", "Say in what settings and results two runs differ") { first, second, within };
        context.Handle(command, call =>
        {
            var (a, b) = (RunRegistry.Find(call.Get(first)!, call.Get(within)!), RunRegistry.Find(call.Get(second)!, call.Get(within)!));
            var (settings, results) = (RunDifference.OfSettings(a, b), RunDifference.OfResults(a, b));
            call.Terminal.Result(new { First = a.Run, Second = b.Run, Settings = settings, Results = results }, t =>
            {
                Differences(t, "setting", call.Get(first)!, call.Get(second)!, settings);
                t.Line();
                Differences(t, "result", call.Get(first)!, call.Get(second)!, results);
            });
            return ExitCode.Ok;
        });
        return command;
    }

    private static Option<string> Within() => new("--in") { Description = "The folder that was listed.", HelpName = "DIR", DefaultValueFactory = _ => Default };

    private static void Differences(Terminal terminal, string kind, string first, string second, IReadOnlyList<RunDifference> differences)
    {
        if (differences.Count == 0)
            terminal.Line($"no {kind} differs");
        else
            terminal.Table([kind, first, second], differences.Select(d => (string[])[d.Key, d.First ?? "–", d.Second ?? "–"]));
    }

    private static object Payload(RunRecord r) =>
        new { r.Run, r.Name, r.Body, r.Task, r.Controller, r.Trainer, r.Seed, r.Status, Steps = r.StepsMade, Return = r.LastReturn, Validation = r.BestScore, r.When, r.Problem };

    private static string[] Row(RunRecord r) =>
        [r.Run, r.Body, r.Task, r.Controller, $"{r.Seed}", r.Status, r.StepsMade.ToString("N0", CultureInfo.InvariantCulture), Number(r.LastReturn), Number(r.BestScore), When(r)];

    private static IEnumerable<string[]> Facts(RunRecord r)
    {
        yield return ["run", r.Run];
        yield return ["status", r.Problem is { } problem ? $"{r.Status}: {problem}" : r.Status];
        yield return ["steps", r.StepsMade.ToString("N0", CultureInfo.InvariantCulture)];
        yield return ["return", Number(r.LastReturn)];
        yield return ["best validation", Number(r.BestScore)];
        yield return ["when", When(r)];
    }

    private static string When(RunRecord r) => r.When.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Number(double? value) => value is { } v ? v.ToString("G5", CultureInfo.InvariantCulture) : "–";
}
