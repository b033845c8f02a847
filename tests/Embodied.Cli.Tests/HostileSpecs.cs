using System.Text;
using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>Files made to break the program: one error, exit code 2, soon, and nothing raw on the terminal.</summary>
public sealed class HostileSpecs
{
    [Theory]
    [InlineData("import/rec-softloop.h5", "circle")]
    [InlineData("import/null-text-stac.h5", "variable length")]
    [InlineData("import/m73-char-scalar.mat", "is text")]
    [InlineData("import/zlib-50MB.mat", "every keypoint is at 0, 0, 0")]
    [InlineData("import/sparse-4000.mat", "go back")]
    [InlineData("import/dm-collide.h5", "same key")]
    [InlineData("import/dm-dt-tiny.h5", "rate")]
    [InlineData("import/kp-22.h5", "23 names")]
    [InlineData("import/nwb-cycle2.nwb", "no PoseEstimation")]
    [InlineData("yaml/bracket.yaml", "not valid YAML")]
    [InlineData("yaml/brace-experiment.yaml", "not valid YAML")]
    [InlineData("yaml/bomb.yaml", "more than 100000 values")]
    [InlineData("agent/s-count-more.agent", "does not hold what an agent holds")]
    [InlineData("agent/s-facts-null.agent", "does not hold what an agent holds")]
    [InlineData("agent/s-size-neg.agent", "does not hold what an agent holds")]
    [InlineData("agent/s-obs-short.agent", "in a way this version does not read")]
    [InlineData("agent/s-par-nan.agent", "in a way this version does not read")]
    public void One_error_and_exit_code_2(string file, string said)
    {
        var path = SharedData.Require($"cases/hostile/{file}");
        using var folder = new TemporaryFolder();

        var result = EmbodiedProgram.Run(folder.Path, file.Split('/')[0] switch
        {
            "import" => ["import", path, "--rate", "50", .. file.EndsWith(".mat", StringComparison.Ordinal) ? new[] { "--unit", "mm" } : []],
            "yaml" => ["train", path, "--out", "run"],
            _ => ["eval", path, "--assay", "odor-plume/singh2023", "--conditions", "constant"],
        });

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Split("error: ").Length - 1);
        Assert.Empty(folder.Entries);
    }

    [Theory]
    [InlineData("name: [a, b")]
    [InlineData("name: {a: b")]
    [InlineData("name: \"a")]
    [InlineData("name: 'a")]
    [InlineData("name: [a, {b: [c")]
    [InlineData("- a\nb: c")]
    [InlineData("%YAML 9\n---\na: b")]
    [InlineData("a: &x [*x]")]
    [InlineData("\t\tname: a")]
    public void Broken_YAML_is_told_with_its_place(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.yaml"), text);

        var result = EmbodiedProgram.Run(folder.Path, "train", "a.yaml", "--out", "run");

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("a.yaml", result.Error, StringComparison.Ordinal);
        Assert.Equal(["a.yaml"], folder.Entries);
    }

    [Fact]
    public void A_broken_plugin_yaml_harms_that_plugin_alone()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("plugins/bad"));
        File.WriteAllText(folder.File("plugins/bad/plugin.yaml"), "id: bad\nprovides: {bodies: [a");

        var bodies = EmbodiedProgram.Run(folder.Path, "list", "bodies", "--plugins", "plugins");
        var plugins = EmbodiedProgram.Run(folder.Path, "plugins", "list", "--plugins", "plugins");

        Assert.True(bodies.ExitCode == 0, bodies.ToString());
        Assert.Contains("rodent/rat", bodies.Output, StringComparison.Ordinal);
        Assert.Contains("bad", plugins.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ev\u001b]0;il\u0007")]
    [InlineData("\u001b[2Jred\u001b[31m")]
    [InlineData("back\b\b\b\bfront")]
    [InlineData("\u009b31mred")]
    [InlineData("\u202egnp.exe")]
    [InlineData("\u2066isolated\u2069")]
    [InlineData("\u0007\u0007\u0007")]
    public void Names_cannot_command_the_terminal(string name)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.csv"), $"time,{name},x\n0,1,2\n1,2,3\n", Encoding.UTF8);

        var result = EmbodiedProgram.Run(folder.Path, "import", "a.csv");

        Assert.True(result.ExitCode is 0 or 2, result.ToString());
        Assert.DoesNotContain(result.Output + result.Error, c => (char.IsControl(c) && c is not '\n' and not '\t') || c is '\u202e' or '\u2066' or '\u2069');
    }

    [Theory]
    [InlineData("""<asset><hfield name="h" nrow="100000" ncol="100000" size="1 1 1 1"/></asset>""", "", "1E+10 heights")]
    [InlineData("", """<composite type="grid" count="2000 2000 1" spacing=".05"><geom size=".01"/></composite>""", "4E+06 parts")]
    public void A_few_characters_cannot_ask_for_gigabytes(string asset, string part, string said)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.xml"), $"<mujoco>{asset}<worldbody><body name=\"b\"><freejoint/><geom size=\".1\"/>{part}</body></worldbody></mujoco>");

        var result = EmbodiedProgram.Run(folder.Path, "check", "a.xml");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(said, result.Output + result.Error, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A face that names a vertex that is not there ended the process inside MuJoCo.</summary>
    [Theory]
    [InlineData("a.obj", "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nf 1 2 9\n", "vertex 9 of 4")]
    [InlineData("a.obj", "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nf 1 2 -7\n", "vertex -7 of 4")]
    [InlineData("a.obj", "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nf 1 x 2\n", "'x'")]
    [InlineData("a.stl", "solid but short", "ends before its count")]
    [InlineData("a.msh", "short", "ends before its counts")]
    public void A_mesh_that_lies_is_refused_before_MuJoCo_sees_it(string name, string content, string said)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(name), content);
        File.WriteAllText(folder.File("a.xml"), $"""
            <mujoco><asset><mesh name="m" file="{name}"/></asset><worldbody><body name="b"><freejoint/><geom type="mesh" mesh="m"/></body></worldbody></mujoco>
            """);

        var result = EmbodiedProgram.Run(folder.Path, "check", "a.xml");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(said, result.Output + result.Error, StringComparison.Ordinal);
    }
}
