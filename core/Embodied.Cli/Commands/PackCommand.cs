using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Runtime.Pipeline;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary><c>pack</c>: the packages that plugins are written with, built from the checkout into a folder.</summary>
internal static class PackCommand
{
    private static readonly string[] Projects = ["Embodied.Sdk", "Embodied.Testing", "Embodied.Templates"];

    public static Command Create(CommandContext context)
    {
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the packages; packages that are there are replaced.", HelpName = "DIR", DefaultValueFactory = _ => new("packages") };
        var command = new Command("pack", "Build the packages that plugins are written with") { output };
        context.Handle(command, call =>
        {
            var (sources, folder) = (Sources(), call.Get(output)!.FullName);
            ResultFolder.Write(folder, temporary =>
            {
                foreach (var project in Projects)
                {
                    call.Cancel.ThrowIfCancellationRequested();
                    Pack(Path.Combine(sources, project, project + ".csproj"), temporary, call.Cancel);
                }
            });
            string[] packages = [.. Directory.EnumerateFiles(folder, "*.nupkg").Order(StringComparer.Ordinal)];
            call.Terminal.Result(new { Folder = folder, Packages = packages }, t => packages.ToList().ForEach(p => t.Line(p)));
            return ExitCode.Ok;
        });
        return command;
    }

    // The program lies in artifacts/bin/<project>/<configuration> of the checkout it was built in.
    private static string Sources()
    {
        var sources = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "sdk"));
        return Directory.Exists(sources)
            ? sources
            : throw new EmbodiedException($"packages are built from the sources, and there are none at {sources}", "Run ./embodied pack in a checkout.");
    }

    private static void Pack(string project, string folder, CancellationToken cancel)
    {
        // Servers that stay would keep the packages' folder open.
        var (code, said) = DotnetProcess.Run(["pack", project, "-c", "Release", "-o", folder, "-v", "quiet", "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"], cancel);
        if (code != 0)
            throw new EmbodiedException($"dotnet pack {Path.GetFileName(project)} failed:\n{said}", "Mend what it says, or run it by hand.");
    }
}
