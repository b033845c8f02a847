using System.Text.Json;
using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>Files on which the program once gave a wrong number, or refused without cause: the right value, or the right word.</summary>
public sealed class PublicCaseSpecs
{
    [Theory]
    [InlineData("norm")]
    [InlineData("flip")]
    public void A_body_may_have_its_root_frame_upside_down(string name)
    {
        using var folder = new TemporaryFolder();
        var place = SharedData.Require("cases/root-frame/" + name + ".csv");

        var result = EmbodiedProgram.Run(folder.Path, "register", place, "--body", Path.ChangeExtension(place, ".xml"), "--no-images", "--out", "out", "--json");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.InRange(JsonDocument.Parse(result.Output).RootElement.GetProperty("mean_error_mm").GetDouble(), 0, 0.1);
    }

    [Fact]
    public void A_recording_with_y_up_is_refused_and_turned_by_the_option_that_the_hint_names()
    {
        using var folder = new TemporaryFolder();
        string[] Arguments(string file, params string[] more) =>
            ["register", SharedData.Require("cases/y-up/" + file), "--rate", "8.33", "--body", "rodent/rat", "--no-images", "--json", .. more];

        var refused = EmbodiedProgram.Run(folder.Path, Arguments("y-up.csv", "--out", "a"));
        var turned = EmbodiedProgram.Run(folder.Path, Arguments("y-up.csv", "--up", "y", "--out", "b"));
        var upright = EmbodiedProgram.Run(folder.Path, Arguments("z-up.csv", "--out", "c"));

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("give --up y", refused.Error, StringComparison.Ordinal);
        double Error(ProgramResult result) => JsonDocument.Parse(result.Output).RootElement.GetProperty("mean_error_mm").GetDouble();
        Assert.Equal(Error(upright), Error(turned), 1e-9);
    }

    [Theory]
    [InlineData("mjcf-flag/gravity.xml", "positions")]
    [InlineData("mjcf-contact-room/body.xml", "at most 190 contacts")]
    [InlineData("mjcf-xml-lenient/amp.xml", "7 positions")]
    [InlineData("mjcf-xml-lenient/comment.xml", "7 positions")]
    [InlineData("newcomer/gravity-flag.xml", "7 positions")]
    [InlineData("newcomer/ranges.xml", "1 start outside of their range")]
    [InlineData("newcomer/unnamed.xml", "root 'body'")]
    [InlineData("newcomer/unnamed-motor.xml", "1 controls")]
    public void Bodies_that_MuJoCo_loads_pass_the_check(string file, string found)
    {
        using var folder = new TemporaryFolder();

        var result = EmbodiedProgram.Run(folder.Path, "check", SharedData.Require("cases/" + file));

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains(found, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_file_is_trained_as_it_stands_beside_the_experiment()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("leg.xml"), """
            <mujoco><compiler angle="degree"/><worldbody><body pos="0 0 .3"><freejoint/><geom size=".1"/>
              <body pos="0.1 0 0"><joint axis="0 1 0" range="-30 70"/><geom type="capsule" size=".02" fromto="0 0 0 .2 0 0"/></body>
            </body></worldbody><actuator><motor joint="body_part_joint" gear="2" ctrlrange="-1 1"/></actuator></mujoco>
            """);
        var experiment = """
            embodied: 1
            name: leg
            body: leg.xml
            task: { use: stand }
            controller: { use: mlp }
            trainer: { use: ppo, steps: 256, worlds: 4, horizon: 32 }
            """;
        Directory.CreateDirectory(folder.File("sub"));
        File.WriteAllText(folder.File("sub/leg.yaml"), experiment.Replace("leg.xml", "../leg.xml", StringComparison.Ordinal));
        File.WriteAllText(folder.File("none.yaml"), experiment.Replace("body: leg.xml\n", "", StringComparison.Ordinal));
        File.WriteAllText(folder.File("gone.yaml"), experiment.Replace("leg.xml", "gone.xml", StringComparison.Ordinal));

        var trained = EmbodiedProgram.Run(folder.Path, "train", "sub/leg.yaml", "--out", "run");
        var none = EmbodiedProgram.Run(folder.Path, "train", "none.yaml", "--out", "none");
        var gone = EmbodiedProgram.Run(folder.Path, "train", "gone.yaml", "--out", "gone");

        Assert.True(trained.ExitCode == 0, trained.ToString());
        Assert.Contains("none.yaml:3:14: the task has no body of its own, and none is named", none.Error, StringComparison.Ordinal);
        Assert.Contains("gone.yaml:3:7:", gone.Error, StringComparison.Ordinal);
        Assert.Equal((2, 2), (none.ExitCode, gone.ExitCode));
        Assert.False(Directory.Exists(folder.File("none")) || Directory.Exists(folder.File("gone")));
    }

    [Fact]
    public void Numbers_without_a_unit_that_make_a_tiny_animal_are_asked_about()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.csv"), "time,a_x,a_y,a_z,b_x,b_y,b_z\n0,0,0,0.1,2,0,0\n0.02,0,0.1,0.1,2,0,0.2\n");

        var asked = EmbodiedProgram.Run(folder.Path, "import", "a.csv");
        var told = EmbodiedProgram.Run(folder.Path, "import", "a.csv", "--unit", "mm");

        Assert.Equal(2, asked.ExitCode);
        Assert.Contains("the body would be 2 mm across", asked.Error, StringComparison.Ordinal);
        Assert.Contains("--unit mm if it is that small", asked.Error, StringComparison.Ordinal);
        Assert.True(told.ExitCode == 0, told.ToString());
    }

    [Fact]
    public void Keypoints_in_JSON_are_refused_with_what_to_convert_them_to()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.json"), "[{\"frame\": 0, \"nose\": [1, 2, 3]}]");

        var result = EmbodiedProgram.Run(folder.Path, "import", "a.json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is JSON", result.Error, StringComparison.Ordinal);
        Assert.Contains("CSV", result.Error, StringComparison.Ordinal);
    }
}
