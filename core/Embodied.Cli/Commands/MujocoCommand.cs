using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Mujoco.Native;

namespace Embodied.Cli.Commands;

/// <summary><c>mujoco</c>: which versions of MuJoCo can be used; <c>mujoco add</c>: teach it another.</summary>
internal static class MujocoCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("mujoco", "Say which MuJoCo is used and which versions can be; add another") { Add(context) };
        context.Handle(command, call =>
        {
            var found = MujocoRuntime.Describe();
            call.Terminal.Result(
                new { found.Version, found.Path, found.Note, Supported = MujocoRuntime.SupportedVersions },
                t =>
                {
                    t.Line($"MuJoCo {found.Version} at {found.Path}{(found.Note is null ? "" : $" ({found.Note})")}");
                    t.Line($"versions with a table: {string.Join(", ", MujocoRuntime.SupportedVersions)}");
                });
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Add(CommandContext context)
    {
        var headers = new Argument<DirectoryInfo>("headers") { Description = "The folder of the version's headers: it holds mujoco/mujoco.h." };
        var compiler = new Option<string>("--compiler") { Description = "The C compiler to ask.", HelpName = "CC", DefaultValueFactory = _ => "gcc" };
        var command = new Command("add", "Make the table of structures of another version from its headers") { headers, compiler };
        context.Handle(command, call =>
        {
            var (version, path) = MujocoRuntime.AddTable(call.Get(headers)!.ToString(), call.Get(compiler)!, call.Cancel);
            call.Terminal.Result(new { Version = version, Path = path }, t => t.Line($"MuJoCo {version} can be used now: {path}"));
            return ExitCode.Ok;
        });
        return command;
    }
}
