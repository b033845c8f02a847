using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Learning.Checkpoints;
using Embodied.Learning.Export;
using Embodied.Runtime.Controllers;
using Embodied.Runtime.Pipeline;
using Embodied.Runtime.Training;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary><c>export AGENT --onnx FILE --package DIR</c>: a trained agent for other programs and other people.</summary>
internal static class ExportCommand
{
    public static Command Create(CommandContext context)
    {
        var agent = new Argument<string>("agent") { Description = "A trained agent by id (embodied list agents), an agent file, or the folder of a run." };
        var onnx = new Option<FileInfo>("--onnx") { Description = "Writes the agent as an ONNX model; a file that is there is replaced.", HelpName = "FILE.onnx" };
        var package = new Option<DirectoryInfo>("--package") { Description = "Writes a folder that a plugin can bring along: the agent alone, its experiment, command and curve.", HelpName = "DIR" };
        var command = new Command("export", "Write a trained agent as an ONNX model, or as a folder to share") { agent, onnx, package };
        context.Handle(command, call =>
        {
            var (reference, model, folder) = (call.Get(agent)!, call.Get(onnx)?.FullName, call.Get(package)?.FullName);
            if (model is null && folder is null)
                throw new InputException("embodied export", "nothing to write", "add --onnx FILE.onnx or --package DIR");
            if (folder is not null)
                ResultFolder.RequireFree(folder);
            var source = call.Controllers.File(reference)
                ?? throw new InputException(reference, "is no trained agent, so that there is no network to export", NearestName.Hint(reference, new AgentShelf(call.Plugins.Plugins).Names()));
            using var controller = SavedAgent.Open(source);
            if (model is not null)
                OnnxExport.Write(model, controller, SavedAgent.Facts(source));
            if (folder is not null)
                ResultFolder.Write(folder, temporary => AgentPackage.Write(source, Path.GetFileName(folder), temporary));
            var (info, shape) = (controller.Info, controller.Shape);
            call.Terminal.Result(
                new
                {
                    File = model,
                    Package = folder,
                    Agent = source,
                    info.Id,
                    shape.ObservationSize,
                    shape.ActionSize,
                    info.StateSize,
                    Parameters = shape.ParameterCount,
                },
                t =>
                {
                    t.Line($"{info.Id} with {shape.ParameterCount} parameters → {string.Join(", ", new[] { model, folder }.OfType<string>())}");
                    t.Line($"observation [batch, {shape.ObservationSize}]{(info.StateSize > 0 ? $" and state [batch, {info.StateSize}]" : "")} → action [batch, {shape.ActionSize}]");
                });
            return ExitCode.Ok;
        });
        return command;
    }
}
