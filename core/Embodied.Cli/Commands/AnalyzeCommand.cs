using System.CommandLine;
using Embodied.Analysis.Reports;
using Embodied.Cli.Output;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary><c>analyze ID DIR</c>: recordings in, a report out.</summary>
internal static class AnalyzeCommand
{
    public static Command Create(CommandContext context)
    {
        var analysis = new Argument<string>("analysis") { Description = "Catalog id of an analysis (embodied list analyses), or a plugin that has only one." };
        var input = new Argument<string>("subject") { Description = "A run, a trained agent or a controller, what 'embodied eval --record --out' wrote, or any folder of recordings." };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the report; SUBJECT/report when left out, which needs a folder.", HelpName = "DIR" };
        var settings = SettingOption.Create("A setting of the analysis.");
        var seed = new Option<ulong>("--seed") { Description = "Seed of everything random in it.", DefaultValueFactory = _ => 1 };
        var command = new Command("analyze", "Analyse recordings: a report with tables, figures and the numbers behind them") { analysis, input, output, settings, seed, AnalyzeMimicCommand.Create(context) };
        context.Handle(command, call =>
        {
            var subject = call.Get(input)!;
            var target = call.Get(output)?.FullName ?? InFolder(subject);
            OutputPlace.RequireFolder("--out", target);
            ResultFolder.RequireFree(target);
            var id = Resolve(call, call.Get(analysis)!);
            using var given = AnalysisInput.Of(call, subject, id);
            var request = new AnalysisRequest
            {
                Recordings = given.Recordings,
                Controller = given.Controller,
                Settings = SettingOption.Read(call.Get(settings)),
                Seed = call.Get(seed),
            };
            var report = call.Catalog.Get<IAnalysis>(id, "analysis").Run(request, call.Progress, call.Cancel);
            Write(call, report, target);
            return ExitCode.Ok;
        });
        foreach (var neurons in AnalyzeNeuronsCommand.Create(context))
            command.Subcommands.Add(neurons);
        return command;
    }

    /// <summary>Writes a report and says where it is.</summary>
    internal static void Write(Invocation call, Report report, string target)
    {
        call.Progress.Dispose();
        ResultFolder.Write(target, temporary => ReportWriter.Write(report, temporary));
        var page = Path.Combine(target, "report.html");
        call.Terminal.Result(new { Report = page, Sections = report.Sections.Select(s => s.Heading) }, t => t.Line($"report: {page}"));
    }

    private static string InFolder(string subject) => Directory.Exists(subject)
        ? Path.Combine(Path.GetFullPath(subject), "report")
        : throw new InputException(subject, "is no folder, so that the report has no place", "Add --out DIR, or give the folder of a run or of recordings.");

    private static string Resolve(Invocation call, string name) =>
        !name.Contains('/', StringComparison.Ordinal) && call.Catalog.Ids<IAnalysis>().Where(i => i.StartsWith(name + "/", StringComparison.Ordinal)).ToArray() is [var only]
            ? only
            : name;
}
