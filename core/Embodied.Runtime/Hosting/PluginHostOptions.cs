using Autofac;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Hosting;

/// <summary>How plugins are loaded.</summary>
public sealed record PluginHostOptions
{
    /// <summary>Folders that hold plugin folders, or are one; see <see cref="PluginFolders.Find"/>.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>
    /// Whether every contribution is made once while loading, so that one that cannot be made fails its plugin. Otherwise that shows when it is
    /// asked for, which saves the time of making what nobody asks for.
    /// </summary>
    public bool MakeAll { get; init; } = true;

    /// <summary>Services every plugin's factories can resolve.</summary>
    public Action<ContainerBuilder> Services { get; init; } = CorePlugin.HostServices;

    /// <summary>The host's own contributions, under the id <c>core</c>.</summary>
    public IPlugin Core { get; init; } = new CorePlugin();
}
