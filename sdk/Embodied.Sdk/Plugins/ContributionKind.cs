using Embodied.Sdk.Acting;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Benchmarks;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Control;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Tasks;
using Embodied.Sdk.Training;

namespace Embodied.Sdk.Plugins;

/// <summary>A kind of thing a plugin can contribute, as lists and manifests spell it.</summary>
/// <param name="Name">Plural, as in <c>provides:</c> and on the command line, e.g. <c>bodies</c>.</param>
/// <param name="Singular">One of them, for messages, e.g. <c>body</c>.</param>
/// <param name="Contract">The contract type.</param>
public sealed record ContributionKind(string Name, string Singular, Type Contract)
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<ContributionKind> All { get; } =
    [
        new("bodies", "body", typeof(IBodyFactory)),
        new("arenas", "arena", typeof(PartFactory<IArena>)),
        new("backends", "backend", typeof(IBackend)),
        new("tasks", "task", typeof(ITaskFactory)),
        new("sensors", "sensor", typeof(PartFactory<ISensor>)),
        new("actuations", "actuation", typeof(PartFactory<IActuation>)),
        new("terms", "reward term", typeof(PartFactory<IRewardTerm>)),
        new("terminations", "termination", typeof(PartFactory<ITermination>)),
        new("events", "event", typeof(PartFactory<IWorldEvent>)),
        new("goals", "goal", typeof(PartFactory<IGoal>)),
        new("measures", "measure", typeof(PartFactory<IMeasure>)),
        new("controllers", "controller", typeof(IControllerFactory)),
        new("blocks", "network block", typeof(PartFactory<INetworkBlock>)),
        new("architectures", "architecture", typeof(IArchitecture)),
        new("trainers", "trainer", typeof(ITrainer)),
        new("importers", "importer", typeof(IImporter)),
        new("generators", "generator", typeof(IRecordingGenerator)),
        new("analyses", "analysis", typeof(IAnalysis)),
        new("assays", "assay", typeof(IAssay)),
        new("benchmarks", "benchmark", typeof(IBenchmark)),
        new("demos", "demo", typeof(Demo)),
    ];
}
