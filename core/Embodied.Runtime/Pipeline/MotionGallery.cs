using Embodied.Analysis.Pictures;
using Embodied.Runtime.Backends.Replay;
using Embodied.Runtime.Catalogs;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Pipeline;

/// <summary>Pictures of a registered motion for its report: keypoints over the body, a contact sheet, a video where the machine can make one.</summary>
internal sealed class MotionGallery(Catalog catalog)
{
    private const string Overlay = "overlay.png";
    private const string Sheet = "motion.png";
    private const string Film = "motion.mp4";

    /// <summary>Whether a video is made where ffmpeg is installed.</summary>
    public bool Video { get; init; } = true;

    /// <summary>Draws into a folder and returns the section that shows the pictures.</summary>
    public ReportSection Draw(RegisteredMotion registered, string folder, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        using var model = Replay(registered);
        var scene = new BodyInScene(model, new PlacedBody(registered.Body));
        progress.Report(new("drawing", 0, 2));
        using (var overlay = Pictures(model, scene, registered, new() { Width = 960, Height = 640, Overlays = [Keypoints(registered)] }))
            PngFile.Save(Path.Combine(folder, Overlay), overlay.Frame(BestSeen(registered)));
        progress.Report(new("drawing", 1, 2));
        using var motion = Pictures(model, scene, registered, new() { Width = 480, Height = 320 });
        motion.WriteSheet(Path.Combine(folder, Sheet));
        progress.Report(new("drawing", 2, 2));
        var text = new List<string>
        {
            "Recorded keypoints (orange) with lines to the fitted markers of the registered body; below, the motion replayed kinematically, evenly spaced in time.",
        };
        if (Video && VideoWriter.IsAvailable)
        {
            using var film = Pictures(model, scene, registered, new() { Width = 480, Height = 320, Quality = PictureQuality.Fast });
            film.WriteVideo(Path.Combine(folder, Film), progress: progress, cancel: cancel);
            text.Add($"The whole motion is in {Film}.");
        }
        else if (Video)
        {
            text.Add("No video was made because ffmpeg is not installed.");
        }

        return new() { Heading = "Pictures", Text = text, Images = [Overlay, Sheet] };
    }

    private IModel Replay(RegisteredMotion registered) =>
        new ReplayBackend(catalog.Get<IBackend>(SoloScene.BackendId), registered.Motion).Compile(SoloScene.OnGroundScene(catalog, registered.Body));

    private static MotionPictures Pictures(IModel model, BodyInScene scene, RegisteredMotion registered, MotionPictureOptions options) =>
        new(model, GroundedMotion.Positions(scene, registered.Motion), Rate(registered), options, scene);

    private static double Rate(RegisteredMotion registered)
    {
        var time = registered.Result.Keypoints.Time;
        var frames = registered.Result.Keypoints.Frames;
        return time.Rate > 0 ? time.Rate : frames > 1 ? (frames - 1) / (time.At(frames - 1) - time.At(0)) : 1;
    }

    private static PointOverlay Keypoints(RegisteredMotion registered)
    {
        var keypoints = registered.Result.Keypoints;
        var names = keypoints.Names.ToList();
        double[] Grounded(double[] points) => GroundedMotion.Points(registered.Body, registered.Motion, points);
        return new(Grounded(keypoints.Points), names.Count, PointOverlay.Recorded)
        {
            JoinedTo = Grounded(registered.Result.Markers),
            Lines = [.. registered.Body.Roles.Skeleton.Select(l => (names.IndexOf(l.From), names.IndexOf(l.To)))],
        };
    }

    // A frame in the middle of the recording that shows all keypoints, or the best there is.
    private static int BestSeen(RegisteredMotion registered)
    {
        var keypoints = registered.Result.Keypoints;
        int Seen(int frame) => keypoints.Weights.AsSpan(frame * keypoints.Names.Count, keypoints.Names.Count).ToArray().Count(w => w > 0);
        return Enumerable.Range(0, keypoints.Frames).OrderByDescending(Seen).ThenBy(t => Math.Abs(t - (keypoints.Frames / 2))).First();
    }
}
