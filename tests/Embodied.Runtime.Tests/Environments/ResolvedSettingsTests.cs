using Embodied.Runtime.Environments;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Yaml;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Tests.Environments;

/// <summary>A saved agent is measured in the world it was trained in: what was resolved, written and read back resolves to itself.</summary>
public sealed class ResolvedSettingsTests
{
    private static readonly PlacedSettings Defaults = Flat("""
        arena: flat
        rewards: { upright: { weight: 0.5 }, effort: { weight: -0.05 }, slow: { use: forward-speed, froude: 0.1 } }
        terminations: { fallen: { height: 0.5, tilt: 0.7 } }
        events: { joint-noise: { deviation: 0.01 }, on-ground: on }
        """);

    [Theory]
    [InlineData("{}")]
    [InlineData("terminations: off")]
    [InlineData("terminations: { fallen: off }")]
    [InlineData("rewards: { effort: off, upright: 2 }")]
    [InlineData("rewards: { slow: off }")]
    [InlineData("rewards: [effort, upright]")]
    [InlineData("events: { joint-noise: { use: push, force: 1 } }")]
    [InlineData("arena: { use: bumps, height: 0.1 }")]
    public void What_is_resolved_twice_is_what_was_resolved_once(string wished)
    {
        var once = ResolvedSettings.Of(Defaults, Flat(wished));
        var again = ResolvedSettings.Of(Defaults, FlatSettings.Flatten(NestedSettings.Nest(once).Entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal)));

        Assert.Equal(Sorted(once), Sorted(again));
    }

    [Fact]
    public void What_is_off_keeps_no_settings()
    {
        var resolved = ResolvedSettings.Of(Defaults, Flat("{ terminations: off, rewards: { slow: off } }"));

        Assert.Equal("off", resolved["terminations"]);
        Assert.Equal("off", resolved["rewards.slow"]);
        Assert.DoesNotContain(resolved.Keys, k => k.StartsWith("terminations.", StringComparison.Ordinal) || k.StartsWith("rewards.slow.", StringComparison.Ordinal));
    }

    private static PlacedSettings Flat(string yaml)
    {
        var map = (YamlMap)YamlLoader.Load("test", yaml, new YamlProblems());
        return FlatSettings.Flatten(map.Entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal));
    }

    private static IEnumerable<string> Sorted(PlacedSettings settings) => settings.Select(s => $"{s.Key}={s.Value}").Order(StringComparer.Ordinal);
}
