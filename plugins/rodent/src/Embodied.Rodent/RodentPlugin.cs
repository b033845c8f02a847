using Autofac;
using Embodied.Rodent.Bodies;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Plugins;

namespace Embodied.Rodent;

/// <summary>Registers the rat and what comes with it.</summary>
public sealed class RodentPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginRegistry registry)
    {
        var figures = registry.Plugin.PathOf("assets/rat.yaml");
        registry.Add<IBodyFactory>(RatFactory.Id, c => new RatFactory(c.Resolve<IBodyReader>(), figures));
    }
}
