using System.Text.Json;

namespace Embodied.Cli.Tests;

/// <summary>A training that is killed goes on from its checkpoint to the same bits, on however many threads.</summary>
[Trait("speed", "slow")]
public sealed class KilledTrainingSpecs
{
    private static readonly string[] Train = ["train", "odor-plume/quick", "--set", "trainer.steps=60000", "--seed", "3"];

    [Fact]
    public void A_training_that_is_terminated_ends_at_its_checkpoint_and_nobody_else_takes_its_folder()
    {
        using var folder = new TemporaryFolder();
        var run = Path.Combine(folder.Path, "run");
        string[] train = ["train", "odor-plume/quick", "--set", "trainer.steps=1e8", "--seed", "3", "--out", "run"];
        ProgramResult? second = null, measured = null;
        string? holder = null;

        var first = EmbodiedProgram.RunWith(folder.Path, Path.Combine(run, "checkpoints", "last.agent"), id =>
        {
            holder = $"is in use by process {id}";
            second = EmbodiedProgram.Run(folder.Path, [.. train, "--resume"]);
            measured = EmbodiedProgram.Run(folder.Path, "export", "run", "--onnx", "a.onnx");
            using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", $"{id}"]);
            kill.WaitForExit();
        }, train);

        Assert.True(second!.ExitCode == 2, second.ToString());
        Assert.Contains(holder!, second.Error, StringComparison.Ordinal);
        Assert.True(measured!.ExitCode == 0, measured.ToString());
        Assert.Contains(holder!, measured.Error, StringComparison.Ordinal);
        Assert.True(first.ExitCode == 143, first.ToString());
        using var status = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "run.json")));
        Assert.Equal("stopped", status.RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public void A_killed_training_resumes_to_the_bits_of_one_never_stopped()
    {
        using var folder = new TemporaryFolder();
        var checkpoint = Path.Combine("checkpoints", "last.agent");
        string In(string run, string file) => Path.Combine(folder.Path, run, file);

        var whole = EmbodiedProgram.RunProcess(folder.Path, [.. Train, "--out", "whole", "--threads", "2"]);
        EmbodiedProgram.RunUntil(folder.Path, In("killed", checkpoint), [.. Train, "--out", "killed", "--threads", "1"]);
        using var killed = JsonDocument.Parse(File.ReadAllText(In("killed", "run.json")));
        var used = EmbodiedProgram.Run(folder.Path, "export", "killed", "--onnx", "a.onnx");
        var resumed = EmbodiedProgram.RunProcess(folder.Path, [.. Train, "--out", "killed", "--threads", "1", "--resume"]);

        Assert.True(whole.ExitCode == 0, whole.ToString());
        Assert.Equal("running", killed.RootElement.GetProperty("status").GetString());
        Assert.True(used.ExitCode == 0, used.ToString());
        Assert.Contains("was interrupted: process", used.Error, StringComparison.Ordinal);
        Assert.Contains("was interrupted: process", resumed.Error, StringComparison.Ordinal);
        Assert.True(resumed.ExitCode == 0, resumed.ToString());
        Assert.Equal(File.ReadAllText(In("whole", "metrics.csv")), File.ReadAllText(In("killed", "metrics.csv")));
        Assert.Equal(File.ReadAllBytes(In("whole", checkpoint)), File.ReadAllBytes(In("killed", checkpoint)));
        Assert.DoesNotContain("--resume", File.ReadAllText(In("killed", "run.json")), StringComparison.Ordinal);
    }
}
