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
}
