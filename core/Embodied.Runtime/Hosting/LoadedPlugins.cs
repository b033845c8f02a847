using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Plugins;

namespace Embodied.Runtime.Hosting;

/// <summary>What came of loading. Dispose it last: contributions live in the plugins' scopes.</summary>
public sealed class LoadedPlugins : IDisposable
{
    private readonly IReadOnlyList<IDisposable> _scopes;

    internal LoadedPlugins(IReadOnlyList<PluginStatus> plugins, Catalog catalog, IReadOnlyList<IDisposable> scopes, IReadOnlyList<string> crashes) =>
        (Plugins, Catalog, _scopes, Crashes) = (plugins, catalog, scopes, crashes);

    /// <summary>What earlier starts did not survive, one sentence each.</summary>
    public IReadOnlyList<string> Crashes { get; }

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
