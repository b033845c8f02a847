using Embodied.Runtime.Bodies;
using Embodied.Runtime.Catalogs;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Environments;

/// <summary>Makes environments from what plugins contribute.</summary>
/// <param name="catalog">Where tasks, bodies and backends are found.</param>
public sealed class CatalogEnvironments(Catalog catalog) : IEnvironmentFactory
{
    /// <inheritdoc/>
    public IVectorEnvironment Create(EnvironmentRequest request)
    {
        var tasks = catalog.Get<ITaskFactory>(request.Task, "task");
        var bodies = BodyReference.Find(catalog, request.Body, tasks, "body");
        var backend = catalog.Get<IBackend>(tasks.Offer.Backend, request.Task);
        return EnvironmentBuilder.For(backend, bodies, tasks, new() { Values = request.Settings }).BuildVector(request.Count, request.Threads);
    }
}
