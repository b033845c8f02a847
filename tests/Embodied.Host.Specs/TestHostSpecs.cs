using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Testing;

namespace Embodied.Host.Specs;

/// <summary>The program as tests of plugins load it.</summary>
public sealed class TestHostSpecs
{
    [Fact]
    public void Problems_of_a_plugin_are_told_and_the_program_is_there_all_the_same()
    {
        using var sandbox = new PluginSandbox();
        sandbox.Copy("not-a-plugin");

        using var host = TestHost.Load(null, sandbox.Root);

        Assert.StartsWith("not-a-plugin: failed at ", Assert.Single(host.Problems), StringComparison.Ordinal);
        Assert.Equal("core/mujoco", host.Backend.Id);
        Assert.Throws<InputException>(() => host.CreateWorld(new WorldRecipe { Task = "stand", Body = "no-such/body" }));
    }

    [Fact]
    public void A_plugin_that_was_not_built_is_told()
    {
        var e = Assert.Throws<InputException>(() => TestHost.Load(null, Path.Combine(Path.GetTempPath(), "no-such-plugins")));

        Assert.Contains("Build the plugin", e.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Tests_that_do_not_say_where_their_plugins_are_are_told_how()
    {
        var e = Assert.Throws<InputException>(() => TestHost.For(typeof(TestHostSpecs).Assembly));

        Assert.Contains("AssemblyMetadata", e.Hint, StringComparison.Ordinal);
    }
}
