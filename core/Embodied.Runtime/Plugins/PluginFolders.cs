using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Plugins;

/// <summary>Where plugins are looked for, the most particular place first.</summary>
public static class PluginFolders
{
    /// <summary>The variable that lists further folders, separated as in PATH.</summary>
    public const string Variable = "EMBODIED_PLUGINS";

    /// <summary>Folders given on the command line, then those of <see cref="Variable"/>, then those that come with the host and exist.</summary>
    /// <exception cref="InputException">A folder that was asked for does not exist.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> given) =>
        [.. Asked("--plugins", given).Concat(Asked(Variable, FromVariable())).Concat(Own().Where(Directory.Exists)).Distinct(StringComparer.Ordinal)];

    private static string[] FromVariable() =>
        (Environment.GetEnvironmentVariable(Variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string> Asked(string place, IEnumerable<string> folders) => folders.Select(folder =>
        Directory.Exists(folder) ? Path.GetFullPath(folder) : throw new InputException(place, $"no folder '{folder}'", "Name a folder that holds plugin folders."));

    // Beside an installed host, or in the build's artifacts: bin/<project>/<configuration>/ and plugins/<configuration>/.
    private static string[] Own()
    {
        var host = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        return
        [
            Path.Combine(host, "plugins"),
            Path.GetFullPath(Path.Combine(host, "..", "..", "..", "plugins", Path.GetFileName(host))),
        ];
    }
}
