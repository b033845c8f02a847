using System.CommandLine;
using Embodied.Analysis.Neural;
using Embodied.Analysis.Reports;
using Embodied.Analysis.Synthetic;
using Embodied.Cli.Output;
using Embodied.Data.Importers;
using Embodied.Data.Neural;
using Embodied.Runtime.Street;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Cli.Commands;

/// <summary><c>analyze mimic --recording R --neural N --out DIR</c>: does the controller predict the brain?</summary>
internal static class AnalyzeMimicCommand
{
    public static Command Create(CommandContext context)
    {
        var recordings = new Option<string[]>("--recording")
        {
            Description = "What the body did and the controller computed: a recording of 'embodied eval --record', or any file 'embodied import' reads. Once per session.",
            HelpName = "FILE",
            Required = true,
        };
        var neurons = new Option<string[]>("--neural")
        {
            Description = "The spikes of that session: a published session (HDF5), NWB, a Kilosort or phy folder, CSV, MATLAB or NumPy. Once per recording, in the same order.",
            HelpName = "FILE",
            Required = true,
        };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the report.", HelpName = "DIR", Required = true };
        var offset = new Option<double>("--offset") { Description = "Added to the recording's times to get those of the spikes [s].", HelpName = "S" };
        var bin = new Option<double?>("--bin-ms") { Description = "Width of a bin of counts, when the file does not say [ms].", HelpName = "MS" };
        var region = new Option<string[]>("--region") { Description = "Brain region of a session's units, where its file does not say. Once per recording, in the same order.", HelpName = "NAME" };
        var agent = new Option<string?>("--controller") { Description = "The agent that was recorded, to draw its latent again.", HelpName = "AGENT" };
        var settings = new Option<string[]>("--set") { Description = "A setting of the analysis. May be given several times.", HelpName = "KEY=VALUE" };
        var seed = new Option<ulong>("--seed") { Description = "Seed of everything random in it.", DefaultValueFactory = _ => 1 };
        var command = new Command("mimic", "Does the controller predict the brain: encoding models, representational similarity, variability")
        {
            recordings, neurons, output, offset, bin, region, agent, settings, seed,
        };
        var noise = new NoiseOptions();
        noise.AddTo(command);
        context.Handle(command, call =>
        {
            var target = call.Get(output)!.FullName;
            ResultFolder.RequireFree(target);
            var (bodies, spikes) = (call.Get(recordings)!, call.Get(neurons)!);
            if (bodies.Length != spikes.Length)
                throw new InputException("--neural", $"is given {spikes.Length} times and --recording {bodies.Length} times; expected one for each", "Give both once per session, in the same order.");
            if (call.Get(bin) is not (null or > 0))
                throw new InputException("--bin-ms", $"is {call.Get(bin)}, expected a number above 0");
            if (noise.Wanted(call) && call.Get(agent) is null)
                throw new InputException("--assay", "is given without a controller whose noise could be turned up", "Add --controller AGENT.");
            var regions = call.Get(region) ?? [];
            if (regions.Length > 0 && regions.Length != bodies.Length)
                throw new InputException("--region", $"is given {regions.Length} times and --recording {bodies.Length} times; expected none or one for each", "Give both once per session, in the same order.");
            using var controller = Open(call, call.Get(agent));
            var request = new AnalysisRequest
            {
                Recordings = bodies.Select((b, i) => (Name: $"{i:000}", Joined: Join(call, b, spikes[i], call.Get(offset), 1000 / call.Get(bin), regions.ElementAtOrDefault(i)))).ToDictionary(s => s.Name, s => s.Joined),
                Controller = controller,
                Settings = (call.Get(settings) ?? []).Select(AnalyzeCommand.Setting).ToDictionary(),
                Seed = call.Get(seed),
            };
            var report = call.Catalog.Get<IAnalysis>(NeuralComparison.AnalysisId, "analysis").Run(request, call.Progress, call.Cancel);
            if (noise.Wanted(call))
                report = report with { Sections = [.. report.Sections, noise.Run(call, call.Get(agent)!, new Dictionary<string, string>(), call.Get(seed)).Section] };
            call.Progress.Dispose();
            ResultFolder.Write(target, temporary => ReportWriter.Write(report, temporary));
            var page = Path.Combine(target, "report.html");
            call.Terminal.Result(new { Report = page, Sections = report.Sections.Select(s => s.Heading) }, t => t.Line($"report: {page}"));
            return ExitCode.Ok;
        });
        return command;
    }

    private static IController? Open(Invocation call, string? name) => name is null ? null
        : call.Controllers.TryOpen(name) ?? throw new InputException("--controller", $"'{name}' is no trained agent", "embodied list agents, an .agent file, or the folder of a run");

    private static Recording Join(Invocation call, string body, string spikes, double offset, double? binRate, string? region)
    {
        var importers = call.Catalog.Ids<IImporter>().Select(id => call.Catalog.Get<IImporter>(id));
        var recording = ImporterCatalog.Detect(body, importers).Import(body, ImportOptions.Default);
        var (frames, time) = SyntheticBrain.Clock(recording);
        var (session, first) = NeuralFile.Read(spikes, time, frames, offset, binRate);
        if (region is not null)
            session = session with { Regions = [.. session.Units.Select(_ => region)] };
        foreach (var note in session.Notes)
            Terminal.Note($"note: {note}");
        return SessionJoin.Join(recording, frames, time, session, first);
    }
}
