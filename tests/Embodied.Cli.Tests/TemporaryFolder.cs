namespace Embodied.Cli.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("embodied-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Names of what is in the folder, hidden files too.</summary>
    public IReadOnlyList<string> Entries => [.. Directory.EnumerateFileSystemEntries(Path).Select(p => System.IO.Path.GetFileName(p)).Order()];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
