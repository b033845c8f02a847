using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>A network is written in YAML block by block, trains, is evaluated and exported; blocks of plugins stand beside the host's.</summary>
public sealed class WrittenNetworkSpecs : IDisposable
{
    private const string Rat =
        """
        embodied: 1
        name: written
        body: rodent/rat
        task: { use: stand, maximum_steps: 20, sensors: { last-action: on } }
        controller:
          use: network
          log_deviation: -1
          blocks:
            encoder: { kind: dense, inputs: [observation], widths: [16] }
            latent: { kind: gaussian, inputs: [encoder], size: 4 }
            decoder: { kind: lstm, inputs: [latent, "!proprioception/root_height"], size: 8 }
            action: { kind: action, inputs: [decoder] }
            critic: { kind: dense, inputs: [observation], widths: [16] }
            value: { kind: value, inputs: [critic] }
        trainer: { use: ppo, worlds: 2, horizon: 16, window: 8, minibatches: 1, epochs: 1, steps: 64, validation: { episodes: 1 } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_written_network_trains_and_is_exported()
    {
        Write("written.yaml", Rat);
        var trained = EmbodiedProgram.Run(_folder.Path, "train", "written.yaml", "--out", "run");
        Assert.True(trained.ExitCode == 0, trained.ToString());
        Assert.Contains("losses/latent_kl", File.ReadLines(_folder.File("run/metrics.csv")).First(), StringComparison.Ordinal);
        Assert.Equal(0, EmbodiedProgram.Run(_folder.Path, "eval", "run", "--episodes", "1").ExitCode);
        Assert.Equal(0, EmbodiedProgram.Run(_folder.Path, "export", "run", "--onnx", "net.onnx").ExitCode);
        Assert.True(new FileInfo(_folder.File("net.onnx")).Length > 1000);
    }

    [Fact]
    public void A_block_of_a_plugin_trains_with_the_hosts()
    {
        Write("leaky.yaml", """
            embodied: 1
            name: leaky
            task: { use: good/breaks }
            controller:
              use: network
              blocks:
                leaky: { kind: good/leaky, inputs: [observation], units: 6 }
                action: { kind: action, inputs: [leaky] }
                value: { kind: value, inputs: [leaky] }
            trainer: { use: ppo, worlds: 4, horizon: 16, window: 8, minibatches: 2, epochs: 1, steps: 128, validation: { episodes: 0 } }
            """);
        var fixtures = Path.Combine(SharedData.RepositoryRoot, "artifacts", "plugin-fixtures", SharedData.Configuration);

        var trained = EmbodiedProgram.Run(_folder.Path, "train", "leaky.yaml", "--out", "run", "--plugins", fixtures);
        Assert.True(trained.ExitCode == 0, trained.ToString());
        Assert.Equal(0, EmbodiedProgram.Run(_folder.Path, "eval", "run", "--episodes", "1", "--plugins", fixtures).ExitCode);
        var listed = EmbodiedProgram.Run(_folder.Path, "list", "blocks", "--plugins", fixtures).Output;
        Assert.Contains("good/leaky", listed, StringComparison.Ordinal);
        Assert.Contains("gaussian", listed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inputs: [latent,", "inputs: [latnt,", "block 'decoder' reads 'latnt'", "Did you mean 'latent'?")]
    [InlineData("kind: lstm", "kind: lstn", "is of the unknown kind 'lstn'", "Did you mean 'lstm'?")]
    [InlineData("size: 4", "sizes: 4", "written.yaml:10:57: core/network: block 'latent' has no setting 'sizes'", "Did you mean 'size'?")]
    public void A_mistake_is_told_before_there_is_a_folder(string right, string wrong, string problem, string hint)
    {
        Write("written.yaml", Rat.Replace(right, wrong, StringComparison.Ordinal));

        var refused = EmbodiedProgram.Run(_folder.Path, "train", "written.yaml", "--out", "run");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(problem, refused.Error, StringComparison.Ordinal);
        Assert.Contains(hint, refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("run")));
    }

    [Fact]
    public void Settings_of_another_architecture_are_left_out_with_a_note()
    {
        Write("written.yaml", Rat);

        var trained = EmbodiedProgram.Run(_folder.Path, "train", "written.yaml", "--out", "run", "--set", "controller.use=gru", "--set", "controller.memory=4");

        Assert.True(trained.ExitCode == 0, trained.ToString());
        Assert.Contains("note: core/gru takes no blocks (settings of network): left out", trained.Error, StringComparison.Ordinal);
    }

    private void Write(string name, string text) => File.WriteAllText(_folder.File(name), text);
}
