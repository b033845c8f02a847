using Embodied.Analysis.Reports;
using Embodied.Data.Recordings;
using Embodied.Registration;
using Embodied.Registration.Results;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Catalogs;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Progress;

namespace Embodied.Runtime.Pipeline;

/// <summary>From a recording to a folder with the registered motion, its report and its pictures.</summary>
public sealed class RegistrationPipeline(Catalog catalog)
{
    /// <summary>Name of the motion recording in the result folder.</summary>
    public const string MotionFile = "motion.h5";

    /// <summary>Registers and writes everything into a folder.</summary>
    /// <exception cref="Sdk.Errors.InputException">The recording, the body or an option does not fit; nothing is written.</exception>
    public RegistrationSummary Run(RegistrationJob job, string folder, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        ResultFolder.RequireFree(folder);
        var registered = Register(job, progress, cancel);
        ResultFolder.Write(folder, temporary => Save(registered, job.Images, temporary, progress, cancel));
        return registered.Result.Summarize();
    }

    /// <summary>Registers without writing anything.</summary>
    public RegisteredMotion Register(RegistrationJob job, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var options = job.MeasureScale ? job.BodyOptions with { Scale = MeasuredScale(job) } : job.BodyOptions;
        var body = BodyResolver.Resolve(catalog, job.Body, options);
        using var model = SoloScene.Alone(catalog, body);
        var registration = job.Registration with { Scale = options.Scale, MetresPerLength = SoloScene.MetresPerLength(body) };
        var keypoints = KeypointSeries.From(job.Recording, body.Roles, registration.MinimumConfidence);
        var result = new KeypointRegistration(model, body.Roles, registration).Run(keypoints, progress, cancel);
        return new RegisteredMotion(body, options, result, result.ToRecording(), result.ToReport());
    }

    private void Save(RegisteredMotion registered, bool images, string folder, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var report = registered.Report;
        if (images)
            report = report with { Sections = [new MotionGallery(catalog).Draw(registered, folder, progress, cancel), .. report.Sections] };
        RecordingFile.Write(registered.Motion, Path.Combine(folder, MotionFile));
        ReportWriter.Write(report, folder);
    }

    // Three decimals: the estimate is no better, and the number is short enough to be given again by hand.
    private double MeasuredScale(RegistrationJob job)
    {
        var body = BodyResolver.Resolve(catalog, job.Body, job.BodyOptions with { Scale = 1 });
        using var model = SoloScene.Alone(catalog, body);
        var keypoints = KeypointSeries.From(job.Recording, body.Roles, job.Registration.MinimumConfidence);
        var estimate = ScaleEstimate.Measure(keypoints, model, body.Roles, metresPerLength: SoloScene.MetresPerLength(body));
        estimate.RequirePlausible(job.Recording.Provenance.Source ?? job.Recording.Name);
        return Math.Round(estimate.Ratio, 3);
    }
}
