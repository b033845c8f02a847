using System.Text.Json;

namespace Embodied.Cli.Tests;

/// <summary>The list of runs says what the folders say, whatever became of what it remembered.</summary>
public sealed class RunsSpecs
{
    private const string Database = ".runs.sqlite";

    [Fact]
    public void Runs_are_listed_from_their_folders_however_deep()
    {
        using var folder = Trained();

        var runs = List(folder);

        Assert.Equal(["deep/er/b", "a"], runs.Select(r => r.GetProperty("run").GetString()));
        var b = runs[0];
        Assert.Equal(("cart", "stand", "mlp", "ppo", "completed"), (Text(b, "name"), Text(b, "task"), Text(b, "controller"), Text(b, "trainer"), Text(b, "status")));
        Assert.EndsWith("cart.xml", Text(b, "body"), StringComparison.Ordinal);
        Assert.Equal((2, 256), (b.GetProperty("seed").GetInt32(), b.GetProperty("steps").GetInt32()));
        Assert.InRange(b.GetProperty("return").GetDouble(), 0.1, 20);
        Assert.True(File.Exists(folder.File(Path.Combine("runs", Database))));
    }

    [Fact]
    public void What_was_remembered_is_never_the_only_copy()
    {
        using var folder = Trained();
        var file = folder.File(Path.Combine("runs", Database));
        var expected = EmbodiedProgram.Run(folder.Path, "runs", "list", "--json").Output;
        var good = File.ReadAllBytes(file);

        // Missing, not a database, cut in the middle, damaged inside.
        foreach (var broken in (byte[]?[])[null, [1, 2, 3], good[..(good.Length / 2)], [.. good[..100], .. new byte[good.Length - 100]]])
        {
            File.Delete(file);
            if (broken is not null)
                File.WriteAllBytes(file, broken);
            var result = EmbodiedProgram.Run(folder.Path, "runs", "list", "--json");
            Assert.True(result.ExitCode == 0, result.ToString());
            Assert.Equal(expected, result.Output);
        }

        // A run that goes is forgotten, one that changes is read again.
        Directory.Delete(folder.File(Path.Combine("runs", "a")), recursive: true);
        var status = folder.File(Path.Combine("runs", "deep", "er", "b", "run.json"));
        File.WriteAllText(status, File.ReadAllText(status).Replace("completed", "stopped", StringComparison.Ordinal));
        var runs = List(folder);
        Assert.Equal("deep/er/b", Text(Assert.Single(runs), "run"));
        Assert.Equal("stopped", Text(runs[0], "status"));
    }

    [Fact]
    public void A_folder_that_cannot_be_understood_is_listed_as_such()
    {
        using var folder = Trained();
        File.WriteAllText(folder.File(Path.Combine("runs", "a", "experiment.yaml")), "a: [1");
        File.WriteAllText(folder.File(Path.Combine("runs", "deep", "er", "b", "run.json")), "{");

        var runs = List(folder);

        Assert.All(runs, r => Assert.Equal("unreadable", Text(r, "status")));
        Assert.Equal(2, runs.Count);
    }

    [Fact]
    public void A_run_of_stages_shows_the_curve_of_the_latest()
    {
        using var folder = Trained();
        var before = List(folder).Single(r => Text(r, "run") == "a").GetProperty("return").GetDouble();
        var run = folder.File(Path.Combine("runs", "a"));
        File.Move(Path.Combine(run, "metrics.csv"), Path.Combine(Directory.CreateDirectory(Path.Combine(run, "stages", "second")).FullName, "metrics.csv"));
        var first = Path.Combine(Directory.CreateDirectory(Path.Combine(run, "stages", "first")).FullName, "metrics.csv");
        File.WriteAllText(first, "steps,charts/episodic_return\n64,-5\n");
        File.SetLastWriteTimeUtc(first, DateTime.UnixEpoch.AddYears(30));

        Assert.Equal(before, List(folder).Single(r => Text(r, "run") == "a").GetProperty("return").GetDouble());
    }

    [Fact]
    public void Two_runs_differ_in_what_was_changed()
    {
        using var folder = Trained();

        var same = EmbodiedProgram.Run(folder.Path, "runs", "diff", "a", "runs/a");
        using var other = JsonDocument.Parse(EmbodiedProgram.Run(folder.Path, "runs", "diff", "a", "deep/er/b", "--json").Output);
        var shown = EmbodiedProgram.Run(folder.Path, "runs", "show", "a");

        Assert.Contains("no setting differs", same.Output, StringComparison.Ordinal);
        Assert.Contains("no result differs", same.Output, StringComparison.Ordinal);
        Assert.Equal(["seed 1 → 2", "trainer.learning_rate  → 0.01"], other.RootElement.GetProperty("settings").EnumerateArray().Select(d => $"{Text(d, "key")} {Text(d, "first")} → {Text(d, "second")}"));
        Assert.Contains("losses/value_loss", other.RootElement.GetProperty("results").EnumerateArray().Select(d => Text(d, "key")));
        Assert.Contains("trainer.steps\t256", shown.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere: is no folder to look for runs in", "list", "nowhere")]
    [InlineData("deep/er/c: is not the folder of a run", "show", "deep/er/c")]
    [InlineData("Did you mean 'deep/er/b'?", "diff", "a", "deep/er/bb")]
    public void A_mistake_is_told(string told, params string[] arguments)
    {
        using var folder = Trained();

        var result = EmbodiedProgram.Run(folder.Path, ["runs", .. arguments]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(told, result.Error, StringComparison.Ordinal);
    }

    private static TemporaryFolder Trained()
    {
        var folder = CartWorld.Folder();
        foreach (var arguments in (string[][])[["--out", "runs/a"], ["--out", "runs/deep/er/b", "--seed", "2", "--set", "trainer.learning_rate=0.01"]])
        {
            var result = EmbodiedProgram.Run(folder.Path, ["train", "cart.yaml", .. arguments]);
            Assert.True(result.ExitCode == 0, result.ToString());
        }

        return folder;
    }

    private static string Text(JsonElement element, string key) => element.TryGetProperty(key, out var value) ? value.GetString() ?? "" : "";

    private static List<JsonElement> List(TemporaryFolder folder)
    {
        var result = EmbodiedProgram.Run(folder.Path, "runs", "list", "--json");
        Assert.True(result.ExitCode == 0, result.ToString());
        using var document = JsonDocument.Parse(result.Output);
        return [.. document.RootElement.GetProperty("runs").EnumerateArray().Select(r => r.Clone())];
    }
}
