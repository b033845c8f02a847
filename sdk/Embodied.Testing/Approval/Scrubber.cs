using System.Text.RegularExpressions;

namespace Embodied.Testing;

/// <summary>Replaces what differs between machines and runs: paths, times, GUIDs. Equal values get equal numbers, so that identity stays visible.</summary>
internal static class Scrubber
{
    private static readonly Regex Guids = new(
        @"\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    private static readonly Regex Times = new(
        @"\b\d{4}-\d{2}-\d{2}[T ]\d{2}[:-]\d{2}([:-]\d{2})?(\.\d+)?(Z|[+-]\d{2}:?\d{2})?", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    public static string Scrub(string text, string sourceFolder, IReadOnlyList<Func<string, string>> more)
    {
        foreach (var (path, word) in Places(sourceFolder))
            text = text.Replace(path, word, StringComparison.Ordinal);
        text = Number(text, Times, "DateTime");
        text = Number(text, Guids, "Guid");
        foreach (var scrub in more)
            text = scrub(text);
        return ApprovalText.Normalize(text);
    }

    /// <summary>Known folders, the longest first, because one may lie inside another.</summary>
    private static IEnumerable<(string Path, string Word)> Places(string sourceFolder)
    {
        var places = new List<(string Path, string Word)>
        {
            (AppContext.BaseDirectory, "{BaseDirectory}"),
            (Path.GetTempPath(), "{TempPath}"),
            (Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "{UserProfile}"),
        };
        if (FindUpwards(sourceFolder, "*.csproj") is { } project)
            places.Add((project, "{ProjectDirectory}"));
        if (FindUpwards(sourceFolder, "*.sln") is { } solution)
            places.Add((solution, "{SolutionDirectory}"));
        return places
            .Select(p => (Path: p.Path.TrimEnd('/', '\\'), p.Word))
            .Where(p => p.Path.Length > 1)
            .OrderByDescending(p => p.Path.Length);
    }

    private static string? FindUpwards(string folder, string pattern)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (at.EnumerateFiles(pattern).Any())
                return at.FullName;
        }

        return null;
    }

    private static string Number(string text, Regex pattern, string word)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return pattern.Replace(text, match =>
        {
            if (!seen.TryGetValue(match.Value, out var number))
                seen[match.Value] = number = seen.Count + 1;
            return $"{{{word}_{number}}}";
        });
    }
}
