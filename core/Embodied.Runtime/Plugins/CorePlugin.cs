using Autofac;
using Embodied.Runtime.Bodies;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Plugins;

/// <summary>What the host itself contributes, registered the way any plugin does it.</summary>
public sealed class CorePlugin : IPlugin
{
    /// <summary>Services the host supplies to every plugin's factories.</summary>
    public static void HostServices(ContainerBuilder builder) => builder.RegisterType<BodyReader>().As<IBodyReader>().SingleInstance();

    /// <inheritdoc/>
    public void Register(IPluginRegistry registry)
    {
    }
}
