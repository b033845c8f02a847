namespace Embodied.Runtime.Tests.Support;

/// <summary>A file in a folder of its own, gone at the end of the test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("embodied-test-").FullName;

    public TemporaryFile(string name, string text)
    {
        Path = System.IO.Path.Combine(_folder, name);
        File.WriteAllText(Path, text);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
