using System.Text.Json;
using Embodied.Runtime.Plugins;
using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>Every command a documentation page shows in an <c>sh</c> block works, in order, in an empty folder.</summary>
public sealed class DocumentationSpecs
{
    private static readonly string Docs = Path.Combine(SharedData.RepositoryRoot, "docs");

    public static TheoryData<string> Pages => [.. PagesWithCommands().Select(p => Path.GetRelativePath(Docs, p)).Order()];

    [Trait("speed", "slow")]
    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_of_the_page_work(string page)
    {
        using var folder = new TemporaryFolder();
        PageFiles.Write(PageFiles.Of(File.ReadAllText(Path.Combine(Docs, page))), folder);
        foreach (var command in Commands(Path.Combine(Docs, page)))
        {
            var result = EmbodiedProgram.Run(folder.Path, command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1));
            Assert.True(result.ExitCode == 0, $"{page}: {command}\n{result}");
        }
    }

    [Fact]
    public void Every_command_has_a_page()
    {
        using var folder = new TemporaryFolder();
        var help = EmbodiedProgram.Run(folder.Path, "--help").Output;
        var commands = help.Split('\n').SkipWhile(l => !l.StartsWith("Commands:", StringComparison.Ordinal)).Skip(1)
            .Select(l => l.Trim().Split(' ')[0]).Where(c => c.Length > 0).ToList();

        Assert.Contains("register", commands);
        Assert.All(commands, c => Assert.True(File.Exists(Path.Combine(Docs, "commands", c + ".md")), $"docs/commands/{c}.md is missing"));
    }

    [Fact]
    public void Every_plugin_has_a_page()
    {
        var plugins = Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, "plugins"), "plugin.yaml", SearchOption.AllDirectories)
            .Select(f => Path.GetFileName(Path.GetDirectoryName(f)!));

        Assert.All(plugins, p => Assert.True(File.Exists(Path.Combine(Docs, "plugins", p + ".md")), $"docs/plugins/{p}.md is missing"));
    }

    [Fact]
    public void Every_page_is_in_the_index_or_in_the_index_of_its_folder()
    {
        var listed = ((string[])["README.md", Path.Combine("commands", "README.md")])
            .SelectMany(index => Links(File.ReadAllText(Path.Combine(Docs, index))).Select(l => Path.GetFullPath(Path.Combine(Docs, Path.GetDirectoryName(index)!, l.Split('#')[0]))))
            .ToHashSet(StringComparer.Ordinal);

        Assert.All(Directory.EnumerateFiles(Docs, "*.md", SearchOption.AllDirectories).Where(p => p != Path.Combine(Docs, "README.md")), p => Assert.Contains(p, listed));
    }

    [Fact]
    public void What_doctor_looks_at_is_on_the_page_of_troubles()
    {
        using var folder = new TemporaryFolder();
        using var found = JsonDocument.Parse(EmbodiedProgram.Run(folder.Path, "doctor", "--json").Output);
        var page = File.ReadAllText(Path.Combine(Docs, "troubleshooting.md"));
        var parts = found.RootElement.EnumerateArray().Select(p => p.GetProperty("part").GetString()!).ToList();

        Assert.Contains("MuJoCo", parts);
        Assert.All(parts.Where(p => !p.StartsWith("plugin ", StringComparison.Ordinal)), p => Assert.Contains($"`{p}`", page, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<PluginStage>().Where(s => s != PluginStage.Ready), s => Assert.Contains($"`{s}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Links_between_pages_lead_somewhere()
    {
        var pages = Directory.EnumerateFiles(Docs, "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, "examples"), "*.md", SearchOption.AllDirectories))
            .Append(Path.Combine(SharedData.RepositoryRoot, "README.md"));
        foreach (var page in pages)
        {
            foreach (var link in Links(File.ReadAllText(page)).Where(l => !l.Contains("://", StringComparison.Ordinal)))
                Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(page)!, link.Split('#')[0])), $"{page} links to {link}, which is not there");
        }
    }

    private static IEnumerable<string> PagesWithCommands() =>
        Directory.EnumerateFiles(Docs, "*.md", SearchOption.AllDirectories).Where(p => Commands(p).Any());

    /// <summary>The commands of a page, in order.</summary>
    internal static IEnumerable<string> Commands(string page)
    {
        var inside = false;
        foreach (var line in File.ReadLines(page))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                inside = !inside && line.Trim() == "```sh";
            else if (inside && line.StartsWith("./embodied ", StringComparison.Ordinal))
                yield return line.Split(" #")[0].Trim();
        }
    }

    private static IEnumerable<string> Links(string text)
    {
        for (var at = text.IndexOf("](", StringComparison.Ordinal); at >= 0; at = text.IndexOf("](", at + 2, StringComparison.Ordinal))
            yield return text[(at + 2)..text.IndexOf(')', at)];
    }
}
