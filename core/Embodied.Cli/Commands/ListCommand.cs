using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Sdk.Plugins;

namespace Embodied.Cli.Commands;

/// <summary><c>list KIND</c>: what the catalog holds.</summary>
internal static class ListCommand
{
    public static Command Create(CommandContext context)
    {
        var names = ContributionKind.All.Select(k => k.Name).ToArray();
        var kind = new Argument<string>("kind") { HelpName = "kind", Description = string.Join(", ", names) };
        kind.AcceptOnlyFromAmong(names);
        var command = new Command("list", "List what plugins offer: bodies, tasks, importers …") { kind };
        context.Handle(command, call =>
        {
            var entries = call.Catalog.List(ContributionKind.All.First(k => k.Name == call.Get(kind)));
            call.Terminal.Result(
                entries.Select(e => new { e.Id, Plugin = e.PluginId, e.Summary }),
                t => t.Table(["id", "summary"], entries.Select(e => new[] { e.Id, e.Summary })));
            return ExitCode.Ok;
        });
        return command;
    }
}
