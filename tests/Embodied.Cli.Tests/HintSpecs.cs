using System.CommandLine;
using System.Text.RegularExpressions;
using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>A message that tells the user to give an option tells of one that exists.</summary>
public sealed partial class HintSpecs
{
    // Options of other programs, and words of the launcher.
    private static readonly string[] Foreign = ["--solution"];

    [Fact]
    public void Every_option_in_a_message_is_one_of_the_program()
    {
        var known = Options(Commands.Root.Create()).Concat(Foreign).ToHashSet(StringComparer.Ordinal);
        var unknown = new List<string>();
        foreach (var file in Sources())
        {
            foreach (var line in File.ReadLines(file).Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal)))
            {
                foreach (Match text in Literal().Matches(line))
                    unknown.AddRange(Option().Matches(text.Value).Select(m => m.Value).Where(o => !known.Contains(o)).Select(o => $"{Path.GetFileName(file)}: {o}"));
            }
        }

        Assert.Contains("--up", known);
        Assert.True(unknown.Count == 0, string.Join("; ", unknown));
    }

    [Fact]
    public void Every_option_of_a_command_stands_on_its_page()
    {
        string[] everywhere = ["--json", "--plugins", "--help", "--version"];
        var missing = new List<string>();
        foreach (var command in Commands.Root.Create().Subcommands.Where(c => !c.Hidden))
        {
            var page = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "commands", command.Name + ".md"));
            missing.AddRange(Options(command).Where(o => !everywhere.Contains(o) && !page.Contains(o, StringComparison.Ordinal)).Select(o => $"{command.Name}: {o}"));
        }

        Assert.True(missing.Count == 0, string.Join("; ", missing));
    }

    private static IEnumerable<string> Options(Command command) =>
        command.Options.Where(o => !o.Hidden).Select(o => o.Name).Where(n => n.StartsWith("--", StringComparison.Ordinal)).Concat(command.Subcommands.SelectMany(Options));

    private static IEnumerable<string> Sources() => new[] { "core", "sdk", "plugins" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, folder), "*.cs", SearchOption.AllDirectories))
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/tests/", StringComparison.Ordinal));

    [GeneratedRegex("\"([^\"\\\\]|\\\\.)*\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Literal();

    [GeneratedRegex("(?<![-\\w])--[a-z][a-z-]*[a-z]")]
    private static partial Regex Option();
}
