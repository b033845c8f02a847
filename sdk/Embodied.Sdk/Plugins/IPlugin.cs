namespace Embodied.Sdk.Plugins;

/// <summary>The one class a plugin must have: public, with a public constructor without parameters.</summary>
public interface IPlugin
{
    /// <summary>Registers what the plugin contributes. Nothing heavy happens here: factories run when something is asked for.</summary>
    void Register(IPluginRegistry registry);
}
