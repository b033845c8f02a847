using System.Text.Json;
using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>What goes wrong inside a thread of a training is an error like any other: a message, the last checkpoint, exit code 1.</summary>
public sealed class BrokenTrainingSpecs
{
    [Fact]
    public void A_task_that_throws_stops_the_training_with_a_word()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "breaks.yaml"), """
            embodied: 1
            name: breaks
            task: { use: good/breaks }
            controller: { use: gru, memory: 8, actor: [8], critic: [8] }
            trainer: { use: ppo, worlds: 8, horizon: 64, minibatches: 4, steps: 1e6, checkpoint_updates: 5, validation: { episodes: 0 } }
            seed: 1
            """);
        var fixtures = Path.Combine(SharedData.RepositoryRoot, "artifacts", "plugin-fixtures", SharedData.Configuration);

        var result = EmbodiedProgram.RunProcess(folder.Path, "train", "breaks.yaml", "--out", "run", "--threads", "2", "--plugins", fixtures);

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("error: training stopped: InvalidOperationException: this is the thousandth step", result.Error, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(folder.Path, "run", "checkpoints", "last.agent"), result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Contains("BreakingTask", File.ReadAllText(Path.Combine(folder.Path, "run", "error.txt")), StringComparison.Ordinal);
        using var status = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "run", "run.json")));
        Assert.Equal("failed", status.RootElement.GetProperty("status").GetString());
    }
}
