using Embodied.Runtime.Catalogs;

namespace Embodied.Runtime.Plugins;

/// <summary>What came of loading. Dispose it last: contributions live in the plugins' scopes.</summary>
public sealed class LoadedPlugins : IDisposable
{
    private readonly IReadOnlyList<IDisposable> _scopes;

    internal LoadedPlugins(IReadOnlyList<PluginStatus> plugins, Catalog catalog, IReadOnlyList<IDisposable> scopes) =>
        (Plugins, Catalog, _scopes) = (plugins, catalog, scopes);

    /// <summary>Every plugin that was found, loaded or not, in loading order.</summary>
    public IReadOnlyList<PluginStatus> Plugins { get; }

    /// <summary>What failed.</summary>
    public IEnumerable<PluginProblem> Problems => Plugins.Select(p => p.Problem).OfType<PluginProblem>();

    /// <summary>What can be used.</summary>
    public Catalog Catalog { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var scope in _scopes)
            scope.Dispose();
    }
}
