using System.Text.Json;

namespace Embodied.Cli.Tests;

/// <summary>Settings of a generator: named by a list, refused where it has none such, and before anything is written.</summary>
public sealed class GenerateSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("rodent/free-behaviour", "gait.lift=0.01", "has no setting 'gait.lift'")]
    [InlineData("rodent/behaviour-library", "gait.left=0.01", "Did you mean 'gait.lift'?")]
    [InlineData("rodent/behaviour-library", "gait.lift", "expected key=value")]
    public void A_setting_the_generator_has_not_is_refused(string generator, string setting, string message)
    {
        var result = EmbodiedProgram.Run(_folder.Path, "generate", generator, "--body", "rodent/rat", "--seconds", "5", "--set", setting, "--out", "made.h5");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Of_two_settings_of_one_name_the_last_holds()
    {
        var result = EmbodiedProgram.Run(_folder.Path, "generate", "rodent/behaviour-library", "--body", "rodent/rat", "--seconds", "5", "--set", "classes=stand", "--set", "classes=walks", "--out", "made.h5");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("has no class 'walks'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_of_generators_names_their_settings()
    {
        var listed = JsonDocument.Parse(EmbodiedProgram.Run(_folder.Path, "list", "generators", "--json").Output).RootElement.EnumerateArray().ToDictionary(g => g.GetProperty("id").GetString()!);

        Assert.Contains(listed["rodent/behaviour-library"].GetProperty("settings").EnumerateArray(), s => s.GetProperty("name").GetString() == "classes");
        Assert.Empty(listed["core/random-poses"].GetProperty("settings").EnumerateArray());
    }
}
