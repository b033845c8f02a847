using Autofac;

namespace Embodied.Sdk.Plugins;

/// <summary>Where a plugin registers. Everything goes into the plugin's own scope, never into the host's.</summary>
public interface IPluginRegistry
{
    /// <summary>Facts about the plugin itself.</summary>
    PluginContext Plugin { get; }

    /// <summary>Contributes something under an id <c>plugin/name</c>; the kind follows from the contract type.</summary>
    /// <typeparam name="TContract">One of the contracts in <see cref="ContributionKind"/>.</typeparam>
    /// <exception cref="ArgumentException">The id is not <c>plugin/name</c> of this plugin, is taken, or the contract is unknown.</exception>
    void Add<TContract>(string id, Func<IComponentContext, TContract> factory)
        where TContract : class;

    /// <summary>Registers services private to the plugin, for its factories to resolve.</summary>
    void Services(Action<ContainerBuilder> configure);
}

/// <summary>Facts about a plugin that is being loaded.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Directory">Its folder; read assets from here, never from <c>Assembly.Location</c>, and write nothing here.</param>
/// <param name="HostVersion">Version of the SDK in the host.</param>
public sealed record PluginContext(string Id, string Directory, Version HostVersion)
{
    /// <summary>Path of a file of the plugin.</summary>
    public string PathOf(string relative) => Path.Combine(Directory, relative);
}
