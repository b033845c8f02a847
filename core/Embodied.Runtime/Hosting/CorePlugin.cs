using Autofac;
using Embodied.Analysis.Benchmarks;
using Embodied.Analysis.Neural;
using Embodied.Analysis.Neurons;
using Embodied.Analysis.Statistics;
using Embodied.Data.Importers;
using Embodied.Imitation.Tracking;
using Embodied.Learning.Benchmarks;
using Embodied.Learning.Controllers;
using Embodied.Learning.Training;
using Embodied.Mujoco;
using Embodied.Runtime.Arenas;
using Embodied.Runtime.Backends.Planar;
using Embodied.Runtime.Benchmarks;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Controllers;
using Embodied.Runtime.Hierarchies;
using Embodied.Runtime.Parts;
using Embodied.Runtime.Pipeline;
using Embodied.Runtime.Plugins;
using Embodied.Runtime.Synthetic;
using Embodied.Runtime.Tasks;
using Embodied.Runtime.Training;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Benchmarks;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Control;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Recordings;
using Embodied.Sdk.Training;

namespace Embodied.Runtime.Hosting;

/// <summary>What the host itself contributes, registered the way any plugin does it.</summary>
public sealed class CorePlugin : IPlugin
{
    /// <summary>Services the host supplies to every plugin's factories.</summary>
    public static void HostServices(ContainerBuilder builder)
    {
        builder.RegisterType<BodyReader>().As<IBodyReader>().SingleInstance();
        builder.RegisterType<CatalogParts>().AsSelf().As<IParts>().SingleInstance();
        builder.Register(c =>
        {
            var parts = c.Resolve<CatalogParts>();
            return new ReferenceMaker(() => parts.Catalog);
        }).As<IReferenceMaker>().SingleInstance();
        builder.RegisterType<HostStatistics>().As<IStatistics>().SingleInstance();
    }

    /// <inheritdoc/>
    public void Register(IPluginRegistry registry)
    {
        CoreParts.Register(registry);
        registry.Add(DecoderShelf.ActuationId, c => DecoderShelf.Part(c.Resolve<CatalogParts>()));
        registry.Add<IBackend>(MujocoBackend.BackendId, _ => new MujocoBackend());
        registry.Add<IBackend>(PlanarBackend.BackendId, _ => new PlanarBackend());
        foreach (var page in (string[])["core/stand", "core/forward", "core/uneven", "core/gaps", "core/turn", "core/reach", "core/swim", "core/recover"])
            registry.Add<ITaskFactory>(page, _ => TermTaskFactory.OfHost(page));
        registry.Add<ITaskFactory>(TrackingTask.TaskId, c => new TrackingTaskFactory(c.Resolve<IParts>(), c.Resolve<IReferenceMaker>()));
        registry.Add<IControllerFactory>(ZeroController.ControllerId, _ => new ZeroController.Factory());
        registry.Add<IControllerFactory>(RandomController.ControllerId, _ => new RandomController.Factory());
        registry.Add<IControllerFactory>(PatternController.ControllerId, _ => new PatternController.Factory());
        registry.Add<IControllerFactory>(OscillatorController.ControllerId, _ => new OscillatorController.Factory());
        registry.Add<IAssay>(TrackingAssay.AssayId, c => new TrackingAssay(c.Resolve<IReferenceMaker>()));
        foreach (var (id, architecture) in NetworkArchitecture.All)
            registry.Add<IArchitecture>(id, _ => architecture);
        registry.Add<IArchitecture>(EncoderDecoderArchitecture.ArchitectureId, _ => new EncoderDecoderArchitecture());
        registry.Add<IArchitecture>(GraphArchitecture.ArchitectureId, _ => new GraphArchitecture());
        registry.Add<ITrainer>(Ppo.TrainerId, _ => new Ppo());
        registry.Add<ITrainer>(SequenceTrainer.TrainerId, c => new SequenceTrainer(c.Resolve<CatalogParts>()));
        registry.Add<ITrainer>(Distillation.TrainerId, _ => new Distillation());
        registry.Add<IBenchmark>(LearningBenchmark.BenchmarkId, _ => new LearningBenchmark());
        registry.Add<IBenchmark>(TrackingBenchmark.BenchmarkId, c => new TrackingBenchmark(c.Resolve<CatalogParts>(), c.Resolve<IReferenceMaker>()));
        registry.Add<IAnalysis>(NeuralComparison.AnalysisId, _ => new NeuralComparison());
        registry.Add<IAnalysis>(PethAnalysis.AnalysisId, _ => new PethAnalysis());
        registry.Add<IAnalysis>(TuningAnalysis.AnalysisId, _ => new TuningAnalysis());
        registry.Add<IAnalysis>(CorrelogramAnalysis.AnalysisId, _ => new CorrelogramAnalysis());
        registry.Add<IAnalysis>(DecodingAnalysis.AnalysisId, _ => new DecodingAnalysis());
        registry.Add<IAnalysis>(RepresentationAnalysis.AnalysisId, _ => new RepresentationAnalysis());
        registry.Add<IAnalysis>(SelectivityAnalysis.AnalysisId, _ => new SelectivityAnalysis());
        registry.Add<IBenchmark>(GlmBenchmark.BenchmarkId, _ => new GlmBenchmark());
        registry.Add<IBenchmark>(SimilarityBenchmark.BenchmarkId, _ => new SimilarityBenchmark());
        registry.Add<IRecordingGenerator>(RandomPoses.Id, _ => new RandomPoses());
        foreach (var importer in ImporterCatalog.All)
            registry.Add($"{PluginManifest.CoreId}/{importer.Info.Id}", _ => importer);
    }
}
