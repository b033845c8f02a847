using Embodied.OdorPlume.Plumes;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Settings;

namespace Embodied.OdorPlume.Analyses;

/// <summary>The analyses of Singh et al. 2023 on recordings of an assay: behaviour always, the memory where the controller has one.</summary>
internal sealed class TrackingReport(IStatistics statistics, PlumeLibrary library) : IAnalysis
{
    /// <summary>Catalog id.</summary>
    public const string AnalysisId = "odor-plume/tracking";

    /// <inheritdoc/>
    public string Summary => "Behaviour, memory and dynamics of plume tracking agents, beside the figures of Singh et al. 2023";

    /// <inheritdoc/>
    public Report Run(AnalysisRequest request, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var settings = new PartSettings($"analysis '{AnalysisId}'", request.Settings, ["lost_after"]);
        var reader = new TrackReader(library);
        var episodes = request.Recordings.Values.SelectMany(reader.Read).ToArray();
        if (episodes.Length == 0)
            throw new InputException($"analysis '{AnalysisId}'", "got no recordings", "embodied eval … --assay odor-plume/singh2023 --record --out DIR");
        var study = new TrackStudy(episodes, statistics, request.Controller, settings.Count("lost_after", 25), request.Seed);
        var parts = Parts(study);
        var sections = new List<ReportSection>();
        foreach (var (name, build) in parts)
        {
            cancel.ThrowIfCancellationRequested();
            progress.Report(new(name, sections.Count, parts.Count));
            sections.Add(build());
        }

        progress.Report(new("done", parts.Count, parts.Count));
        return new() { Title = "Tracking an odour plume", Sections = sections };
    }

    private static List<(string Name, Func<ReportSection> Build)> Parts(TrackStudy study)
    {
        List<(string, Func<ReportSection>)> parts =
        [
            ("success", () => SuccessSection.Build(study)),
            ("behaviour", () => ModuleSection.Build(study)),
            ("course", () => CourseSection.Build(study)),
            ("actions", () => ActionSection.Build(study)),
        ];
        if (!study.HasStates)
            return [.. parts, ("memory", () => Absent("Memory", "The controller's memory was not recorded, because it has none or one too large; the analyses of memory are left out."))];
        parts.Add(("dimension", () => DimensionSection.Build(study)));
        parts.Add(("history", () => HistorySection.Build(study)));
        parts.Add(study.Controller is IRecurrentDynamics dynamics
            ? ("dynamics", () => DynamicsSection.Build(study, dynamics))
            : ("dynamics", () => Absent("Dynamics of the memory", "The controller does not offer its recurrent weights; eigenvalues and time scales are left out.")));
        parts.Add(("cycles", () => CycleSection.Build(study)));
        return parts;
    }

    private static ReportSection Absent(string heading, string why) => new() { Heading = heading, Text = [why] };
}
