using Embodied.Runtime.Environments;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Hosting;

/// <summary>The program as tests of plugins see it. <c>TestHost</c> of Embodied.Testing finds it by name, so that plugins are tested without a reference to this assembly.</summary>
internal sealed class TestedPlugins : IProgram
{
    private readonly LoadedPlugins _loaded;

    private TestedPlugins(LoadedPlugins loaded) => _loaded = loaded;

    /// <inheritdoc/>
    public IReadOnlyList<string> Problems => [.. _loaded.Problems.Select(p => $"{p.PluginId}: failed at {p.Stage}: {p.Message} {p.Hint}")];

    /// <summary>Loads what the folders hold.</summary>
    public static IProgram Open(IReadOnlyList<string> folders) => new TestedPlugins(PluginHost.Load(new PluginHostOptions { Folders = folders }));

    /// <inheritdoc/>
    public T Get<T>(string id)
        where T : class => _loaded.Catalog.Get<T>(id);

    /// <inheritdoc/>
    public IEnvironment CreateWorld(WorldRecipe recipe) => new WorldBuilder(_loaded.Catalog).For(recipe).Build();

    /// <inheritdoc/>
    public void Dispose() => _loaded.Dispose();
}
