using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Experiments;
using Embodied.Sdk.Plugins;

namespace Embodied.Cli.Commands;

/// <summary><c>list KIND</c>: what the catalog holds.</summary>
internal static class ListCommand
{
    private const string Experiments = "experiments";

    public static Command Create(CommandContext context)
    {
        string[] names = [.. ContributionKind.All.Select(k => k.Name), Experiments];
        var kind = new Argument<string>("kind") { HelpName = "kind", Description = string.Join(", ", names) };
        kind.AcceptOnlyFromAmong(names);
        var command = new Command("list", "List what plugins offer: bodies, tasks, importers …") { kind };
        context.Handle(command, call =>
        {
            if (call.Get(kind) == Experiments)
                Show(call.Terminal, new ExperimentShelf(call.Plugins.Plugins).List());
            else
                Show(call.Terminal, call.Catalog.List(ContributionKind.All.First(k => k.Name == call.Get(kind))));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(Terminal terminal, IReadOnlyList<CatalogEntry> entries) => terminal.Result(
        entries.Select(e => new { e.Id, Plugin = e.PluginId, e.Summary }),
        t => t.Table(["id", "summary"], entries.Select(e => new[] { e.Id, e.Summary })));

    private static void Show(Terminal terminal, IReadOnlyList<ShelvedExperiment> experiments) => terminal.Result(
        experiments.Select(e => new { e.Id, Plugin = e.PluginId, e.Summary, e.Path }),
        t => t.Table(["id", "summary"], experiments.Select(e => new[] { e.Id, e.Summary })));
}
