using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Learning.Networks.Blocks;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Controllers;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Settings;

namespace Embodied.Cli.Commands;

/// <summary><c>list KIND</c>: what the catalog holds.</summary>
internal static class ListCommand
{
    private const string Experiments = "experiments";
    private const string Agents = "agents";

    public static Command Create(CommandContext context)
    {
        string[] names = [.. ContributionKind.All.Select(k => k.Name), Experiments, Agents];
        var kind = new Argument<string>("kind") { HelpName = "kind", Description = string.Join(", ", names) };
        kind.AcceptOnlyFromAmong(names);
        var command = new Command("list", "List what plugins offer: bodies, tasks, experiments, trained agents …") { kind };
        context.Handle(command, call =>
        {
            if (call.Get(kind) == Experiments)
                Show(call.Terminal, new ExperimentShelf(call.Plugins.Plugins).List());
            else if (call.Get(kind) == Agents)
                Show(call.Terminal, new AgentShelf(call.Plugins.Plugins).List());
            else if (call.Get(kind) == "blocks")
                Show(call.Terminal, [.. BlockKinds.OfHost.Select(HostBlock), .. call.Catalog.List(ContributionKind.All.First(k => k.Name == "blocks"))]);
            else
                Show(call.Terminal, call.Catalog.List(ContributionKind.All.First(k => k.Name == call.Get(kind))));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(Terminal terminal, IReadOnlyList<CatalogEntry> entries)
    {
        var parts = entries.Any(e => e.Settings.Count > 0);
        terminal.Result(
            entries.Select(e => new { e.Id, Plugin = e.PluginId, e.Summary, Settings = e.Settings.Select(s => new { s.Name, s.Default, s.Summary }) }),
            t => t.Table(parts ? ["id", "summary", "settings"] : ["id", "summary"], entries.Select(e => parts ? new[] { e.Id, e.Summary, Settings(e) } : [e.Id, e.Summary])));
    }

    private static CatalogEntry HostBlock((string Kind, string Summary, IReadOnlyList<string> Settings) block) =>
        new(ContributionKind.All.First(k => k.Name == "blocks"), block.Kind, "core", block.Summary) { Settings = [.. block.Settings.Select(s => new PartSetting(s, "", ""))] };

    private static string Settings(CatalogEntry entry) => string.Join(", ", entry.Settings.Select(s => s.Default.Length > 0 ? $"{s.Name}={s.Default}" : s.Name));

    private static void Show(Terminal terminal, IReadOnlyList<ShelvedFile> files) => terminal.Result(
        files.Select(e => new { e.Id, Plugin = e.PluginId, e.Summary, e.Path }),
        t => t.Table(["id", "summary"], files.Select(e => new[] { e.Id, e.Summary })));
}
