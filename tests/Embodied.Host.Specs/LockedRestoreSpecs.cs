using Embodied.Tests;

namespace Embodied.Host.Specs;

/// <summary>What is restored stands in lock files with its hashes, and the gate takes nothing else.</summary>
public sealed class LockedRestoreSpecs : IDisposable
{
    private const string LockName = "packages.lock.json";

    private readonly string _home = Directory.CreateTempSubdirectory("locked-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Every_project_of_the_solution_has_its_lock()
    {
        var projects = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "Embodied.sln")).Split('"').Where(p => p.EndsWith(".csproj", StringComparison.Ordinal)).ToList();

        Assert.True(projects.Count > 20, $"only {projects.Count} projects were found");
        Assert.All(projects, p => Assert.True(File.Exists(Path.Combine(SharedData.RepositoryRoot, Path.GetDirectoryName(p.Replace('\\', '/'))!, LockName)), $"{p} has no {LockName}: dotnet restore Embodied.sln"));
    }

    [Fact]
    public async Task A_package_that_is_not_in_the_lock_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The lock files are those of Linux.");
        var source = Path.Combine(SharedData.RepositoryRoot, "core", "Embodied.Numerics");
        foreach (var name in new[] { "Directory.Build.props", "Directory.Packages.props" })
            File.WriteAllText(Path.Combine(_home, name), $"<Project><Import Project=\"{Path.Combine(SharedData.RepositoryRoot, name)}\" /></Project>");
        File.Copy(Path.Combine(source, LockName), Path.Combine(_home, LockName));
        var project = Path.Combine(_home, "Embodied.Numerics.csproj");
        var text = File.ReadAllText(Path.Combine(source, "Embodied.Numerics.csproj")).Replace("Include=\"../", $"Include=\"{Path.GetDirectoryName(source)}/", StringComparison.Ordinal);
        // Nothing of it may land among what the repository builds.
        string[] restore = ["restore", "-v", "q", "-nologo", $"-p:ArtifactsPath={_home}/artifacts", "-p:CI=true", "-p:RestoreRecursive=false", "-nodeReuse:false"];

        File.WriteAllText(project, text);
        await Dotnet.Run(_home, restore);
        File.WriteAllText(project, text.Replace("</Project>", "<ItemGroup><PackageReference Include=\"YamlDotNet\" /></ItemGroup></Project>", StringComparison.Ordinal));
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => Dotnet.Run(_home, restore));

        Assert.Contains("NU1004", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("YamlDotNet", File.ReadAllText(Path.Combine(_home, LockName)), StringComparison.Ordinal);
    }
}
