using System.Text.Json;
using System.Xml.Linq;
using Embodied.Testing;
using Embodied.Tests;

namespace Embodied.Architecture.Tests;

/// <summary>
/// Every package that a build restores stands in the notice with its version and licence. <c>EMBODIED_ACCEPT=1</c> writes the notice anew. On another system
/// fewer packages may be restored; more may not.
/// </summary>
public sealed class ThirdPartyNoticeTests
{
    private static readonly string Notice = Path.Combine(SharedData.RepositoryRoot, "THIRD-PARTY-NOTICES.md");

    [Fact]
    public void Every_package_stands_in_the_notice_with_its_licence()
    {
        var lines = Restored().Select(p => $"| {p.Name} | {p.Version} | {Licence(p.Folder)} |").Order(StringComparer.OrdinalIgnoreCase).ToList();
        if (Environment.GetEnvironmentVariable(Verifier.AcceptVariable) == "1")
        {
            File.WriteAllText(
                Notice,
                "# Packages of others\n\nWhat is restored to build, test and run Embodied, with the licence that each package states. Species plugins have notices of their own for data and models.\n\n"
                + $"| package | version | licence |\n|---|---|---|\n{string.Join("\n", lines)}\n");
        }

        var known = File.ReadAllLines(Notice).ToHashSet(StringComparer.Ordinal);
        Assert.True(lines.Count > 20, $"only {lines.Count} packages were found");
        Assert.All(lines, line => Assert.Contains(line, known));
    }

    private static IEnumerable<(string Name, string Version, string Folder)> Restored()
    {
        var found = new Dictionary<string, (string, string, string)>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, "artifacts", "obj"), "project.assets.json", SearchOption.AllDirectories))
        {
            using var assets = JsonDocument.Parse(File.ReadAllBytes(file));
            var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(f => f.Name).ToList();
            foreach (var library in assets.RootElement.GetProperty("libraries").EnumerateObject().Where(l => l.Value.GetProperty("type").GetString() == "package"))
            {
                var path = library.Value.GetProperty("path").GetString()!;
                if (library.Name.Split('/') is [var name, var version] && folders.Select(f => Path.Combine(f, path)).FirstOrDefault(Directory.Exists) is { } folder)
                    found[library.Name] = (name, version, folder);
            }
        }

        return found.Values;
    }

    private static string Licence(string folder)
    {
        var metadata = XDocument.Load(Directory.EnumerateFiles(folder, "*.nuspec").First()).Root!.Elements().First(e => e.Name.LocalName == "metadata");
        string? Value(string name) => metadata.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim();
        var licence = metadata.Elements().FirstOrDefault(e => e.Name.LocalName == "license");
        if (licence?.Attribute("type")?.Value == "expression")
            return licence.Value.Trim();
        return Value("licenseUrl") is { } url && !url.Contains("aka.ms/deprecateLicenseUrl", StringComparison.Ordinal) ? url
            : licence is not null ? $"in the package: {licence.Value.Trim()}"
            : "not stated";
    }
}
