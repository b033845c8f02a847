using System.Text.Json;

namespace Embodied.Cli.Tests;

/// <summary>A training that is killed goes on from its checkpoint to the same bits, on however many threads.</summary>
[Trait("speed", "slow")]
public sealed class KilledTrainingSpecs
{
    private static readonly string[] Train = ["train", "odor-plume/quick", "--set", "trainer.steps=60000", "--seed", "3"];

    [Fact]
    public void A_killed_training_resumes_to_the_bits_of_one_never_stopped()
    {
        using var folder = new TemporaryFolder();
        var checkpoint = Path.Combine("checkpoints", "last.agent");
        string In(string run, string file) => Path.Combine(folder.Path, run, file);

        var whole = EmbodiedProgram.RunProcess(folder.Path, [.. Train, "--out", "whole", "--threads", "2"]);
        EmbodiedProgram.RunUntil(folder.Path, In("killed", checkpoint), [.. Train, "--out", "killed", "--threads", "1"]);
        using var killed = JsonDocument.Parse(File.ReadAllText(In("killed", "run.json")));
        var resumed = EmbodiedProgram.RunProcess(folder.Path, [.. Train, "--out", "killed", "--threads", "1", "--resume"]);

        Assert.True(whole.ExitCode == 0, whole.ToString());
        Assert.Equal("running", killed.RootElement.GetProperty("status").GetString());
        Assert.True(resumed.ExitCode == 0, resumed.ToString());
        Assert.Equal(File.ReadAllText(In("whole", "metrics.csv")), File.ReadAllText(In("killed", "metrics.csv")));
        Assert.Equal(File.ReadAllBytes(In("whole", checkpoint)), File.ReadAllBytes(In("killed", checkpoint)));
        Assert.DoesNotContain("--resume", File.ReadAllText(In("killed", "run.json")), StringComparison.Ordinal);
    }
}
