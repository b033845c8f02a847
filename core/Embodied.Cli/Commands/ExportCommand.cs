using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Learning.Checkpoints;
using Embodied.Learning.Export;
using Embodied.Runtime.Controllers;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary><c>export AGENT --onnx FILE</c>: a saved agent for other programs.</summary>
internal static class ExportCommand
{
    public static Command Create(CommandContext context)
    {
        var agent = new Argument<string>("agent") { Description = "An agent file, or the folder of a run." };
        var onnx = new Option<FileInfo>("--onnx") { Description = "Writes the agent as an ONNX model; a file that is there is replaced.", HelpName = "FILE.onnx", Required = true };
        var command = new Command("export", "Write a trained agent as an ONNX model: raw observations in, actions out") { agent, onnx };
        context.Handle(command, call =>
        {
            var (reference, target) = (call.Get(agent)!, call.Get(onnx)!.FullName);
            var source = Find(call, reference);
            using var controller = SavedAgent.Open(source);
            OnnxExport.Write(target, controller, SavedAgent.Facts(source));
            var info = controller.Info;
            call.Terminal.Result(
                new
                {
                    File = target,
                    Agent = source,
                    info.Id,
                    ObservationSize = controller.Shape.ObservationSize,
                    ActionSize = controller.Shape.ActionSize,
                    info.StateSize,
                    Parameters = controller.Shape.ParameterCount,
                },
                t =>
                {
                    t.Line($"{info.Id} with {controller.Shape.ParameterCount} parameters → {target}");
                    t.Line($"observation [batch, {controller.Shape.ObservationSize}]{(info.StateSize > 0 ? $" and state [batch, {info.StateSize}]" : "")} → action [batch, {controller.Shape.ActionSize}]");
                });
            return ExitCode.Ok;
        });
        return command;
    }

    private static string Find(Invocation call, string reference) => !ControllerOpener.IsSaved(reference) && call.Catalog.Has<IControllerFactory>(reference)
        ? throw new InputException(reference, "is a controller of the catalog, which has no network to export", $"Give an {SavedAgent.Extension} file or the folder of a run.")
        : SavedAgent.Find(reference);
}
