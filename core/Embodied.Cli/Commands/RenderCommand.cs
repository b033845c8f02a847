using System.CommandLine;
using Embodied.Analysis.Pictures;
using Embodied.Cli.Output;
using Embodied.Data.Recordings;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Holding;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;

namespace Embodied.Cli.Commands;

/// <summary><c>render [MOTION.h5] --out FILE</c>: a body or a motion as PNG or MP4.</summary>
internal static class RenderCommand
{
    public static Command Create(CommandContext context)
    {
        var motion = new Argument<FileInfo?>("motion") { Description = "A recording with qpos; without it the body's rest pose is drawn.", Arity = ArgumentArity.ZeroOrOne };
        var body = new BodyOptionsParser();
        var output = new Option<FileInfo>("--out") { Description = "Picture, or the whole motion as video.", HelpName = "FILE.png|FILE.mp4", Required = true };
        var frame = new Option<int>("--frame") { Description = "Which frame, for a picture.", DefaultValueFactory = _ => 0 };
        var view = new PictureOptionsParser(960, 640);
        var command = new Command("render", "Draw a body or a motion as PNG or MP4") { motion, output, frame };
        view.AddTo(command);
        body.AddTo(command);
        body.Body.Required = true;
        context.Handle(command, call =>
        {
            var drawn = BodyResolver.Resolve(call.Catalog, call.Get(body.Body)!, body.Read(call));
            using var model = SoloScene.OnGround(call.Catalog, drawn);
            var scene = new BodyInScene(model, new PlacedBody(drawn));
            var (positions, rate) = call.Get(motion) is { } file ? Read(file.FullName, scene) : (RestPose(scene), 1);
            var options = view.Read(call, IsVideo(call.Get(output)!.FullName));
            using var pictures = new MotionPictures(model, positions, rate, options, scene);
            var target = call.Get(output)!.FullName;
            Draw(call, pictures, target, call.Get(frame));
            call.Progress.Dispose();
            call.Terminal.Result(new { File = target, Frames = pictures.FrameCount, options.Width, options.Height }, t => t.Line(target));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Draw(Invocation call, MotionPictures pictures, string target, int frame)
    {
        switch (Path.GetExtension(target).ToLowerInvariant())
        {
            case ".png" when frame >= 0 && frame < pictures.FrameCount:
                PngFile.Save(target, pictures.Frame(frame));
                break;
            case ".png":
                throw new InputException("--frame", $"is {frame}, the motion has frames 0 to {pictures.FrameCount - 1}");
            case ".mp4":
                pictures.WriteVideo(target, progress: call.Progress, cancel: call.Cancel);
                break;
            default:
                throw new InputException("--out", $"'{Path.GetFileName(target)}' is neither .png nor .mp4", "end the name in .png for a picture or .mp4 for a video");
        }
    }

    private static (double[] Positions, double Rate) Read(string path, BodyInScene scene)
    {
        var recording = RecordingFile.Read(path);
        var channel = recording.Find(ChannelNames.Positions)
            ?? throw new InputException(path, $"has no channel '{ChannelNames.Positions}'", "register the recording first: embodied register");
        return (GroundedMotion.Positions(scene, recording), channel.Time is { Rate: > 0 } time ? time.Rate : 50);
    }

    private static double[] RestPose(BodyInScene scene)
    {
        using var simulation = scene.Model.CreateSimulation();
        StartPose.For(scene.Model, simulation)?.Take(simulation);
        simulation.Forward();
        GroundPlacement.For(scene)?.Lower(simulation);
        return simulation.State.Positions.ToArray();
    }

    /// <summary>Whether a file is to be a video.</summary>
    internal static bool IsVideo(string path) => Path.GetExtension(path).Equals(".mp4", StringComparison.OrdinalIgnoreCase);
}
