using System.CommandLine;
using Embodied.Analysis.Reports;
using Embodied.Cli.Output;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Analysis;

namespace Embodied.Cli.Commands;

/// <summary><c>analyze peth|tuning|… --recording R --neural N --out DIR</c>: one analysis of neurons on recordings of any species.</summary>
internal static class AnalyzeNeuronsCommand
{
    private static readonly string[] Names = ["peth", "tuning", "correlograms", "decode", "similarity", "selectivity"];

    /// <summary>A command for each analysis.</summary>
    public static IEnumerable<Command> Create(CommandContext context) => Names.Select(name => Create(context, name));

    private static Command Create(CommandContext context, string name)
    {
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the report.", HelpName = "DIR", Required = true };
        var settings = SettingOption.Create("A setting of the analysis.");
        var seed = new Option<ulong>("--seed") { Description = "Seed of everything random in it.", DefaultValueFactory = _ => 1 };
        var sessions = new NeuralOptions(needsSpikes: false);
        var command = new Command(name, Summary(name));
        sessions.AddTo(command);
        foreach (var option in (Option[])[output, settings, seed])
            command.Options.Add(option);
        context.Handle(command, call =>
        {
            var target = call.Get(output)!.FullName;
            ResultFolder.RequireFree(target);
            var request = new AnalysisRequest
            {
                Recordings = sessions.Read(call),
                Settings = SettingOption.Read(call.Get(settings)),
                Seed = call.Get(seed),
            };
            AnalyzeCommand.Write(call, call.Catalog.Get<IAnalysis>($"core/{name}", "analysis").Run(request, call.Progress, call.Cancel), target);
            return ExitCode.Ok;
        });
        return command;
    }

    private static string Summary(string name) => name switch
    {
        "peth" => "Rates of neurons around events",
        "tuning" => "Rates of neurons by the value of a variable",
        "correlograms" => "Which neurons fire together, and at which lag",
        "decode" => "Variables and behaviours decoded from the neurons",
        "similarity" => "Neurons beside features and layers: kernel alignment, canonical correlations, Procrustes",
        _ => "Whether neurons and units of layers carry one factor each or a mixture",
    };
}
