using System.Text.Json;
using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>A comparison says what is wrong before it begins, keeps what it has made, and is the same however often it is begun.</summary>
public sealed class CompareSpecs
{
    private const string Cart = """
        <mujoco><worldbody><body name="cart" pos="0 0 0.1"><freejoint/><geom type="box" size="0.1 0.05 0.02" mass="1"/>
        <body name="pole"><joint name="hinge" axis="0 1 0" range="-60 60" damping="0.05"/><geom type="capsule" fromto="0 0 0 0 0 0.15" size="0.01" mass="0.1"/></body></body></worldbody>
        <actuator><motor name="push" joint="hinge" ctrlrange="-1 1" gear="0.2"/></actuator></mujoco>
        """;

    private const string Post = """
        <mujoco><worldbody><body name="post"><joint name="hinge" axis="0 1 0" damping="0.05"/><geom type="capsule" fromto="0 0 0 0 0 0.15" size="0.01" mass="0.1"/></body></worldbody>
        <actuator><motor name="push" joint="hinge" ctrlrange="-1 1" gear="0.2"/></actuator></mujoco>
        """;

    private const string Plan = """
        embodied: 1
        name: carts
        tasks: [{ use: stand, maximum_steps: 20 }, { use: forward, name: along, maximum_steps: 20 }]
        bodies: [cart.xml, post.xml]
        controllers: [{ use: mlp, actor: [8], critic: [8] }, pattern]
        trainer: { use: ppo, steps: 256, worlds: 4, horizon: 16, minibatches: 1, epochs: 1, validation: { episodes: 2 } }
        seeds: 2
        episodes: 3
        """;

    [Trait("speed", "slow")]
    [Fact]
    public void What_was_made_is_kept_and_made_again_alike()
    {
        using var folder = Written(Plan);
        using var first = Run(folder, "--threads", "1");

        var cells = first.RootElement.GetProperty("cells").EnumerateArray().ToList();
        Assert.Equal(2 * 2 * 4, cells.Count);
        // A post does not go anywhere: its cells say so, the others have numbers.
        Assert.All(cells.Where(c => Name(c, "task") == "along" && Name(c, "body") == "post"), c => Assert.Contains("does not move over the ground", Name(c, "problem"), StringComparison.Ordinal));
        Assert.All(cells.Where(c => Name(c, "body") == "cart"), c => Assert.Equal(6, c.GetProperty("episodes").GetInt32()));
        Assert.Equal(1, cells.Where(c => Name(c, "task") == "stand" && Name(c, "body") == "cart").Max(c => c.GetProperty("score").GetProperty("estimate").GetDouble()), 9);
        Assert.True(File.Exists(folder.File(Path.Combine("out", "report", "stand-score.png"))));

        var kept = folder.File(Path.Combine("out", "cells", "along", "cart", "mlp", "s1", "result.json"));
        var lost = Path.GetDirectoryName(folder.File(Path.Combine("out", "cells", "stand", "cart", "mlp", "s2", "result.json")))!;
        var (before, text) = (File.GetLastWriteTimeUtc(kept), File.ReadAllText(Path.Combine(lost, "result.json")));
        Directory.Delete(lost, recursive: true);
        using var second = Run(folder, "--threads", "2");

        Assert.Equal(before, File.GetLastWriteTimeUtc(kept));
        Assert.Equal(text, File.ReadAllText(Path.Combine(lost, "result.json")));
        Assert.Equal(first.RootElement.GetProperty("cells").GetRawText(), second.RootElement.GetProperty("cells").GetRawText());
    }

    [Theory]
    [InlineData("use: stand", "use: stant", ":3:16: unknown task 'core/stant'")]
    [InlineData("pattern]", "patern]", ":5:54: unknown architecture 'core/patern'")]
    [InlineData("use: ppo", "use: pbo", ":6:17: unknown trainer 'core/pbo'")]
    [InlineData("post.xml]", "cart.xml]", ":4:20: the body 'cart' is there twice")]
    [InlineData("seeds: 2", "seeds: 0", ":7:")]
    [InlineData("maximum_steps: 20 }, {", "maximum_stebs: 20 }, {", ":3:38: task 'core/stand' has no setting 'maximum_stebs'")]
    [InlineData("steps: 256", "stebs: 256", ":6:29: core/ppo has no setting 'stebs'")]
    [InlineData("pattern]", "{ use: pattern, frequenzy: 2 }]", ":5:81: controller 'core/pattern' has no setting 'frequenzy'")]
    public void A_mistake_is_told_before_anything_is_made(string right, string wrong, string told)
    {
        using var folder = Written(Plan.Replace(right, wrong, StringComparison.Ordinal));

        var result = EmbodiedProgram.Run(folder.Path, ["compare", "plan.yaml", "--out", "out"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(told, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("out")));
    }

    private static TemporaryFolder Written(string plan)
    {
        var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("plan.yaml"), plan);
        File.WriteAllText(folder.File("cart.xml"), Cart);
        File.WriteAllText(folder.File("post.xml"), Post);
        return folder;
    }

    private static string Name(JsonElement cell, string key) => cell.GetProperty(key).GetString() ?? "";

    private static JsonDocument Run(TemporaryFolder folder, params string[] more)
    {
        var result = EmbodiedProgram.Run(folder.Path, ["compare", "plan.yaml", "--out", "out", "--json", .. more]);
        Assert.True(result.ExitCode == 0, result.ToString());
        return JsonDocument.Parse(result.Output);
    }
}
