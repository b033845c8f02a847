using System.CommandLine;
using System.CommandLine.Parsing;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;

namespace Embodied.Cli.Commands;

/// <summary>
/// Whether a command will be able to write where it is told to: found out before it computes anything. Every command's options are looked at in one place, so
/// that none can forget it.
/// </summary>
internal static class OutputPlace
{
    /// <summary>Options that say where something is written.</summary>
    public static readonly IReadOnlyList<string> Names = ["--out", "--onnx", "--package", "--cache"];

    /// <summary>Checks all such options of the command that was called, those that were left out with a value of their own too.</summary>
    /// <exception cref="InputException">Nothing could be written there.</exception>
    public static void Require(ParseResult parse)
    {
        foreach (var option in parse.CommandResult.Command.Options.Where(o => Names.Contains(o.Name)))
        {
            switch (parse.GetResult(option)?.GetValueOrDefault<FileSystemInfo>())
            {
                case DirectoryInfo folder:
                    RequireFolder(option.Name, folder.FullName);
                    break;
                case FileInfo file:
                    RequireFile(option.Name, file.FullName);
                    break;
            }
        }
    }

    /// <summary>Checks a folder, which is filled or replaced.</summary>
    /// <exception cref="InputException">Nothing could be written there.</exception>
    public static void RequireFolder(string option, string path)
    {
        if (File.Exists(path))
            throw new InputException($"{option} {path}", "is a file; expected a folder for results.", "Choose another place.");
        if (Directory.Exists(path))
            Try(option, path, path);
        Try(option, path, NearestFolder(option, path));
    }

    private static void RequireFile(string option, string path)
    {
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
            throw new InputException($"{option} {path}", "is a folder; expected the name of a file.", "Add a file name.");
        Try(option, path, NearestFolder(option, path));
    }

    // The folder that is there already and in which everything else would be made.
    private static string NearestFolder(string option, string path)
    {
        var folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path)) ?? path;
        while (!Directory.Exists(folder))
        {
            if (File.Exists(folder))
                throw new InputException($"{option} {path}", $"cannot be written: {folder} is a file; expected a folder.", "Choose another place.");
            folder = Path.GetDirectoryName(folder) ?? throw new InputException($"{option} {path}", "lies nowhere on this machine.", "Choose another place.");
        }

        return folder;
    }

    // Permissions, read-only disks and full ones are all found by trying.
    private static void Try(string option, string path, string folder)
    {
        try
        {
            var probe = Scratch.Beside(Path.Combine(folder, "probe"));
            File.WriteAllText(probe, "embodied");
            File.Delete(probe);
        }
        catch (Exception e) when (AtomicFile.IsOfTheDisk(e))
        {
            throw new InputException($"{option} {path}", $"cannot be written: {AtomicFile.Reason(e)}.", $"Free space or check who may write in {folder}, or choose another place.", e);
        }
    }
}
