using System.Xml.Linq;
using Embodied.Tests;

namespace Embodied.Architecture.Tests;

/// <summary>The checkout as the rules see it: projects with what they reference, and the files people write.</summary>
internal static class Repository
{
    private static readonly string[] Skipped = ["/artifacts/", "/bin/", "/obj/", "/.git/", "/runs/", "/out/"];
    private static readonly string[] Written = [".cs", ".csproj", ".props", ".targets", ".yaml", ".yml", ".json", ".xml", ".md", ".sh", ".txt"];

    /// <summary>Every project.</summary>
    public static IReadOnlyList<Project> Projects { get; } = [.. Files("").Where(f => f.EndsWith(".csproj", StringComparison.Ordinal)).Select(Project.Read)];

    /// <summary>Folders of plugins.</summary>
    public static IReadOnlyList<string> PluginIds { get; } =
        [.. Directory.GetDirectories(Path.Combine(SharedData.RepositoryRoot, "plugins")).Select(folder => Path.GetFileName(folder)!)];

    /// <summary>Text files under a folder, relative to the root, with forward slashes.</summary>
    public static IEnumerable<string> Files(string under) => Directory
        .EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, under), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(SharedData.RepositoryRoot, file).Replace('\\', '/'))
        .Where(file => !Skipped.Any(("/" + file).Contains))
        .Where(file => Written.Contains(Path.GetExtension(file)))
        .Order(StringComparer.Ordinal);

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(SharedData.RepositoryRoot, file));
}

/// <summary>A project and what it names.</summary>
/// <param name="File">Its file, relative to the root.</param>
/// <param name="Name">Its name.</param>
/// <param name="References">Names of projects it references, without those it only has built.</param>
/// <param name="Packages">Packages it references.</param>
/// <param name="Unsafe">Whether it allows unsafe code.</param>
internal sealed record Project(string File, string Name, IReadOnlyList<string> References, IReadOnlyList<string> Packages, bool Unsafe)
{
    public bool IsTest => Name.EndsWith(".Tests", StringComparison.Ordinal) || Name.EndsWith(".Specs", StringComparison.Ordinal);

    public static Project Read(string file)
    {
        var xml = XDocument.Load(Path.Combine(SharedData.RepositoryRoot, file));
        var references = xml.Descendants("ProjectReference")
            .Where(r => (string?)r.Attribute("ReferenceOutputAssembly") != "false")
            .Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')));
        return new Project(
            file,
            Path.GetFileNameWithoutExtension(file),
            [.. references],
            [.. xml.Descendants("PackageReference").Select(p => (string)p.Attribute("Include")!)],
            xml.Descendants("AllowUnsafeBlocks").Any(u => string.Equals(u.Value, "true", StringComparison.OrdinalIgnoreCase)));
    }
}
