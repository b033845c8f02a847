using System.CommandLine;
using System.Globalization;
using Embodied.Analysis.Reports;
using Embodied.Analysis.Statistics;
using Embodied.Cli.Output;
using Embodied.Runtime.Comparisons;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary><c>compare</c>: every body with every controller at every task; trains what is missing, measures, one table and a page of figures.</summary>
internal static class CompareCommand
{
    private const string CellsFolder = "cells";
    private const string ReportFolder = "report";

    public static Command Create(CommandContext context)
    {
        var file = new Argument<string?>("comparison") { Description = "A comparison as YAML; the options below name one without a file.", Arity = ArgumentArity.ZeroOrOne };
        var tasks = new Option<string>("--tasks") { Description = "Tasks (embodied list tasks), separated by commas.", HelpName = "A,B" };
        var bodies = new Option<string>("--bodies") { Description = "Bodies (embodied list bodies) or body files, separated by commas.", HelpName = "A,FILE" };
        var controllers = new Option<string>("--controllers") { Description = "Architectures, which are trained, and controllers (embodied list architectures, controllers), separated by commas.", HelpName = "A,B" };
        var steps = new Option<string>("--steps") { Description = "Environment steps of each training.", HelpName = "N", DefaultValueFactory = _ => "2e5" };
        var seeds = new Option<int>("--seeds") { Description = "Trainings of each combination.", HelpName = "N", DefaultValueFactory = _ => 3 };
        var episodes = new Option<int>("--episodes") { Description = "Episodes each is measured on.", HelpName = "N", DefaultValueFactory = _ => 20 };
        var threads = new Option<int>("--threads") { Description = "Threads; 0 uses all cores. Results do not depend on it." };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the comparison; the same command with the same folder goes on where it stopped.", HelpName = "DIR", Required = true };
        var command = new Command("compare", "Compare bodies, controllers and tasks: train what is missing, measure, one table and a page of figures")
            { file, tasks, bodies, controllers, steps, seeds, episodes, threads, output };
        context.Handle(command, call =>
        {
            var folder = call.Get(output)!.FullName;
            OutputPlace.RequireFolder("--out", folder);
            var plan = call.Get(file) is { } path
                ? FromFile(path, call.Get(tasks) ?? call.Get(bodies) ?? call.Get(controllers))
                : ComparisonPlan.From(new()
                {
                    Tasks = Names(call.Get(tasks)),
                    Bodies = Names(call.Get(bodies)),
                    Controllers = Names(call.Get(controllers)),
                    Steps = Number(call.Get(steps)!),
                    Seeds = call.Get(seeds),
                    Episodes = call.Get(episodes),
                });
            var results = new Comparison(call.Catalog, call.Controllers).Run(plan, Path.Combine(folder, CellsFolder), call.Get(threads), call.Progress, call.Cancel);
            call.Progress.Dispose();
            var table = new ComparisonTable(results);
            var report = Path.Combine(folder, ReportFolder);
            ResultFolder.Write(report, temporary => ReportWriter.Write(ComparisonReport.Build(table), temporary));
            call.Terminal.Result(Payload(table, report), t => Show(t, table, report));
            return ExitCode.Ok;
        });
        return command;
    }

    private static ComparisonPlan FromFile(string path, string? option) => option is null
        ? ComparisonPlan.Read(path)
        : throw new InputException("--tasks, --bodies, --controllers", $"stand beside the file {path}, which names them already", "Give a file, or the options.");

    private static string[] Names(string? list) => (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= 1 && double.IsFinite(value)
        ? value
        : throw new InputException("--steps", $"is '{text}'; expected a number of at least 1");

    private static object Payload(ComparisonTable table, string report) => new
    {
        Report = Path.Combine(report, "report.html"),
        Cells = table.Rows.Select(r => new
        {
            r.Task,
            r.Body,
            r.Controller,
            r.Seeds,
            r.Episodes,
            Return = Known(r.Return),
            Success = Known(r.Success),
            Score = Known(r.Score),
            Measures = r.Measures.ToDictionary(m => m.Key, m => Known(m.Value)),
            r.Problem,
        }),
    };

    private static object? Known(ConfidenceInterval? interval) => interval is { } i && double.IsFinite(i.Estimate)
        ? new { i.Estimate, Low = double.IsFinite(i.Low) ? i.Low : (double?)null, High = double.IsFinite(i.High) ? i.High : (double?)null }
        : null;

    private static void Show(Terminal terminal, ComparisonTable table, string report)
    {
        foreach (var task in table.Tasks)
        {
            terminal.Line($"{task}: score (0 random actions, 1 the best), successes");
            terminal.Table(["body", .. table.Controllers], table.Bodies.Select(b => (string[])[b, .. table.Controllers.Select(c => Cell(table.Of(task, b, c)))]));
            terminal.Line();
        }

        foreach (var reason in table.Rows.Where(r => r.Problem is not null).Select(r => $"{r.Task}, {r.Body}: {r.Problem}").Distinct(StringComparer.Ordinal))
            terminal.Line($"– {reason}");
        terminal.Line($"report: {Path.Combine(report, "report.html")}");
    }

    private static string Cell(ComparisonRow row) => row.Return is null
        ? "–"
        : $"{(row.Score is { } score ? $"{score.Estimate:0.00}" : "0")}, {100 * row.Success!.Value.Estimate:0} %";
}
