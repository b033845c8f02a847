using System.Text.Json;
using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>What every command has in common, and how plugins show from outside.</summary>
public sealed class ProgramSpecs
{
    [Fact]
    public void Help_teaches_and_succeeds()
    {
        var result = Run("--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("embodied demo --quick", result.Output, StringComparison.Ordinal);
        Assert.Contains("embodied register FILE --body ID --out DIR", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("demo", "--sed", "3")]
    [InlineData("plugins")]
    [InlineData("register", "a.mat", "--nonsense")]
    [InlineData("list", "nonsense")]
    [InlineData("check", "no/such")]
    [InlineData("render", "--body", "rodent/rat", "--out", "picture.txt")]
    public void Wrong_usage_exits_with_2(params string[] arguments)
    {
        var result = Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("\n  hint: ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Did you mean 'rodent/rat'?", "check", "rodent/rta")]
    [InlineData("Did you mean '--seed'?", "demo", "--sed", "3")]
    [InlineData("Did you mean 'register'?", "regsiter", "a.mat")]
    public void A_name_almost_right_is_suggested(string suggestion, params string[] arguments) =>
        Assert.Contains(suggestion, Run(arguments).Error, StringComparison.Ordinal);

    [Fact]
    public void Plugins_fail_alone_each_with_its_stage_and_a_hint()
    {
        var fixtures = Path.Combine(SharedData.RepositoryRoot, "artifacts", "plugin-fixtures", SharedData.Configuration);

        var result = Run("plugins", "list", "--json", "--plugins", fixtures);

        Assert.Equal(0, result.ExitCode);
        var plugins = JsonDocument.Parse(result.Output).RootElement.EnumerateArray().ToDictionary(p => p.GetProperty("id").GetString()!);
        Assert.Equal("ready", plugins["rodent"].GetProperty("status").GetString());
        Assert.Equal("ready", plugins["good"].GetProperty("status").GetString());
        foreach (var (id, stage) in new[]
        {
            ("throws", "register"), ("missing-dependency", "preflight"), ("lying-manifest", "validate"), ("other-sdk-major", "check_sdk"), ("not-a-plugin", "types"),
        })
        {
            Assert.Equal("failed", plugins[id].GetProperty("status").GetString());
            Assert.Equal(stage, plugins[id].GetProperty("stage").GetString());
            Assert.NotEmpty(plugins[id].GetProperty("hint").GetString()!);
        }
    }

    [Fact]
    public void Bodies_of_the_catalog_pass_their_check()
    {
        var result = Run("check", "rodent/rat", "--json");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.True(JsonDocument.Parse(result.Output).RootElement.GetProperty("passed").GetBoolean());
    }

    private static ProgramResult Run(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var result = EmbodiedProgram.Run(folder.Path, arguments);
        Assert.Empty(folder.Entries);
        return result;
    }
}
