using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Plugins;

namespace Embodied.Cli.Commands;

/// <summary>One call of a command: its parsed options, where it speaks, and the plugins, loaded when first asked for.</summary>
internal sealed class Invocation(ParseResult parse, Terminal terminal, IReadOnlyList<string> pluginFolders, CancellationToken cancel) : IDisposable
{
    private readonly Lazy<LoadedPlugins> _plugins =
        new(() => PluginHost.Load(new PluginHostOptions { Folders = PluginFolders.Find(pluginFolders), MakeAll = false }));

    public Terminal Terminal { get; } = terminal;

    public CancellationToken Cancel { get; } = cancel;

    public LoadedPlugins Plugins => _plugins.Value;

    public Catalog Catalog => Plugins.Catalog;

    public ProgressLine Progress { get; } = new();

    public T? Get<T>(Option<T> option) => parse.GetValue(option);

    public T? Get<T>(Argument<T> argument) => parse.GetValue(argument);

    public void Dispose()
    {
        Progress.Dispose();
        if (_plugins.IsValueCreated)
            _plugins.Value.Dispose();
    }
}
