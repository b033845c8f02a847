using System.Text.Json;
using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>A published recording, in the two formats it is published in, through the program.</summary>
[Trait("speed", "slow")]
public sealed class RealRecordingSpecs
{
    [Fact]
    public void Both_formats_give_the_same_registration()
    {
        var (mat, matNotes) = Register("mat");
        var (nwb, nwbNotes) = Register("nwb");

        Assert.Equal(1000, mat.GetProperty("frames").GetInt32());
        Assert.InRange(mat.GetProperty("mean_error_mm").GetDouble(), 1.0, 1.30);
        Assert.InRange(mat.GetProperty("rmse_mm").GetDouble(), 1.2, 1.48);
        foreach (var figure in (string[])["frames", "mean_error_mm", "rmse_mm", "p95_error_mm"])
            Assert.Equal(mat.GetProperty(figure).GetDouble(), nwb.GetProperty(figure).GetDouble());
        Assert.Contains("pixels", nwbNotes, StringComparison.Ordinal);
        Assert.Contains("The file says 30 Hz, but recordings of this body are made at 50 Hz", nwbNotes, StringComparison.Ordinal);
        Assert.DoesNotContain("pixels", matNotes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dm_control/rodent.xml")]
    [InlineData("stac-mjx/rodent_stac-mjx.xml")]
    [InlineData("track-mjx/rodent.xml")]
    public void Bodies_of_others_pass_the_check(string file)
    {
        using var folder = new TemporaryFolder();

        var result = EmbodiedProgram.Run(folder.Path, "check", SharedData.Require("data/rodent/" + file));

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("all checks passed", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_attribute_is_named_with_file_line_and_column()
    {
        var text = File.ReadAllText(SharedData.Require("data/rodent/dm_control/rodent.xml"));
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("wrong.xml"), text.Replace("<joint name=\"hip_L_extend\"", "<joint name=\"hip_L_extend\" stifness=\"3\"", StringComparison.Ordinal));

        var result = EmbodiedProgram.Run(folder.Path, "check", "wrong.xml");

        Assert.Equal(2, result.ExitCode);
        Assert.Matches(@"wrong\.xml:\d+:\d+: unknown attribute 'stifness' of <joint>\. Did you mean 'stiffness'\?", result.Error);
    }

    private static (JsonElement Summary, string Notes) Register(string format)
    {
        using var folder = new TemporaryFolder();
        var file = SharedData.Require("data/rodent/stac-mjx/test_rodent_mocap_1000_frames." + format);
        var result = EmbodiedProgram.Run(
            folder.Path, "register", file, "--body", "rodent/rat", "--scale", "0.9", "--out", "result", "--no-images", "--json");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.True(File.Exists(Path.Combine(folder.Path, "result", "motion.h5")));
        return (JsonDocument.Parse(result.Output).RootElement, result.Error);
    }
}
