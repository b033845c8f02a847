using Embodied.Sdk.Analysis;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Control;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;
using Embodied.Sdk.Training;

namespace Embodied.Sdk.Plugins;

/// <summary>A kind of thing a plugin can contribute, as lists and manifests spell it.</summary>
/// <param name="Name">Plural, as in <c>provides:</c> and on the command line, e.g. <c>bodies</c>.</param>
/// <param name="Contract">The contract type.</param>
public sealed record ContributionKind(string Name, Type Contract)
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<ContributionKind> All { get; } =
    [
        new("bodies", typeof(IBodyFactory)),
        new("arenas", typeof(IArena)),
        new("backends", typeof(IBackend)),
        new("tasks", typeof(ITaskFactory)),
        new("controllers", typeof(IControllerFactory)),
        new("trainers", typeof(ITrainer)),
        new("importers", typeof(IImporter)),
        new("generators", typeof(IRecordingGenerator)),
        new("analyses", typeof(IAnalysis)),
        new("demos", typeof(Demo)),
    ];
}
