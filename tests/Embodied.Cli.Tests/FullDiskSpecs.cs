using System.Text.Json;

namespace Embodied.Cli.Tests;

/// <summary>A disk that is full: one error, exit code 2, nothing half-written, the former result as it was, and the same command works once there is room.</summary>
[Trait("speed", "slow")]
public sealed class FullDiskSpecs
{
    private static readonly string[] Recording = ["generate", "rodent/free-behaviour", "--seconds", "10", "--noise-mm", "0"];

    /// <summary>Commands that write a file.</summary>
    public static TheoryData<int, string[]> Files => new()
    {
        { 300, [.. Recording, "--out", "out"] },
        { 300, ["import", "recording.h5", "--out", "out"] },
    };

    /// <summary>Commands that write a folder.</summary>
    public static TheoryData<int, string[]> Folders => new()
    {
        { 300, ["register", "recording.h5", "--body", "rodent/rat", "--no-images", "--rounds", "1", "--out", "out"] },
        { 60, ["eval", "odor-plume/surge-cast", "--assay", "odor-plume/singh2023", "--conditions", "constant", "--record", "--out", "out"] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void The_former_file_stands(int blocks, string[] command)
    {
        using var folder = Prepared(command);
        File.WriteAllText(folder.File("out"), "the former file");

        RequireFull(folder, blocks, command);
        Assert.Equal("the former file", File.ReadAllText(folder.File("out")));

        RequireDone(folder, command);
        Assert.NotEqual("the former file", File.ReadAllText(folder.File("out")));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void The_former_folder_stands(int blocks, string[] command)
    {
        using var folder = Prepared(command);
        Directory.CreateDirectory(folder.File("out"));
        File.WriteAllText(folder.File("out/.embodied-result"), "");
        File.WriteAllText(folder.File("out/former"), "the former result");

        RequireFull(folder, blocks, command);
        Assert.Equal([".embodied-result", "former"], Names(folder.File("out")));

        RequireDone(folder, command);
        Assert.DoesNotContain("former", Names(folder.File("out")));
    }

    // Enough for the status and not for a checkpoint, so that there is none and the run is begun again.
    [Fact]
    public void A_training_is_begun_again_once_there_is_room()
    {
        string[] train = ["train", "odor-plume/quick", "--set", "trainer.steps=30000", "--set", "trainer.validation.episodes=0", "--threads", "1", "--out", "run"];
        using var folder = Prepared(train);

        RequireFull(folder, 20, train);
        using (var failed = JsonDocument.Parse(File.ReadAllText(folder.File("run/run.json"))))
            Assert.Equal("failed", failed.RootElement.GetProperty("status").GetString());
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.agent", SearchOption.AllDirectories));

        RequireDone(folder, train);
        using var done = JsonDocument.Parse(File.ReadAllText(folder.File("run/run.json")));
        Assert.Equal("completed", done.RootElement.GetProperty("status").GetString());
    }

    private static TemporaryFolder Prepared(string[] command)
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "There is no shell whose limit could stand for a full disk.");
        var folder = new TemporaryFolder();
        if (command.Contains("recording.h5"))
            RequireDone(folder, [.. Recording, "--out", "recording.h5"]);
        return folder;
    }

    private static void RequireFull(TemporaryFolder folder, int blocks, string[] command)
    {
        var before = folder.Entries;
        var full = EmbodiedProgram.RunLimited(folder.Path, blocks, command);

        Assert.True(full.ExitCode == 2, full.ToString());
        Assert.Contains("cannot be written: Specified file length was too large", full.Error, StringComparison.Ordinal);
        Assert.Equal(1, full.Error.Split("error: ").Length - 1);
        Assert.DoesNotContain("   at ", full.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(".~", full.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Entries.Where(e => e != "run"));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories), p => p.Contains(".~", StringComparison.Ordinal));
    }

    private static void RequireDone(TemporaryFolder folder, string[] command)
    {
        var done = EmbodiedProgram.Run(folder.Path, command);
        Assert.True(done.ExitCode == 0, done.ToString());
    }

    private static string[] Names(string folder) => [.. Directory.EnumerateFileSystemEntries(folder).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];
}
