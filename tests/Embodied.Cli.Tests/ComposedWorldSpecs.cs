using System.Text.Json;

namespace Embodied.Cli.Tests;

/// <summary>A world is put together in YAML, trained in, and found again by every command that is given the run.</summary>
public sealed class ComposedWorldSpecs : IDisposable
{
    private const string Bumps =
        """
        embodied: 1
        name: bumps
        body: { use: rodent/rat, scale: 0.9, actuation: torque }
        task:
          use: stand
          maximum_steps: 40
          arena: { use: bumps, height: 0.004, spacing: 0.1 }
          sensors:
            joint-angles: { noise: 0.02, delay: 2 }
          rewards:
            upright: { weight: 2 }
            effort: off
          events:
            push: { every: 0.5, force: 0.3 }
        controller: { use: mlp, actor: [8], critic: [8] }
        trainer: { use: ppo, worlds: 2, horizon: 8, minibatches: 1, epochs: 1, steps: 32, validation: { episodes: 1 } }
        seed: 1
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_body_trains_on_a_task_of_terms_and_is_evaluated_in_the_same_world()
    {
        Write(Bumps);
        var trained = EmbodiedProgram.Run(_folder.Path, "train", "bumps.yaml", "--out", "run", "--set", "body.scale=1.1");
        Assert.True(trained.ExitCode == 0, trained.ToString());
        Assert.Contains("reward/upright", File.ReadLines(Path.Combine(_folder.Path, "run", "metrics.csv")).First(), StringComparison.Ordinal);
        Assert.DoesNotContain("reward/effort", File.ReadLines(Path.Combine(_folder.Path, "run", "metrics.csv")).First(), StringComparison.Ordinal);

        // The same body, arena and senses: nothing to tell, and the channels fit.
        var own = EmbodiedProgram.Run(_folder.Path, "eval", "run", "--episodes", "2", "--json");
        Assert.True(own.ExitCode == 0, own.ToString());
        Assert.DoesNotContain("differs", own.Error, StringComparison.Ordinal);
        Assert.Equal(own.Output, EmbodiedProgram.Run(_folder.Path, "eval", "run", "--episodes", "2", "--threads", "1", "--json").Output);

        // Another body and weight are told, and change the result.
        var other = EmbodiedProgram.Run(_folder.Path, "eval", "run", "--episodes", "2", "--set", "task.rewards.upright.weight=1", "--body", "rodent/rat", "--json");
        Assert.Contains("task.rewards.upright.weight: 2 → 1", other.Error, StringComparison.Ordinal);
        Assert.Contains("body options: scale 1.1", other.Error, StringComparison.Ordinal);
        Assert.NotEqual(Return(own.Output), Return(other.Output));
    }

    [Fact]
    public void Going_on_with_another_world_says_what_differs()
    {
        Write(Bumps);
        EmbodiedProgram.Run(_folder.Path, "train", "bumps.yaml", "--out", "run");

        var refused = EmbodiedProgram.Run(_folder.Path, "train", "bumps.yaml", "--out", "run", "--resume", "--set", "task.arena.height=0.002");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("task.arena.height: 0.004 → 0.002", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("use: bumps", "use: bmps", "bumps.yaml:7:17: unknown arena 'core/bmps'", "Did you mean 'core/bumps'?")]
    [InlineData("height: 0.004", "heigt: 0.004", "bumps.yaml:7:31: arena 'core/bumps' has no setting 'heigt'", "Did you mean 'height'?")]
    [InlineData("joint-angles", "joint-angels", "bumps.yaml:9:28: unknown sensor 'core/joint-angels'", "Did you mean 'core/joint-angles'?")]
    [InlineData("noise: 0.02", "noize: 0.02", "bumps.yaml:9:28: sensor 'core/joint-angles' has no setting 'noize'", "Did you mean 'noise'?")]
    [InlineData("upright:", "uprigth:", "bumps.yaml:11:24: unknown reward term 'core/uprigth'", "Did you mean 'core/upright'?")]
    [InlineData("every: 0.5", "every: never", "bumps.yaml:14:20: event 'core/push' has every 'never'", "")]
    [InlineData("worlds: 2", "wolds: 2", "bumps.yaml:16:29: core/ppo has no setting 'wolds'", "Did you mean 'worlds'?")]
    [InlineData("actor: [8]", "actor: [eight]", "bumps.yaml:15:32: core/mlp has actor 'eight'", "")]
    [InlineData("scale: 0.9", "scale: 90", "bumps.yaml:3:14: rodent/rat: scale", "")]
    [InlineData("rewards:", "reward:", "task 'core/stand' has no setting 'reward'", "Did you mean 'rewards'?")]
    public void A_mistake_is_pointed_at_before_there_is_a_folder(string right, string wrong, string problem, string hint)
    {
        Write(Bumps.Replace(right, wrong, StringComparison.Ordinal));

        var refused = EmbodiedProgram.Run(_folder.Path, "train", "bumps.yaml", "--out", "run");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(problem, refused.Error, StringComparison.Ordinal);
        Assert.Contains(hint, refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "run")));
    }

    [Theory]
    [InlineData("arenas", "core/bumps", "height")]
    [InlineData("sensors", "core/joint-angles", "joints")]
    [InlineData("terms", "core/upright", null)]
    [InlineData("terminations", "core/fallen", "tilt")]
    [InlineData("events", "core/push", "force")]
    [InlineData("actuations", "core/direct", "delay")]
    public void Every_word_is_listed_with_its_settings(string kind, string id, string? setting)
    {
        var listed = JsonDocument.Parse(EmbodiedProgram.Run(_folder.Path, "list", kind, "--json").Output).RootElement.EnumerateArray();

        var settings = listed.Single(p => p.GetProperty("id").GetString() == id).GetProperty("settings").EnumerateArray().Select(s => s.GetProperty("name").GetString());
        Assert.True(setting is null || settings.Contains(setting));
    }

    [Theory]
    [InlineData("zero")]
    [InlineData("random")]
    public void Doing_nothing_and_anything_is_measured_on_every_task(string controller)
    {
        string[] Arguments(string threads) => ["eval", controller, "--task", "forward", "--body", "rodent/rat", "--episodes", "2", "--set", "task.maximum_steps=20", "--threads", threads, "--json"];
        var one = EmbodiedProgram.Run(_folder.Path, Arguments("1"));

        Assert.True(one.ExitCode == 0, one.ToString());
        Assert.Equal(one.Output, EmbodiedProgram.Run(_folder.Path, Arguments("2")).Output);
    }

    private static double Return(string json) => JsonDocument.Parse(json).RootElement.GetProperty("conditions")[0].GetProperty("mean_return").GetDouble();

    private void Write(string text) => File.WriteAllText(Path.Combine(_folder.Path, "bumps.yaml"), text);
}
