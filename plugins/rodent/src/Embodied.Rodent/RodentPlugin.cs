using Embodied.Sdk.Plugins;

namespace Embodied.Rodent;

/// <summary>Registers the rat and what comes with it.</summary>
public sealed class RodentPlugin : IPlugin
{
    public void Register(IPluginRegistry registry)
    {
    }
}
