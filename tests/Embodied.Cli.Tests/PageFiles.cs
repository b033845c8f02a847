using System.Text.RegularExpressions;
using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>Files that a page writes out: blocks of code behind a line that ends with the name of the file.</summary>
internal static partial class PageFiles
{
    /// <summary>The files of a page by name.</summary>
    public static Dictionary<string, string> Of(string page) =>
        Snippet().Matches(page).ToDictionary(m => m.Groups["file"].Value, m => m.Groups["text"].Value, StringComparer.Ordinal);

    /// <summary>Puts them into a folder, with the place of the checkout where they name it.</summary>
    public static void Write(IReadOnlyDictionary<string, string> files, TemporaryFolder folder)
    {
        foreach (var (name, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
            File.WriteAllText(folder.File(name), text.Replace("PATH_TO_CHECKOUT", SharedData.RepositoryRoot, StringComparison.Ordinal));
        }
    }

    [GeneratedRegex("`(?<file>[\\w./-]+\\.(?:cs|csproj|yaml|xml))`:\\n\\n```\\w+\\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Snippet();
}
