using System.Diagnostics;
using Embodied.Host.Specs;
using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>
/// Plugins built against the present SDK, in a host whose SDK has changed since: built anew with another version and more in it. A minor version takes them as
/// they are, a major one says why it does not.
/// </summary>
public sealed class SdkChangeSpecs : IDisposable
{
    private const string More = """
        namespace Embodied.Sdk.Tasks;

        /// <summary>Came later.</summary>
        public interface ILaterContract
        {
            /// <summary>A member with a default.</summary>
            int Later => 1;
        }
        """;

    // Larger files are native libraries, which do not care.
    private const long Largest = 8_000_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Trait("speed", "slow")]
    [Theory]
    [InlineData("1.1.0", "1.0.0.0", 0, "rodent/rat: all checks passed")]
    [InlineData("2.0.0", "2.0.0.0", 3, "it was made for SDK ^1.0, this host has 2.0.0")]
    public async Task A_species_meets_a_host_with_another_sdk(string version, string assembly, int exit, string said)
    {
        var host = await Host(version, assembly);

        var result = Run(host, "check", "rodent/rat", "--plugins", Path.Combine(SharedData.RepositoryRoot, "artifacts", "plugins", SharedData.Configuration));

        Assert.True(result.Exit == exit, result.Text);
        Assert.Contains(said, result.Text, StringComparison.Ordinal);
    }

    /// <summary>The program with an SDK of its own.</summary>
    private async Task<string> Host(string version, string assembly)
    {
        File.WriteAllText(_folder.File("ILaterContract.cs"), More);
        File.WriteAllText(_folder.File("more.targets"), $"""<Project><ItemGroup><Compile Include="{_folder.File("ILaterContract.cs")}" /></ItemGroup></Project>""");
        var project = Path.Combine(SharedData.RepositoryRoot, "sdk", "Embodied.Sdk", "Embodied.Sdk.csproj");
        await Dotnet.Run(_folder.Path,
        [
            "build", project, "-c", "Release", "-v", "q", "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false", $"-p:ArtifactsPath={_folder.File("built")}",
            $"-p:Version={version}", $"-p:AssemblyVersion={assembly}", $"-p:CustomAfterMicrosoftCommonTargets={_folder.File("more.targets")}",
        ]);
        var host = Directory.CreateDirectory(_folder.File("host")).FullName;
        var original = Path.Combine(SharedData.RepositoryRoot, "artifacts", "bin", "Embodied.Cli", SharedData.Configuration);
        foreach (var file in Directory.EnumerateFiles(original).Select(f => new FileInfo(f)))
        {
            var target = Path.Combine(host, file.Name);
            var real = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            if (real.Length > Largest)
                File.CreateSymbolicLink(target, real.FullName);
            else
                File.Copy(real.FullName, target);
        }

        foreach (var folder in Directory.EnumerateDirectories(original))
            Directory.CreateSymbolicLink(Path.Combine(host, Path.GetFileName(folder)), folder);
        File.Copy(Directory.EnumerateFiles(_folder.File(Path.Combine("built", "bin")), "Embodied.Sdk.dll", SearchOption.AllDirectories).First(), Path.Combine(host, "Embodied.Sdk.dll"), overwrite: true);
        return host;
    }

    private (int Exit, string Text) Run(string host, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(host, "embodied.dll"), .. arguments])
        {
            WorkingDirectory = _folder.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
