using System.Text.Json;

namespace Embodied.Cli.Tests;

/// <summary>A sweep says what is wrong before it begins, keeps what it has made, goes on after a kill, and is the same on any number of threads.</summary>
public sealed class SweepSpecs
{
    private const string Plan = """
        embodied: 1
        name: carts
        experiment: cart.yaml
        parameters:
          controller.use: [mlp, gru]
          trainer.learning_rate: { log_uniform: [1e-4, 1e-2] }
        draws: 2
        seeds: 2
        episodes: 2
        """;

    [Trait("speed", "slow")]
    [Fact]
    public void What_was_made_is_kept_and_made_again_alike()
    {
        using var folder = Written(Plan);
        using var first = Run(folder, "--threads", "1");

        var points = first.RootElement.GetProperty("points").EnumerateArray().ToList();
        Assert.Equal(4, points.Count);
        Assert.All(points, p => Assert.Equal(4, p.GetProperty("episodes").GetInt32()));
        Assert.Equal(points.Select(Return).OrderDescending(), points.Select(Return));
        // Both controllers are tried with the same draws.
        Assert.Equal(2, points.Select(p => p.GetProperty("settings").GetProperty("trainer.learning_rate").GetString()).Distinct().Count());
        Assert.All((string[])["points.csv", "result-trainer-learning_rate.png", "result-trainer-learning_rate.svg", "result-controller-use.csv"], f => Assert.True(File.Exists(folder.File(Path.Combine("out", "report", f))), f));

        var (kept, lost) = (Path.Combine(points[0].GetProperty("folder").GetString()!, "s1", "result.json"), Path.Combine(points[1].GetProperty("folder").GetString()!, "s2"));
        var (before, text) = (File.GetLastWriteTimeUtc(kept), File.ReadAllText(Path.Combine(lost, "result.json")));
        Directory.Delete(lost, recursive: true);
        using var second = Run(folder, "--threads", "4");

        Assert.Equal(before, File.GetLastWriteTimeUtc(kept));
        Assert.Equal(text, File.ReadAllText(Path.Combine(lost, "result.json")));
        Assert.Equal(first.RootElement.GetRawText(), second.RootElement.GetRawText());
    }

    [Trait("speed", "slow")]
    [Fact]
    public void A_sweep_that_was_killed_goes_on_and_repeats_nothing()
    {
        using var whole = Written(Plan);
        using var expected = Run(whole);
        using var folder = Written(Plan);
        string[] Kept() => Directory.Exists(folder.File("out")) ? Directory.GetFiles(folder.File("out"), "result.json", SearchOption.AllDirectories) : [];
        var first = Path.Combine(folder.File("out"), Path.GetRelativePath(whole.File("out"), expected.RootElement.GetProperty("points")[0].GetProperty("folder").GetString()!), "s1", "result.json");
        EmbodiedProgram.RunUntil(folder.Path, first, "sweep", "sweep.yaml", "--out", "out", "--threads", "1");
        var before = Kept().ToDictionary(f => f, File.GetLastWriteTimeUtc);

        using var second = Run(folder);

        Assert.NotEmpty(before);
        Assert.All(before, f => Assert.Equal(f.Value, File.GetLastWriteTimeUtc(f.Key)));
        Assert.Equal(8, Kept().Length);
        Assert.Equal(Numbers(expected), Numbers(second));
    }

    [Fact]
    public void Controllers_that_are_there_already_are_measured_as_they_are()
    {
        using var folder = Written("""
            embodied: 1
            name: waves
            experiment: cart.yaml
            points:
              - { controller: { use: zero } }
              - { controller: { use: pattern, frequency: 1 } }
              - { controller: { use: pattern, frequency: 4 } }
            episodes: 2
            rank_by: body-lengths-per-second
            best: lowest
            """);

        using var result = Run(folder);

        var points = result.RootElement.GetProperty("points").EnumerateArray().ToList();
        Assert.Equal("{use: zero}", points[0].GetProperty("settings").GetProperty("controller").GetString());
        Assert.All(points, p => Assert.Equal(0, p.GetProperty("trained_steps").GetInt64()));
        Assert.False(Directory.EnumerateDirectories(folder.File("out"), "run", SearchOption.AllDirectories).Any());
    }

    [Theory]
    [InlineData("experiment: cart.yaml", "experiment: kart.yaml", ":3:13: there is no file 'kart.yaml' beside the sweep")]
    [InlineData("experiment: cart.yaml", "experiment: cart", ":3:13: 'cart' is neither a file nor the name of an experiment")]
    [InlineData("mlp, gru", "mlp, grru", ":5:25: unknown architecture 'core/grru'")]
    [InlineData("learning_rate", "learning_rat", ":6:25: core/ppo has no setting 'learning_rat'")]
    [InlineData("trainer.learning_rate", "controler.memory", ":6:21: unknown key 'controler'")]
    [InlineData("log_uniform", "log_unifrom", ":6:28: unknown key 'log_unifrom'")]
    [InlineData("[1e-4, 1e-2]", "[0, 1e-2]", ":6:26: log_uniform needs numbers above 0")]
    [InlineData("[1e-4, 1e-2]", "[1e-2, 1e-4]", ":6:26: a range from 0.01 to 0.0001 holds nothing to draw")]
    [InlineData("{ log_uniform: [1e-4, 1e-2] }", "1e-3", ":6:26: 'trainer.learning_rate' is '1e-3'; expected values")]
    [InlineData("trainer.learning_rate", "seed", ":6:3: seeds are not swept like a parameter")]
    [InlineData("draws: 2\n", "", ":3:13: there are ranges to draw from, and nothing says how often")]
    [InlineData("draws: 2", "draws: 20000", ":7:8: '20000' does not do")]
    [InlineData("draws: 2", "draws: 9999", "that makes 39996 runs")]
    [InlineData("episodes: 2", "rank_by: frood", ":9:10: there is no measure 'frood'")]
    [InlineData("episodes: 2", "best: high", ":9:7: expected one of highest, lowest")]
    public void A_mistake_is_told_before_anything_is_made(string right, string wrong, string told)
    {
        using var folder = Written(Plan.Replace(right, wrong, StringComparison.Ordinal));

        var result = EmbodiedProgram.Run(folder.Path, ["sweep", "sweep.yaml", "--out", "out"]);

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains(told, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("out")));
    }

    private static double Return(JsonElement point) => point.GetProperty("return").GetProperty("estimate").GetDouble();

    private static IEnumerable<string> Numbers(JsonDocument result) =>
        result.RootElement.GetProperty("points").EnumerateArray().Select(p => $"{p.GetProperty("settings").GetRawText()} {p.GetProperty("return").GetRawText()} {p.GetProperty("measures").GetRawText()}");

    private static TemporaryFolder Written(string plan)
    {
        var folder = CartWorld.Folder();
        File.WriteAllText(folder.File("sweep.yaml"), plan);
        return folder;
    }

    private static JsonDocument Run(TemporaryFolder folder, params string[] more)
    {
        var result = EmbodiedProgram.Run(folder.Path, ["sweep", "sweep.yaml", "--out", "out", "--json", .. more]);
        Assert.True(result.ExitCode == 0, result.ToString());
        return JsonDocument.Parse(result.Output);
    }
}
