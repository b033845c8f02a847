using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Runtime.Hosting;
using Embodied.Runtime.Plugins;

namespace Embodied.Cli.Commands;

/// <summary><c>plugins list</c> and <c>plugins check DIR</c>: which plugins are there, and what is wrong with those that are not.</summary>
internal static class PluginsCommand
{
    public static Command Create(CommandContext context) => new("plugins", "List and check plugins") { List(context), Check(context) };

    private static Command List(CommandContext context)
    {
        var command = new Command("list", "List every plugin found: version, status, what it provides; for a failed one the stage and a hint");
        context.Handle(command, call =>
        {
            Show(call.Terminal, call.Plugins.Plugins);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Check(CommandContext context)
    {
        var folder = new Argument<DirectoryInfo>("dir") { Description = "The folder of one plugin." };
        folder.AcceptExistingOnly();
        var command = new Command("check", "Load one plugin folder in a process of its own, make everything it contributes, build its bodies, and say what is wrong with it") { folder };
        context.Handle(command, call => PluginTrial.IsChild ? Load(call, call.Get(folder)!.FullName) : PluginTrial.Run(call, call.Get(folder)!.FullName));
        return command;
    }

    private static int Load(Invocation call, string folder)
    {
        using var loaded = PluginHost.Load(new PluginHostOptions { Folders = [folder] });
        var plugins = loaded.Plugins.Select(p => p.Problem is null ? p with { Problem = BodyTrial.ProblemOf(p, loaded.Catalog) } : p).ToList();
        Show(call.Terminal, plugins);
        PluginTrial.Done();
        return plugins.Exists(p => p.Problem is not null) ? ExitCode.PluginProblem : ExitCode.Ok;
    }

    private static void Show(Terminal terminal, IReadOnlyList<PluginStatus> plugins) => terminal.Result(
        plugins.Select(p => new
        {
            p.Id,
            Version = p.Manifest?.Version.Value,
            Status = p.Problem is null ? "ready" : "failed",
            Stage = p.Problem?.Stage,
            p.Problem?.Message,
            p.Problem?.Hint,
            Provides = p.Manifest?.Provides.ToDictionary(k => k.Key, k => k.Value.Select(id => id.Value)),
            p.Manifest?.License,
            p.Manifest?.Cite,
            p.Folder,
        }),
        t =>
        {
            t.Table(
                ["plugin", "version", "sdk", "status", "provides"],
                plugins.Select(p => new[]
                {
                    p.Id,
                    p.Manifest?.Version.Value ?? "?",
                    p.Manifest?.Sdk.Value ?? "?",
                    p.Problem is { } problem ? $"failed at {problem.Stage}" : "ready",
                    string.Join(", ", p.Manifest?.Provides.SelectMany(k => k.Value.Select(id => id.Value)) ?? []),
                }));
            foreach (var problem in plugins.Select(p => p.Problem).OfType<PluginProblem>())
            {
                t.Line($"{problem.PluginId} failed at {problem.Stage}: {problem.Message}");
                t.Line($"  hint: {problem.Hint}");
            }
        });
}
