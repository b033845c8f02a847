using System.Text.Json;
using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>A plugin that hangs, prints, exits or breaks the process: the others work, and it is named.</summary>
public sealed class HostilePluginSpecs : IDisposable
{
    private static readonly Dictionary<string, string?> Impatient = new(StringComparer.Ordinal) { ["EMBODIED_PLUGIN_SECONDS"] = "5" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("hangs", "failed", "did not end within 5 s")]
    [InlineData("prints", "ready", null)]
    [InlineData("throws on a thread", "ready", null)]
    public void The_list_stays_what_it_is(string behaviour, string status, string? message)
    {
        Plugin(behaviour);

        var result = Run("plugins", "list", "--json", "--plugins", "plugins");

        Assert.True(result.ExitCode == 0, result.ToString());
        var plugins = JsonDocument.Parse(result.Output).RootElement.EnumerateArray().ToDictionary(p => p.GetProperty("id").GetString()!);
        Assert.Equal(status, plugins["hostile"].GetProperty("status").GetString());
        Assert.Equal(message, plugins["hostile"].TryGetProperty("message", out var said) ? said.GetString() : null);
        Assert.Equal("ready", plugins["rodent"].GetProperty("status").GetString());
    }

    [Fact]
    public void What_it_prints_and_throws_goes_to_standard_error()
    {
        Plugin("prints");
        Assert.Contains("look at me", Run("list", "bodies", "--plugins", "plugins").Error, StringComparison.Ordinal);
        Plugin("throws on a thread");
        Assert.Contains("Fixture.Hostile of a plugin threw InvalidOperationException", Run("list", "bodies", "--plugins", "plugins").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exits", "ended the program itself, with exit code 0")]
    [InlineData("fails fast", "ended the program by an abort: its stack overflowed, or it called FailFast")]
    [InlineData("overflows", "ended the program by an abort: its stack overflowed, or it called FailFast")]
    public void What_ends_the_program_is_named_by_the_check_and_by_the_next_start(string behaviour, string how)
    {
        Plugin(behaviour);

        var check = Run("plugins", "check", "plugins/hostile");
        Run("list", "bodies", "--plugins", "plugins");
        var next = Run("list", "bodies");

        Assert.Equal(3, check.ExitCode);
        Assert.Contains($"plugin 'hostile': {how}", check.Error, StringComparison.Ordinal);
        Assert.Equal(0, next.ExitCode);
        Assert.Contains("ended while plugin 'hostile' in", next.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hostile", Run("list", "bodies").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_under_another_name_does_not_shadow_the_plugin()
    {
        Plugin("", "rodent-copy", "rodent");

        var result = Run("plugins", "list", "--json", "--plugins", "plugins");

        var status = JsonDocument.Parse(result.Output).RootElement.EnumerateArray()
            .Where(p => p.GetProperty("id").GetString() == "rodent").Select(p => p.GetProperty("status").GetString());
        Assert.Equal(["failed", "ready"], status);
    }

    private void Plugin(string behaviour, string name = "hostile", string? id = null)
    {
        var from = Path.Combine(SharedData.RepositoryRoot, "artifacts", "plugin-fixtures", SharedData.Configuration, "hostile");
        var to = _folder.File(Path.Combine("plugins", name));
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        var manifest = Path.Combine(to, "plugin.yaml");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("id: hostile", $"id: {id ?? name}", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(to, "behaviour.txt"), behaviour);
    }

    // The trace of a start that ended lies in the cache: each spec has its own.
    private ProgramResult Run(params string[] arguments) =>
        EmbodiedProgram.RunIn(_folder.Path, new Dictionary<string, string?>(Impatient) { ["XDG_CACHE_HOME"] = _folder.File("cache") }, arguments);
}
