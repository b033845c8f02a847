using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Data.Recordings;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Pipeline;
using Embodied.Runtime.Synthetic;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Recordings;
using Embodied.Sdk.Settings;

namespace Embodied.Cli.Commands;

/// <summary><c>generate ID --out FILE.h5</c>: a synthetic recording.</summary>
internal static class GenerateCommand
{
    private const double Usual = 1;
    private const double SmallShare = 0.01;

    public static Command Create(CommandContext context)
    {
        var generator = new Argument<string>("id") { Description = "The generator (embodied list generators)." };
        var output = new Option<FileInfo>("--out") { Description = "Recording file to write.", HelpName = "FILE.h5", Required = true };
        var body = new BodyOptionsParser();
        var seconds = new Option<double>("--seconds") { Description = "Duration.", DefaultValueFactory = _ => 20 };
        var rate = new Option<double>("--rate") { Description = "Frames per second.", HelpName = "HZ", DefaultValueFactory = _ => 50 };
        var noise = new Option<double?>("--noise-mm") { Description = "Standard deviation of keypoint noise [mm]; 1, or a hundredth of the span of the keypoints where that is less.", HelpName = "MM" };
        var dropout = new Option<double>("--dropout") { Description = "Share of keypoints that are missing.", HelpName = "SHARE", DefaultValueFactory = _ => 0 };
        var seed = new Option<ulong>("--seed") { Description = "Same seed, same bits.", DefaultValueFactory = _ => 1 };
        var sets = SettingOption.Create("A setting of the generator (embodied list generators --json).");
        var command = new Command("generate", "Make a synthetic keypoint recording of a body") { generator, output, seconds, rate, noise, dropout, seed, sets };
        body.AddTo(command);
        context.Handle(command, call =>
        {
            RequireIn("--seconds", call.Get(seconds), new(0.04, 36000));
            RequireIn("--rate", call.Get(rate), new(1, 10000));
            RequireIn("--noise-mm", call.Get(noise) ?? 0, new(0, 100));
            RequireIn("--dropout", call.Get(dropout), new(0, 0.95));
            var id = call.Get(generator)!;
            var made = call.Catalog.Get<IRecordingGenerator>(id, "generate");
            var settings = SettingOption.Read(call.Get(sets));
            _ = PartSettings.Of(id, settings, made.Settings);
            var moved = BodyResolver.Resolve(call.Catalog, call.Get(body.Body) ?? BodyOf(call, id), body.Read(call));
            using var model = SoloScene.Alone(call.Catalog, moved);
            var recording = made.Generate(new GeneratorRequest
            {
                Body = moved,
                Model = model,
                Seconds = call.Get(seconds),
                Rate = call.Get(rate),
                Noise = Noise(call.Get(noise), moved, model),
                Dropout = call.Get(dropout),
                Seed = call.Get(seed),
                Settings = settings,
                Progress = call.Progress,
                Cancel = call.Cancel,
            });
            call.Progress.Dispose();
            RecordingFile.Write(recording, call.Get(output)!.FullName);
            var summary = RecordingSummary.Of(recording);
            call.Terminal.Result(summary, t => t.Line(summary.ToString()));
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Noise in the body's unit of length.</summary>
    private static double Noise(double? millimetres, IBody body, IModel model)
    {
        var given = (millimetres ?? Usual) / 1000 / SoloScene.MetresPerLength(body);
        if (millimetres is not null || model is not IHasKinematics posed || body.Roles.Keypoints.Count == 0)
            return given;
        // A millimetre may be more than the whole animal is long.
        using var kinematics = posed.CreateKinematics();
        return Math.Min(given, SmallShare * KeypointSpan.Of(new(model, new PlacedBody(body)), kinematics));
    }

    // A plugin's demo says which body goes with its generator.
    private static string BodyOf(Invocation call, string generator) =>
        call.Catalog.Ids<Demo>().Select(id => call.Catalog.Get<Demo>(id)).FirstOrDefault(d => d.Generator == generator)?.Body
        ?? throw new InputException("--body", $"is missing and no demo says which body goes with '{generator}'", "embodied list bodies");

    private static void RequireIn(string option, double value, Interval allowed)
    {
        if (!(value >= allowed.Low && value <= allowed.High))
            throw new InputException(option, $"is {value}, expected a number from {allowed.Low} to {allowed.High}");
    }
}
