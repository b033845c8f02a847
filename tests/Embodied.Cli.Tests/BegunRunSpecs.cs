using System.Text.Json;

namespace Embodied.Cli.Tests;

/// <summary>What a training that was killed before its first checkpoint leaves can be taken again; anything else in a folder is left alone.</summary>
public sealed class BegunRunSpecs
{
    private static readonly string[] Train = ["train", "odor-plume/quick", "--set", "trainer.steps=1000", "--set", "trainer.worlds=4", "--set", "trainer.horizon=16", "--set", "trainer.window=16", "--set", "trainer.minibatches=1", "--set", "trainer.shards=1", "--set", "trainer.validation.episodes=0", "--threads", "1", "--out", "run"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_folder_without_a_checkpoint_is_begun_again(bool resume)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("run/checkpoints"));
        foreach (var (name, content) in new[] { (".lock", ""), ("metrics.csv", "steps\n"), ("events.out.tfevents.1.a", "old"), ("run.json", Status(id: 0, "0-0-0")) })
            File.WriteAllText(folder.File($"run/{name}"), content);

        var result = EmbodiedProgram.Run(folder.Path, [.. Train, .. resume ? ["--resume"] : Array.Empty<string>()]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.True(File.Exists(folder.File("run/checkpoints/last.agent")));
        Assert.False(File.Exists(folder.File("run/events.out.tfevents.1.a")));
        using var status = JsonDocument.Parse(File.ReadAllText(folder.File("run/run.json")));
        Assert.Equal("completed", status.RootElement.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, status.RootElement.GetProperty("process").ValueKind);
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("checkpoints/last.agent")]
    [InlineData("checkpoints/best.agent")]
    public void A_folder_that_holds_anything_is_not(string file)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("run/checkpoints"));
        File.WriteAllText(folder.File($"run/{file}"), "mine");

        var result = EmbodiedProgram.Run(folder.Path, Train);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("holds files already", result.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(folder.File($"run/{file}")));
        Assert.False(File.Exists(folder.File("run/run.json")));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"status": null, "process": null}""")]
    [InlineData("""{"status": "running", "process": {"machine": null, "id": -1, "start": null}}""")]
    [InlineData("""{"status": 7}""")]
    public void A_status_that_is_no_status_stops_nobody(string text)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("run"));
        File.WriteAllText(folder.File("run/run.json"), text);

        var result = EmbodiedProgram.Run(folder.Path, Train);

        Assert.True(result.ExitCode == 0, result.ToString());
    }

    private static string Status(int id, string start) => JsonSerializer.Serialize(new { status = "running", process = new { machine = Environment.MachineName, id, start } });
}
