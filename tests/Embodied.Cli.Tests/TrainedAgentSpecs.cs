using System.Text.Json;
using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>The agents that come with plugins open by name, do what their page says, and can be analysed and exported.</summary>
[Trait("speed", "slow")]
public sealed class TrainedAgentSpecs
{
    private const int Leeway = 8;

    /// <summary>Successes of 240 in constant, sparse, switch-once and switch-many, as docs/plugins/odor-plume.md gives them.</summary>
    public static TheoryData<string, int[]> Shipped => new()
    {
        { "odor-plume/rnn", [153, 141, 43, 105] },
        { "odor-plume/gru", [183, 117, 173, 217] },
        { "odor-plume/gru-unseen", [225, 205, 221, 201] },
        { "odor-plume/mlp-history", [136, 70, 34, 32] },
    };

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_trained_agent_does_what_its_page_says(string agent, int[] successes)
    {
        using var folder = new TemporaryFolder();
        var result = EmbodiedProgram.Run(folder.Path, ["eval", agent, "--assay", "odor-plume/singh2023", "--json"]);

        Assert.True(result.ExitCode == 0, result.ToString());
        var conditions = JsonDocument.Parse(result.Output).RootElement.GetProperty("conditions").EnumerateArray().ToArray();
        // Vector widths of processors differ, and with them the last bits of a network.
        Assert.All(successes.Zip(conditions), pair => Assert.InRange(pair.Second.GetProperty("successes").GetInt32(), pair.First - Leeway, pair.First + Leeway));
    }

    [Fact]
    public void The_rat_goes_forward_far_better_than_by_doing_nothing()
    {
        using var folder = new TemporaryFolder();
        var result = EmbodiedProgram.Run(folder.Path, ["eval", "rodent/forward", "--episodes", "20", "--json"]);

        Assert.True(result.ExitCode == 0, result.ToString());
        // Its page says 364, and 153 for doing nothing. Episodes differ by much, and walking amplifies the last bits, in which processors differ.
        Assert.InRange(JsonDocument.Parse(result.Output).RootElement.GetProperty("conditions")[0].GetProperty("mean_return").GetDouble(), 220, 600);
    }

    [Fact]
    public void The_rat_follows_motions_it_has_never_seen()
    {
        using var folder = new TemporaryFolder();
        var result = EmbodiedProgram.Run(folder.Path, ["eval", "rodent/imitation", "--clips", "all", "--alone", "--set", "task.reference.seconds=125", "--set", "task.reference.seed=7", "--json"]);

        Assert.True(result.ExitCode == 0, result.ToString());
        var measured = JsonDocument.Parse(result.Output).RootElement;
        // Single windows hang on the last bits of a processor.
        Assert.InRange(measured.GetProperty("completed_fraction").GetDouble(), 0.8, 1);
        Assert.InRange(measured.GetProperty("median_segment_error_mm").GetDouble(), 4, 13);
        var walk = measured.GetProperty("actors")[0].GetProperty("behaviours").GetProperty("walk-08");
        Assert.Equal(1, walk.GetProperty("both").GetProperty("estimate").GetDouble());
    }

    [Fact]
    public void Every_trained_agent_has_its_experiment_command_and_curve_beside_it()
    {
        using var folder = new TemporaryFolder();
        var listed = JsonDocument.Parse(EmbodiedProgram.Run(folder.Path, ["list", "agents", "--json"]).Output).RootElement.EnumerateArray().ToArray();

        Assert.Equal(Shipped.Select(s => s.Data.Item1).Append("rodent/forward").Append("rodent/imitation").Order(StringComparer.Ordinal), listed.Select(a => a.GetProperty("id").GetString()!));
        foreach (var file in listed.Select(a => a.GetProperty("path").GetString()!))
        {
            var home = Path.GetDirectoryName(file)!;
            using var run = JsonDocument.Parse(File.ReadAllText(Path.Combine(home, "run.json")));
            var command = run.RootElement.GetProperty("command").GetString()!;
            // The last of several parts names the experiment beside it.
            Assert.Matches("^embodied train ((odor-plume|rodent)/|experiment.yaml --from )", command);
            Assert.DoesNotContain(" /", command, StringComparison.Ordinal);
            Assert.Contains("seed: ", File.ReadAllText(Path.Combine(home, "experiment.yaml")), StringComparison.Ordinal);
            // A training in several parts has a curve for each.
            Assert.True(Directory.EnumerateFiles(home, "*metrics.csv").Sum(f => File.ReadLines(f).Count()) > 90);
        }
    }
}
