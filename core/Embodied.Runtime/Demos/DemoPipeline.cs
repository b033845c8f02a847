using System.Globalization;
using Embodied.Analysis.Reports;
using Embodied.Data.Recordings;
using Embodied.Registration.Results;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Controllers;
using Embodied.Runtime.Following;
using Embodied.Runtime.Holding;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Demos;

/// <summary>
/// The whole street on synthetic data: generate → register → replay kinematically → hold in physics → a trained network follows motions, where the demo names one → report.
/// </summary>
/// <param name="catalog">Where what the demo names is found.</param>
/// <param name="controllers">Finds its agent.</param>
public sealed class DemoPipeline(Catalog catalog, ControllerOpener controllers)
{
    /// <summary>Runs a demo and writes its folder.</summary>
    /// <param name="demo">What to demonstrate.</param>
    /// <param name="options">How much of it.</param>
    /// <param name="folder">Where results go.</param>
    /// <param name="progress">Told about every stage.</param>
    /// <param name="cancel">Stops; nothing is written then.</param>
    public DemoOutcome Run(Demo demo, DemoOptions options, string folder, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        ResultFolder.RequireFree(folder);
        var recording = Generate(demo, options, progress, cancel);
        var pipeline = new RegistrationPipeline(catalog);
        var registered = pipeline.Register(new() { Recording = recording, Body = demo.Body, BodyOptions = demo.Options }, progress, cancel);
        var hold = Hold(registered, progress);
        var followed = demo.Agent is { } agent ? new DemoFollowing(catalog, controllers).Run(agent, options.FollowedSeconds, options.Seed, progress, cancel) : null;
        ResultFolder.Write(folder, temporary => Save(demo, options, new(recording, registered, hold, followed), temporary, progress, cancel));
        return new(registered.Result.Summarize(), hold.RootDrift * 1000 * SoloScene.MetresPerLength(registered.Body), hold.Diverged)
        {
            Followed = followed?.Figures,
        };
    }

    private Recording Generate(Demo demo, DemoOptions options, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        progress.Report(new("making a synthetic recording", 0, 1));
        var body = BodyResolver.Resolve(catalog, demo.Body, demo.Options);
        using var model = SoloScene.Alone(catalog, body);
        var recording = catalog.Get<IRecordingGenerator>(demo.Generator).Generate(new()
        {
            Body = body,
            Model = model,
            Seconds = options.Seconds,
            Noise = 0.001 / SoloScene.MetresPerLength(body),
            Dropout = 0.02,
            Seed = options.Seed,
            Progress = progress,
            Cancel = cancel,
        });
        progress.Report(new("making a synthetic recording", 1, 1));
        return recording;
    }

    private HoldReport Hold(RegisteredMotion registered, IProgress<WorkProgress> progress)
    {
        progress.Report(new("holding a pose in physics", 0, 1));
        var pose = registered.Result.Positions.AsSpan(0, registered.Result.Positions.Length / registered.Result.Keypoints.Frames);
        var report = HoldTrial.Run(catalog.Get<IBackend>(SoloScene.BackendId), registered.Body, pose);
        progress.Report(new("holding a pose in physics", 1, 1));
        return report;
    }

    private void Save(Demo demo, DemoOptions options, Shown shown, string folder, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var (recording, registered, hold, followed) = shown;
        var gallery = new MotionGallery(catalog) { Video = !options.Quick };
        var report = new Report
        {
            Title = demo.Title,
            Sections =
            [
                new() { Heading = "What this is", Text = [Introduction(recording)] },
                gallery.Draw(registered, folder, progress, cancel),
                .. registered.Report.Sections,
                .. Truth(recording, registered),
                HeldInPhysics(hold, registered.Body),
                .. followed is null ? Array.Empty<ReportSection>() : [new DemoFollowing(catalog, controllers).Section(followed, folder)],
            ],
        };
        RecordingFile.Write(recording, Path.Combine(folder, "recording.h5"));
        RecordingFile.Write(registered.Motion, Path.Combine(folder, RegistrationPipeline.MotionFile));
        ReportWriter.Write(report, folder);
    }

    private static string Introduction(Recording recording) =>
        "The recording was made by the program: it is synthetic, with keypoint noise of 1 mm and 2 % of the keypoints missing. The numbers below "
        + "show that the pipeline works; they say nothing about how well a real animal is tracked. "
        + $"The recording was made by: {recording.Provenance.Origin}.";

    // The generator knows the true pose, so the demo can say how far the registered root is from it.
    private static IEnumerable<ReportSection> Truth(Recording recording, RegisteredMotion registered)
    {
        if (recording.Find(ChannelNames.Positions) is not { } truth || truth.Values.Length != registered.Result.Positions.Length)
            yield break;
        var width = truth.Shape[1];
        var distances = Enumerable.Range(0, truth.SampleCount).Select(t => RootDistance(t * width)).Order().ToArray();
        yield return new()
        {
            Heading = "Against the true pose",
            Text = ["The generator knows the pose behind the keypoints; this is the distance between the true and the registered root."],
            Tables =
            [
                new("truth", ["root position error", "mm"],
                [
                    ["median", Math.Round(1000 * distances[distances.Length / 2], 3)],
                    ["largest", Math.Round(1000 * distances[^1], 3)],
                ]),
            ],
        };

        double RootDistance(int start)
        {
            var sum = 0.0;
            for (var i = start; i < start + 3; i++)
                sum += Math.Pow(truth.Values[i] - registered.Result.Positions[i], 2);
            return Math.Sqrt(sum) * SoloScene.MetresPerLength(registered.Body);
        }
    }

    private static ReportSection HeldInPhysics(HoldReport hold, IBody body) => new()
    {
        Heading = "Held in physics",
        Text =
        [
            hold.Diverged
                ? "The physics diverged while the body's servos held the first registered pose."
                : "The body stands on the floor in the first registered pose, and position servos hold that pose against gravity.",
        ],
        Tables =
        [
            new("hold", ["quantity", "value"],
            [
                ["time simulated [s]", Number(hold.Seconds)],
                ["root drift [mm]", Number(1000 * SoloScene.MetresPerLength(body) * hold.RootDrift)],
                ["mean joint drift [rad]", Number(hold.MeanJointDrift)],
                ["largest joint drift [rad]", Number(hold.LargestJointDrift)],
                ["servos whose range does not reach the pose", hold.ClippedControls],
            ]),
        ],
    };

    private sealed record Shown(Recording Recording, RegisteredMotion Registered, HoldReport Hold, FollowedDemo? Followed);

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}

/// <summary>How much of a demo to run.</summary>
public sealed record DemoOptions
{
    /// <summary>A shorter recording, no video.</summary>
    public bool Quick { get; init; }

    /// <summary>Seed of the recording.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Length of the recording [s].</summary>
    public double Seconds => Quick ? 5 : 20;

    /// <summary>Length of all clips that are followed [s].</summary>
    public double FollowedSeconds => Quick ? 10 : 100;
}

/// <summary>What a demo came to.</summary>
/// <param name="Registration">The registration in a few numbers.</param>
/// <param name="HoldDriftMm">How far the root drifted while the servos held the pose [mm].</param>
/// <param name="Diverged">Whether the physics diverged.</param>
public sealed record DemoOutcome(RegistrationSummary Registration, double HoldDriftMm, bool Diverged)
{
    /// <summary>How an agent followed motions; null for a demo without one.</summary>
    public FollowingFigures? Followed { get; init; }
}
