using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Registration;
using Embodied.Registration.Results;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary><c>register FILE --body ID --out DIR</c>: keypoints → joint angles, with a report.</summary>
internal static class RegisterCommand
{
    public static Command Create(CommandContext context)
    {
        var input = new RecordingOptions();
        var body = new BodyOptionsParser();
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the motion, the report and the pictures.", HelpName = "DIR", Required = true };
        var defaults = new RegistrationOptions();
        var rounds = new Option<int>("--rounds") { Description = "Most calibration rounds of pose and offset; it stops when it has converged.", DefaultValueFactory = _ => defaults.CalibrationRounds };
        var smoothness = new Option<double>("--smoothness") { Description = "Weight of the temporal smoothness term; 0 is off.", DefaultValueFactory = _ => 0 };
        var threads = new Option<int>("--threads") { Description = "Threads; 0 uses all cores. The result does not depend on it.", DefaultValueFactory = _ => 0 };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the calibration frames.", DefaultValueFactory = _ => 1 };
        var noImages = new Option<bool>("--no-images") { Description = "Skip the overlay pictures." };
        var noGround = new Option<bool>("--ignore-ground") { Description = "Leave parts that no keypoint sees at rest, even below the ground." };
        var upsideDown = new Option<bool>("--allow-upside-down") { Description = "Accept an animal that hangs, or lies on its side or back, most of the time." };
        var command = new Command("register", "Fit a body to 3-D keypoints: joint angles per frame, one set of marker offsets, a report")
        {
            output, rounds, smoothness, threads, seed, noImages, noGround, upsideDown,
        };
        input.AddTo(command);
        body.AddTo(command, canMeasure: true);
        body.Body.Required = true;
        context.Handle(command, call =>
        {
            var reference = call.Get(body.Body) ?? throw new InputException("--body", "is missing", "embodied list bodies");
            var options = body.Read(call);
            var folder = call.Get(output)!.FullName;
            ResultFolder.RequireFree(folder);
            var rate = BodyResolver.Resolve(call.Catalog, reference, options with { Scale = 1 }).Roles.RecordingRate;
            var job = new RegistrationJob
            {
                Recording = input.Read(call, rate),
                Body = reference,
                BodyOptions = options,
                MeasureScale = body.IsMeasured(call),
                Images = !call.Get(noImages),
                Registration = defaults with
                {
                    CalibrationRounds = call.Get(rounds),
                    Smoothness = call.Get(smoothness),
                    Threads = call.Get(threads),
                    Seed = call.Get(seed),
                    AllowUpsideDown = call.Get(upsideDown),
                    KeepAboveGround = !call.Get(noGround),
                },
            };
            var summary = new RegistrationPipeline(call.Catalog).Run(job, folder, call.Progress, call.Cancel);
            call.Progress.Dispose();
            Show(call.Terminal, summary, folder);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(Terminal terminal, RegistrationSummary s, string folder) => terminal.Result(
        new { s.Frames, s.Outliers, s.InterpolatedFrames, s.MeanErrorMm, s.RmseMm, P95ErrorMm = s.P95ErrorMm, s.FramesPerSecond, s.Seconds },
        t =>
        {
            t.Table(
                ["frames", "outliers", "mean error [mm]", "RMSE [mm]", "95th percentile [mm]", "frames/s", "seconds"],
                [[$"{s.Frames}", $"{s.Outliers}", $"{s.MeanErrorMm:0.00}", $"{s.RmseMm:0.00}", $"{s.P95ErrorMm:0.00}", $"{s.FramesPerSecond:0}", $"{s.Seconds:0.0}"]]);
            t.Line($"report: {Path.Combine(folder, "report.html")}");
        });
}
