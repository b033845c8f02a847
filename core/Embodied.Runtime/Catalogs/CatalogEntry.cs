using Embodied.Sdk.Analysis;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Benchmarks;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Control;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Recordings;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Catalogs;

/// <summary>A line of a list.</summary>
/// <param name="Kind">Kind of contribution.</param>
/// <param name="Id">Its id.</param>
/// <param name="PluginId">The plugin it comes from.</param>
/// <param name="Summary">One line about it, or why there is none.</param>
public sealed record CatalogEntry(ContributionKind Kind, string Id, string PluginId, string Summary)
{
    /// <summary>The settings a part or a generator takes, each with its default; empty for what takes none.</summary>
    public IReadOnlyList<PartSetting> Settings { get; init; } = [];

    internal static IReadOnlyList<PartSetting> SettingsOf(object contribution) => contribution switch
    {
        IPartFactory part => part.Settings,
        IRecordingGenerator generator => generator.Settings,
        _ => [],
    };

    internal static string SummaryOf(object contribution) => contribution switch
    {
        IBodyFactory body => body.Choices.Summary,
        ITaskFactory task => task.Offer.Summary,
        IImporter importer => importer.Info.Summary,
        IRecordingGenerator generator => generator.Summary,
        IAnalysis analysis => analysis.Summary,
        IAssay assay => assay.Info.Summary,
        IBenchmark benchmark => benchmark.Summary,
        IArchitecture architecture => architecture.Summary,
        IPartFactory part => part.Summary,
        Demo demo => demo.Title,
        _ => "",
    };
}
