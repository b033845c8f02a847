using Autofac;
using Embodied.OdorPlume.Analyses;
using Embodied.OdorPlume.Assays;
using Embodied.OdorPlume.Benchmarks;
using Embodied.OdorPlume.Bodies;
using Embodied.OdorPlume.Controllers;
using Embodied.OdorPlume.Plumes;
using Embodied.OdorPlume.Tracking;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Benchmarks;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Control;
using Embodied.Sdk.Plugins;

namespace Embodied.OdorPlume;

/// <summary>Registers the plume and what tracks it.</summary>
public sealed class OdorPlumePlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginRegistry registry)
    {
        registry.Services(builder => builder.RegisterType<PlumeLibrary>().SingleInstance());
        registry.Add<IBodyFactory>(FlyerFactory.Id, _ => new FlyerFactory());
        registry.Add<ITaskFactory>(TrackTask.TaskId, c => new TrackTaskFactory(c.Resolve<IParts>(), c.Resolve<PlumeLibrary>()));
        foreach (var factory in ClassicalFactory.All)
            registry.Add<IControllerFactory>(factory.Id, _ => factory);
        registry.Add<IAssay>(SinghAssay.AssayId, c => new SinghAssay(c.Resolve<PlumeLibrary>()));
        registry.Add<IBenchmark>(PlumeBenchmark.BenchmarkId, _ => new PlumeBenchmark());
        registry.Add<IAnalysis>(TrackingReport.AnalysisId, c => new TrackingReport(c.Resolve<IStatistics>(), c.Resolve<PlumeLibrary>()));
    }
}
