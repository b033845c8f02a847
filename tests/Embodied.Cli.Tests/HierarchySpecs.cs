using System.Text.Json;

namespace Embodied.Cli.Tests;

/// <summary>A decoder that was trained stays as it is under whatever learns above it, and whoever acts through it does so anywhere.</summary>
[Trait("speed", "slow")]
public sealed class HierarchySpecs
{
    private const string Low = """
        embodied: 1
        name: low
        body: cart.xml
        task: { use: turn, maximum_steps: 20 }
        controller: { use: encoder-decoder, encoder: [16], latent: 3, goals: [goal], decoder: [16], memory: 4, critic: [8] }
        trainer: { use: distillation, teacher: pattern, steps: 512, worlds: 4, horizon: 16, lessons: 4, minibatches: 1, epochs: 1 }
        seed: 1
        """;

    private const string High = """
        embodied: 1
        name: high
        body: cart.xml
        task: { use: reach, maximum_steps: 20, actuation: { use: decoder, agent: low } }
        controller: { use: gru, memory: 4, actor: [8], critic: [8] }
        trainer: { use: ppo, steps: 256, worlds: 4, horizon: 16, minibatches: 1, epochs: 1, checkpoint_updates: 2, validation: { episodes: 2 } }
        seed: 1
        """;

    [Fact]
    public void A_network_learns_in_the_latent_of_another_that_stays_as_it_is()
    {
        using var folder = Trained();
        var decoder = File.ReadAllBytes(folder.File("low/checkpoints/last.agent"));

        Run(folder, "train", "high.yaml", "--out", "high", "--threads", "1");
        Run(folder, "train", "high.yaml", "--out", "again", "--threads", "2");
        using var shown = JsonDocument.Parse(Run(folder, "runs", "show", "high", "--json").Output);

        Assert.Equal(File.ReadAllText(folder.File("high/metrics.csv")), File.ReadAllText(folder.File("again/metrics.csv")));
        Assert.Equal(decoder, File.ReadAllBytes(folder.File("low/checkpoints/last.agent")));
        var settings = shown.RootElement.GetProperty("settings");
        Assert.Equal(folder.File("low/checkpoints/last.agent"), settings.GetProperty("task.actuation.agent").GetString());
        Assert.Equal(16, settings.GetProperty("task.actuation.fingerprint").GetString()!.Length);

        // From another folder, further, and drawn.
        using var elsewhere = new TemporaryFolder();
        using var measured = JsonDocument.Parse(Run(elsewhere, "eval", folder.File("high"), "--episodes", "2", "--json").Output);
        Run(elsewhere, "train", folder.File("high"), "--resume", "--set", "trainer.steps=512");
        Run(elsewhere, "eval", "random", "--task", "stand", "--body", folder.File("cart.xml"), "--set", "task.actuation.use=decoder", "--set", $"task.actuation.agent={folder.File("low")}", "--set", "task.maximum_steps=5", "--episodes", "1");
    }

    [Fact]
    public void Another_decoder_than_the_one_it_learnt_with_is_refused()
    {
        using var folder = Trained();
        Run(folder, "train", "high.yaml", "--out", "high");
        Run(folder, "train", "low.yaml", "--out", "low", "--force", "--seed", "2");

        var result = EmbodiedProgram.Run(folder.Path, "eval", "high", "--episodes", "1");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("than the one training began with", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agent: low", "agent: nothing", ":4:74: actuation 'core/decoder' names the agent 'nothing', which is not there")]
    [InlineData(", agent: low", "", "actuation 'core/decoder': names no agent")]
    [InlineData("agent: low", "agent: low, reech: 1", "has no setting 'reech'")]
    [InlineData("body: cart.xml\ntask: { use: reach", "body: post.xml\ntask: { use: stand", "post.xml: does not do for the world the decoder was trained in, task 'core/turn'")]
    public void A_mistake_is_told_before_there_is_a_folder(string right, string wrong, string told)
    {
        using var folder = Trained();
        File.WriteAllText(folder.File("post.xml"), """
            <mujoco><worldbody><body name="post"><joint name="hinge" axis="0 1 0" damping="0.05"/><geom type="capsule" fromto="0 0 0 0 0 0.15" size="0.01" mass="0.1"/></body></worldbody>
            <actuator><motor name="push" joint="hinge" ctrlrange="-1 1" gear="0.2"/></actuator></mujoco>
            """);
        File.WriteAllText(folder.File("high.yaml"), High.Replace(right, wrong, StringComparison.Ordinal));

        var result = EmbodiedProgram.Run(folder.Path, "train", "high.yaml", "--out", "high");

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.True(result.Error.Contains(told, StringComparison.Ordinal), result.Error);
        Assert.False(Directory.Exists(folder.File("high")));
    }

    private static TemporaryFolder Trained()
    {
        var folder = CartWorld.Folder();
        File.WriteAllText(folder.File("low.yaml"), Low);
        File.WriteAllText(folder.File("high.yaml"), High);
        Run(folder, "train", "low.yaml", "--out", "low");
        return folder;
    }

    private static ProgramResult Run(TemporaryFolder folder, params string[] arguments)
    {
        var result = EmbodiedProgram.Run(folder.Path, arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result;
    }
}
