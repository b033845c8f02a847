using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Embodied.Cli.Tests;

/// <summary>What commands give that nobody kills, each made once.</summary>
public sealed class KillReferences : IDisposable
{
    /// <summary>What commands read.</summary>
    public const string Recording = "recording.h5";

    /// <summary>What commands write: a file or a folder.</summary>
    public const string ResultName = "out.h5";

    private static readonly string[] Small = ["--set", "trainer.worlds=16", "--set", "trainer.horizon=32", "--set", "trainer.checkpoint_updates=2", "--set", "trainer.validation.episodes=4"];

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> _results = new(StringComparer.Ordinal);

    /// <summary>Commands by name; each writes <see cref="ResultName"/>.</summary>
    public static IReadOnlyDictionary<string, string[]> Commands { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["generate"] = ["generate", "rodent/free-behaviour", "--seconds", "4", "--out", ResultName],
        ["register"] = ["register", Recording, "--body", "rodent/rat", "--rounds", "1", "--no-images", "--out", ResultName],
        ["train"] = ["train", "odor-plume/quick", "--set", "trainer.steps=4000", .. Small, "--threads", "1", "--out", ResultName],
        ["eval"] = ["eval", "odor-plume/surge-cast", "--assay", "odor-plume/singh2023", "--conditions", "constant", "--record", "--out", ResultName],
    };

    /// <summary>Puts what commands read into a folder.</summary>
    public void Provide(string folder)
    {
        lock (_folder)
        {
            if (!File.Exists(_folder.File(Recording)))
                Run(_folder.Path, ["generate", "rodent/free-behaviour", "--seconds", "1", "--out", Recording]);
        }

        File.Copy(_folder.File(Recording), Path.Combine(folder, Recording));
    }

    /// <summary>What a command gives: hashes of files by their path in the result.</summary>
    public IReadOnlyDictionary<string, string> Of(string name) => _results.GetOrAdd(name, _ =>
    {
        using var folder = new TemporaryFolder();
        Provide(folder.Path);
        Run(folder.Path, Commands[name]);
        return Contents(folder.File(ResultName));
    });

    /// <summary>What is in a result; nothing when it is not there. What tells the time, the process or how a training went on is left out.</summary>
    public static IReadOnlyDictionary<string, string> Contents(string result)
    {
        string[] files = File.Exists(result) ? [result] : Directory.Exists(result) ? Directory.GetFiles(result, "*", SearchOption.AllDirectories) : [];
        return files.Where(f => Path.GetFileName(f) is not ("run.json" or ".lock") && !Path.GetFileName(f).StartsWith("events.out", StringComparison.Ordinal) && !f.Contains(".~", StringComparison.Ordinal))
            .OrderBy(f => f, StringComparer.Ordinal)
            .ToDictionary(f => Path.GetRelativePath(result, f), f => Path.GetExtension(f) is ".md" or ".html" ? "a page" : Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f))), StringComparer.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static void Run(string folder, string[] command)
    {
        var result = EmbodiedProgram.Run(folder, command);
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
