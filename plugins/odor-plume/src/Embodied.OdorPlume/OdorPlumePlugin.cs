using Embodied.Sdk.Plugins;

namespace Embodied.OdorPlume;

/// <summary>Registers the plume and what tracks it.</summary>
public sealed class OdorPlumePlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginRegistry registry)
    {
    }
}
