using System.CommandLine;
using Embodied.Analysis.Pictures;
using Embodied.Cli.Output;
using Embodied.Runtime.Assays;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary><c>play CONTROLLER|RUN --out FILE</c>: an episode as a video or a sheet of pictures.</summary>
internal static class PlayCommand
{
    private static readonly float[] Green = [0.15f, 0.65f, 0.3f, 1];

    public static Command Create(CommandContext context)
    {
        var subject = new Argument<string>("controller") { Description = "A controller or a trained agent by id, an agent file, or the folder of a run." };
        var output = new Option<FileInfo>("--out") { Description = "A sheet of pictures, or a video.", HelpName = "FILE.png|FILE.mp4", Required = true };
        var task = new Option<string?>("--task") { Description = "Another task (embodied list tasks) than the agent's own.", HelpName = "ID" };
        var body = new Option<string?>("--body") { Description = "Another body (embodied list bodies), or a body file.", HelpName = "ID|FILE" };
        var settings = new Option<string[]>("--set") { Description = "A setting: task.KEY=VALUE or controller.KEY=VALUE. May be given several times.", HelpName = "KEY=VALUE" };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the episode.", DefaultValueFactory = _ => 1 };
        var seconds = new Option<double>("--seconds") { Description = "Longest time that is shown, in the body's unit of time.", DefaultValueFactory = _ => 10 };
        var sampled = new Option<bool>("--sampled") { Description = "Draw actions instead of taking their means." };
        var pictures = new Option<int>("--pictures") { Description = "Pictures on a sheet.", DefaultValueFactory = _ => 12 };
        var view = new PictureOptionsParser(480, 320);
        var command = new Command("play", "Show an episode of a controller as a video or a sheet of pictures") { subject, output, task, body, settings, seed, seconds, sampled, pictures };
        view.AddTo(command);
        context.Handle(command, call =>
        {
            var (name, target) = (call.Get(subject)!, call.Get(output)!.FullName);
            var video = RenderCommand.IsVideo(target);
            if (!video && !Path.GetExtension(target).Equals(".png", StringComparison.OrdinalIgnoreCase))
                throw new InputException("--out", $"'{Path.GetFileName(target)}' is neither .png nor .mp4", "end the name in .png for a sheet of pictures or .mp4 for a video");
            if (call.Get(pictures) is < 1 or > 100)
                throw new InputException("--pictures", $"is {call.Get(pictures)}; expected 1 … 100");
            if (!(call.Get(seconds) > 0))
                throw new InputException("--seconds", $"is {call.Get(seconds)}; expected more than 0");
            var options = view.Read(call, video);
            var (ofTask, controller) = EpisodeWorld.Settings(call.Get(settings) ?? []);
            var world = EpisodeWorld.Of(call, name, call.Get(task), call.Get(body), ofTask);
            using var episode = Performance.Of(call.Catalog, world, call.Controllers.Open(name, controller), new(call.Get(seed), call.Get(seconds), call.Get(sampled)));
            if (episode.Goals.Length > 0)
                options = options with { Overlays = [new(episode.Goals, 1, Green)] };
            if (episode.References is { Length: > 0 } reference)
                options = options with { Above = reference };
            using var drawn = new MotionPictures(episode.Body.Model, episode.Poses, episode.Rate, options, episode.Body);
            if (video)
                drawn.WriteVideo(target, progress: call.Progress, cancel: call.Cancel);
            else
                drawn.WriteSheet(target, call.Get(pictures), (int)Math.Ceiling(Math.Sqrt(call.Get(pictures))));
            call.Progress.Dispose();
            call.Terminal.Result(
                new { File = target, Steps = drawn.FrameCount - 1, episode.Return, episode.Outcome },
                t => t.Line($"{target}: {drawn.FrameCount - 1} steps, return {episode.Return:0.0}, {episode.Outcome}"));
            return ExitCode.Ok;
        });
        return command;
    }
}
