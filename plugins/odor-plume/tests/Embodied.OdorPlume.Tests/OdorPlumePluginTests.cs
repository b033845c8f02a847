using Autofac;
using Embodied.Runtime.Hosting;
using Embodied.Sdk.Plugins;
using Embodied.Testing;
using Embodied.Tests;

namespace Embodied.OdorPlume.Tests;

public sealed class OdorPlumePluginTests : PluginConformance
{
    protected override IPlugin Plugin { get; } = new OdorPlumePlugin();

    protected override string Folder { get; } = Path.Combine(SharedData.RepositoryRoot, "plugins", "odor-plume");

    protected override Action<ContainerBuilder> HostServices => CorePlugin.HostServices;
}
