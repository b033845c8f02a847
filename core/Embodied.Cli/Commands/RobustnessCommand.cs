using System.CommandLine;
using Embodied.Analysis.Reports;
using Embodied.Cli.Output;
using Embodied.Runtime.Pipeline;

namespace Embodied.Cli.Commands;

/// <summary><c>robustness AGENT --assay ID --out DIR</c>: closed-loop curves over the gain of the controller's own noise.</summary>
internal static class RobustnessCommand
{
    public static Command Create(CommandContext context)
    {
        var subject = new Argument<string>("agent") { Description = "A trained agent (embodied list agents), an agent file, or the folder of a run." };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the report.", HelpName = "DIR", Required = true };
        var settings = SettingOption.Create("A setting of the task, laid over those of every episode.");
        var seed = new Option<ulong>("--seed") { Description = "Seed of the noise.", DefaultValueFactory = _ => 1 };
        var noise = new NoiseOptions();
        var command = new Command("robustness", "Turn up a controller's own noise and see how it fares") { subject, output, settings, seed };
        noise.AddTo(command);
        context.Handle(command, call =>
        {
            var target = call.Get(output)!.FullName;
            ResultFolder.RequireFree(target);
            var name = call.Get(subject)!;
            var (section, points) = noise.Run(call, name, SettingOption.Read(call.Get(settings)), call.Get(seed));
            call.Progress.Dispose();
            ResultFolder.Write(target, temporary => ReportWriter.Write(new() { Title = $"{name}: robustness to its own noise", Sections = [section] }, temporary));
            var page = Path.Combine(target, "report.html");
            var rows = points.Select(p => new { Structure = p.Structure.ToString().ToLowerInvariant(), p.MotorNoise, p.Gain, p.Condition, p.Result.Episodes, p.Result.Successes, p.Result.MeanSteps });
            call.Terminal.Result(new { Report = page, Points = rows }, t => t.Line($"report: {page}"));
            return ExitCode.Ok;
        });
        return command;
    }
}
