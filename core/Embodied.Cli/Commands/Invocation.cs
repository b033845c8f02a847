using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Runtime.Assays;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Controllers;
using Embodied.Runtime.Hosting;
using Embodied.Runtime.Plugins;
using Embodied.Runtime.Training;
using Embodied.Sdk.Assays;

namespace Embodied.Cli.Commands;

/// <summary>One call of a command: its parsed options, where it speaks, and the plugins, loaded when first asked for.</summary>
internal sealed class Invocation(ParseResult parse, Terminal terminal, IReadOnlyList<string> pluginFolders, CancellationToken cancel) : IDisposable
{
    private readonly HashSet<string> _remarked = new(StringComparer.Ordinal);

    private readonly Lazy<LoadedPlugins> _plugins = new(() => Load(pluginFolders));

    public Terminal Terminal { get; } = terminal;

    public CancellationToken Cancel { get; } = cancel;

    public LoadedPlugins Plugins => _plugins.Value;

    public Catalog Catalog => Plugins.Catalog;

    public ControllerOpener Controllers => new(Catalog, new AgentShelf(Plugins.Plugins)) { RunOpened = Remark };

    /// <summary>A job with what a saved agent brings along: its body, and what belongs to it as an animal.</summary>
    public AssayJob WithAgent(AssayJob job, string subject) => TrainedWorld.Carry(job, Catalog.Get<IAssay>(job.Assay, "--assay"), Controllers.File(subject));

    // A run may be opened several times by one command, and is remarked on once.
    private void Remark(string folder)
    {
        if (RunStatus.Read(folder)?.Remark() is { } remark && _remarked.Add(folder))
            Output.Terminal.Note($"note: {folder} {remark}");
    }

    public ProgressLine Progress { get; } = new();

    private static LoadedPlugins Load(IReadOnlyList<string> folders)
    {
        var loaded = PluginHost.Load(new PluginHostOptions { Folders = PluginFolders.Find(folders), MakeAll = false });
        foreach (var crash in loaded.Crashes)
            Output.Terminal.Note($"note: {crash}");
        return loaded;
    }

    public T? Get<T>(Option<T> option) => parse.GetValue(option);

    public T? Get<T>(Argument<T> argument) => parse.GetValue(argument);

    public void Dispose()
    {
        Progress.Dispose();
        if (_plugins.IsValueCreated)
            _plugins.Value.Dispose();
    }
}
