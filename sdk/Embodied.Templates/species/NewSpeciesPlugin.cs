using Autofac;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Plugins;

namespace NewSpecies;

/// <summary>Registers what this plugin contributes; plugin.yaml declares the same ids.</summary>
public sealed class NewSpeciesPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginRegistry registry)
    {
        var (figures, walk) = (registry.Plugin.PathOf("assets/body.yaml"), registry.Plugin.PathOf("assets/walk.yaml"));
        registry.Add<IBodyFactory>(NewSpeciesBodyFactory.Id, context => new NewSpeciesBodyFactory(context.Resolve<IBodyReader>(), figures));
        registry.Add<ITaskFactory>("new-species/walk", context => context.Resolve<IParts>().Task("new-species/walk", walk));
    }
}
