using System.CommandLine;
using Embodied.Analysis.Neural;
using Embodied.Cli.Output;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary><c>analyze mimic --recording R --neural N --out DIR</c>: does the controller predict the brain?</summary>
internal static class AnalyzeMimicCommand
{
    public static Command Create(CommandContext context)
    {
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the report.", HelpName = "DIR", Required = true };
        var agent = new Option<string?>("--controller") { Description = "The agent that was recorded, to draw its latent again.", HelpName = "AGENT" };
        var settings = SettingOption.Create("A setting of the analysis.");
        var seed = new Option<ulong>("--seed") { Description = "Seed of everything random in it.", DefaultValueFactory = _ => 1 };
        var command = new Command("mimic", "Does the controller predict the brain: encoding models, representational similarity, variability")
        {
            output, agent, settings, seed,
        };
        var sessions = new NeuralOptions(needsSpikes: true);
        sessions.AddTo(command);
        var noise = new NoiseOptions();
        noise.AddTo(command);
        context.Handle(command, call =>
        {
            var target = call.Get(output)!.FullName;
            ResultFolder.RequireFree(target);
            if (noise.Wanted(call) && call.Get(agent) is null)
                throw new InputException("--assay", "is given without a controller whose noise could be turned up", "Add --controller AGENT.");
            using var controller = Open(call, call.Get(agent));
            var request = new AnalysisRequest
            {
                Recordings = sessions.Read(call),
                Controller = controller,
                Settings = SettingOption.Read(call.Get(settings)),
                Seed = call.Get(seed),
            };
            var report = call.Catalog.Get<IAnalysis>(NeuralComparison.AnalysisId, "analysis").Run(request, call.Progress, call.Cancel);
            if (noise.Wanted(call))
                report = report with { Sections = [.. report.Sections, noise.Run(call, call.Get(agent)!, new Dictionary<string, string>(), call.Get(seed)).Section] };
            AnalyzeCommand.Write(call, report, target);
            return ExitCode.Ok;
        });
        return command;
    }

    private static IController? Open(Invocation call, string? name) => name is null ? null
        : call.Controllers.TryOpen(name) ?? throw new InputException("--controller", $"'{name}' is no trained agent", "embodied list agents, an .agent file, or the folder of a run");
}
