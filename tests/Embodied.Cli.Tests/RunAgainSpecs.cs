using Embodied.Learning.Checkpoints;
using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>A run goes on, longer if wanted; another begins with what it learnt, or in its place.</summary>
public sealed class RunAgainSpecs
{
    [Trait("speed", "slow")]
    [Fact]
    public void A_run_goes_on_for_longer_than_it_was_meant_to()
    {
        using var folder = CartWorld.Folder();
        Train(folder, "cart.yaml", "--out", "run");
        Assert.Equal(4, Updates(folder, "run"));

        Train(folder, "run", "--resume", "--set", "trainer.steps=512");

        Assert.Equal(8, Updates(folder, "run"));
        Assert.Equal(512, SavedAgent.Facts(folder.File("run")).Steps);
        Assert.Contains("steps: 512", File.ReadAllText(folder.File(Path.Combine("run", "experiment.yaml"))), StringComparison.Ordinal);
        // Finished again: nothing is left to do.
        Train(folder, "run", "--resume");
        Assert.Equal(8, Updates(folder, "run"));
    }

    [Theory]
    [InlineData("trainer.steps=128", "trainer.steps: 256 → 128")]
    [InlineData("trainer.epochs=2", "trainer.epochs: 1 → 2")]
    [InlineData("seed=2", "seed: 1 → 2")]
    public void A_run_does_not_go_on_as_another(string setting, string told)
    {
        using var folder = CartWorld.Folder();
        Train(folder, "cart.yaml", "--out", "run");

        var result = EmbodiedProgram.Run(folder.Path, ["train", "run", "--resume", "--set", setting]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(told, result.Error, StringComparison.Ordinal);
    }

    [Trait("speed", "slow")]
    [Fact]
    public void A_training_begins_with_what_another_learnt()
    {
        using var folder = CartWorld.Folder();
        Train(folder, "cart.yaml", "--out", "run");
        Train(folder, "cart.yaml", "--out", "warm", "--from", "run", "--set", "trainer.learning_rate=1e-12", "--set", "trainer.steps=64");

        var (old, warm) = (Parameters(folder, "run"), Parameters(folder, "warm"));
        Assert.All(old.Zip(warm), p => Assert.Equal(p.First, p.Second, 1e-6));
        // It is part of the experiment and found from anywhere.
        Assert.Contains($"from: \"{folder.File("run")}\"", File.ReadAllText(folder.File(Path.Combine("warm", "experiment.yaml"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("controller.actor=[9]", "is another network")]
    [InlineData("task.sensors.last-action=on", "was trained with another observation layout: +")]
    public void What_another_network_learnt_is_refused_before_there_is_a_folder(string setting, string told)
    {
        using var folder = CartWorld.Folder();
        Train(folder, "cart.yaml", "--out", "run");

        var result = EmbodiedProgram.Run(folder.Path, ["train", "cart.yaml", "--out", "warm", "--from", "run", "--set", setting]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(told, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("warm")));
    }

    [Fact]
    public void A_run_is_thrown_away_when_that_is_said_and_nothing_else_ever_is()
    {
        using var folder = CartWorld.Folder();
        Train(folder, "cart.yaml", "--out", "run");
        Train(folder, "cart.yaml", "--out", "run", "--force", "--set", "trainer.steps=128");
        Assert.Equal(2, Updates(folder, "run"));

        File.WriteAllText(folder.File(Path.Combine("run", "notes.txt")), "mine");
        var result = EmbodiedProgram.Run(folder.Path, ["train", "cart.yaml", "--out", "run", "--force"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("holds 'notes.txt', which is none of a run's files", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, Updates(folder, "run"));
    }

    [Fact]
    public void The_folder_of_a_run_is_no_experiment()
    {
        using var folder = CartWorld.Folder();
        Train(folder, "cart.yaml", "--out", "run");

        var result = EmbodiedProgram.Run(folder.Path, ["train", "run"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is the folder of a run", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_cannot_act_is_told()
    {
        using var folder = CartWorld.Folder();
        File.WriteAllText(folder.File("cart.xml"), CartWorld.Xml[..CartWorld.Xml.IndexOf("<actuator>", StringComparison.Ordinal)] + "</mujoco>");

        var result = EmbodiedProgram.Run(folder.Path, ["train", "cart.yaml", "--out", "run"]);

        Assert.Contains("has no actuators", result.Error, StringComparison.Ordinal);
    }

    private static void Train(TemporaryFolder folder, params string[] arguments)
    {
        var result = EmbodiedProgram.Run(folder.Path, ["train", .. arguments]);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    private static int Updates(TemporaryFolder folder, string run) => File.ReadAllLines(folder.File(Path.Combine(run, "metrics.csv"))).Length - 1;

    private static float[] Parameters(TemporaryFolder folder, string run) => Checkpoint.Read(folder.File(Path.Combine(run, "checkpoints", "last.agent"))).Parameters;
}
