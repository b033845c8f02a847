using System.CommandLine;
using Embodied.Analysis.Reports;
using Embodied.Analysis.Statistics;
using Embodied.Cli.Output;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Pipeline;
using Embodied.Runtime.Sweeps;

namespace Embodied.Cli.Commands;

/// <summary><c>sweep FILE</c>: tries parameters of an experiment, several runs at a time; one table, the best first.</summary>
internal static class SweepCommand
{
    private const string RunsFolder = "runs";
    private const string ReportFolder = "report";

    // More lines would push the best off the screen; all stand in the report.
    private const int MostShown = 30;

    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("sweep") { Description = "The sweep: a YAML file that names an experiment and the parameters to try." };
        var threads = new Option<int>("--threads") { Description = "Threads in all, shared among the runs; 0 uses all cores. Results do not depend on it." };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the sweep; the same command with the same folder goes on where it stopped.", HelpName = "DIR", Required = true };
        var command = new Command("sweep", "Try parameters of an experiment, several runs at a time: one table, the best first, and figures") { file, threads, output };
        context.Handle(command, call =>
        {
            var folder = call.Get(output)!.FullName;
            var plan = SweepPlan.Read(call.Get(file)!);
            var sweep = new Sweep(call.Catalog, call.Controllers, new ExperimentShelf(call.Plugins.Plugins).Find);
            var results = sweep.Run(plan, Path.Combine(folder, RunsFolder), call.Get(threads), call.Progress, call.Cancel);
            call.Progress.Dispose();
            var table = new SweepTable(plan, results);
            var report = Path.Combine(folder, ReportFolder);
            ResultFolder.Write(report, temporary => ReportWriter.Write(SweepReport.Build(table), temporary));
            call.Terminal.Result(Payload(table, folder, report), t => Show(t, table, folder, report));
            return ExitCode.Ok;
        });
        return command;
    }

    private static object Payload(SweepTable table, string folder, string report) => new
    {
        Report = Path.Combine(report, "report.html"),
        table.RankedBy,
        Points = table.Rows.Select(r => new
        {
            Folder = Path.Combine(folder, RunsFolder, r.Point),
            r.Settings,
            r.Seeds,
            r.Episodes,
            Return = Known(r.Return),
            Success = Known(r.Success),
            Measures = r.Measures.ToDictionary(m => m.Key, m => Known(m.Value)),
            r.TrainedSteps,
            r.Problem,
        }),
    };

    private static object? Known(ConfidenceInterval? interval) => interval is { } i && double.IsFinite(i.Estimate)
        ? new { i.Estimate, Low = double.IsFinite(i.Low) ? i.Low : (double?)null, High = double.IsFinite(i.High) ? i.High : (double?)null }
        : null;

    private static void Show(Terminal terminal, SweepTable table, string folder, string report)
    {
        terminal.Table(
            ["", .. table.Parameters, table.RankedBy, "95 %", "successes", "seeds", "runs"],
            table.Rows.Take(MostShown).Select((r, i) => (string[])
            [
                $"{i + 1}", .. table.Parameters.Select(p => r.Settings.GetValueOrDefault(p, "")), Number(table.Result(r)?.Estimate), Interval(table.Result(r)),
                r.Success is { } share ? $"{100 * share.Estimate:0} %" : "–", $"{r.Seeds}", Path.Combine(folder, RunsFolder, r.Point),
            ]));
        if (table.Rows.Count > MostShown)
            terminal.Line($"… and {table.Rows.Count - MostShown} more in the report");
        foreach (var reason in table.Rows.Select(r => r.Problem).OfType<string>().Distinct(StringComparer.Ordinal))
            terminal.Line($"– {reason}");
        terminal.Line($"report: {Path.Combine(report, "report.html")}");
    }

    private static string Number(double? value) => value is { } v && double.IsFinite(v) ? FormattableString.Invariant($"{v:0.###}") : "–";

    private static string Interval(ConfidenceInterval? interval) => interval is { } i && double.IsFinite(i.Low) ? $"{Number(i.Low)} … {Number(i.High)}" : "";
}
