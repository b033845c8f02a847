using Embodied.Runtime.Hosting;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;

namespace Embodied.Host.Specs;

/// <summary>What can be wrong with a folder before any code is loaded.</summary>
public sealed class PluginFolderSpecs : IDisposable
{
    private readonly PluginSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void AFolderWithoutItsAssemblyIsTold()
    {
        File.Delete(Path.Combine(_sandbox.Copy("good"), "Fixture.Good.dll"));

        Refused("good", PluginStage.Preflight, "Fixture.Good.dll is not in");
    }

    [Fact]
    public void AllMissingFilesAreToldAtOnce()
    {
        var folder = _sandbox.Copy("good");
        var deps = Path.Combine(folder, "Fixture.Good.deps.json");
        File.WriteAllText(deps, File.ReadAllText(deps).Replace("\"Fixture.PrivateLibrary.dll\"", "\"lib/net10.0/First.dll\": {}, \"lib/net10.0/Second.dll\"", StringComparison.Ordinal));

        Refused("good", PluginStage.Preflight, "First.dll, Second.dll");
    }

    [Fact]
    public void AnAssemblyThatIsNoneIsTold()
    {
        File.WriteAllText(Path.Combine(_sandbox.Copy("good"), "Fixture.Good.dll"), "half a download");

        Refused("good", PluginStage.CheckSdk, "is not a .NET assembly");
    }

    [Fact]
    public void AFolderWithoutManifestIsTold()
    {
        File.Delete(Path.Combine(_sandbox.Copy("good"), PluginManifest.FileName));

        Refused("good", PluginStage.Discover, "no plugin.yaml");
    }

    [Theory]
    [InlineData("sdk:", "sdkk:", "unknown key 'sdkk'")]
    [InlineData("\"^1.0\"", "latest", "'latest' is no range of SDK versions")]
    [InlineData("version: 1.2.0", "version: one", "'one' is no version")]
    [InlineData("id: variant", "id: core", "'core' is the host's own id")]
    [InlineData("id: variant", "id: Variant", "'Variant' is no id")]
    [InlineData("provides: {}", "provides: {bodis: [variant/x]}", "unknown kind of contribution 'bodis'")]
    [InlineData("provides: {}", "provides: {bodies: [other/x]}", "'other/x' is no id of this plugin")]
    [InlineData("Fixture.NotAPlugin.dll", "../escape.dll", "is no file name of an assembly")]
    public void AWrongManifestIsToldWithItsPlace(string from, string to, string message)
    {
        _sandbox.Variant("variant", text => text.Replace(from, to, StringComparison.Ordinal));

        var problem = Refused("variant", PluginStage.ReadManifest, message);
        Assert.Contains("plugin.yaml:", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("^2.0", "Update Embodied.")]
    [InlineData("^1.999", "Update Embodied.")]
    [InlineData("^0.9", "Get a version of the plugin for this SDK, or build it against it.")]
    public void AnotherSdkIsTold(string range, string hint)
    {
        _sandbox.Variant("variant", text => text.Replace("^1.0", range, StringComparison.Ordinal));

        Assert.Equal(hint, Refused("variant", PluginStage.CheckSdk, $"it was made for SDK {range}").Hint);
    }

    [Fact]
    public void AFolderNamedOtherwiseIsTold()
    {
        _sandbox.Copy("good", "better");

        Assert.Equal("Call the folder 'good'.", Refused("good", PluginStage.Discover, "its folder is called 'better'").Hint);
    }

    [Fact]
    public void TheFirstOfTwoPluginsWithOneIdIsUsed()
    {
        using var second = new PluginSandbox();
        var first = _sandbox.Copy("good");
        second.Copy("good");

        using var loaded = PluginHost.Load(new PluginHostOptions { Folders = [_sandbox.Root, second.Root] });

        Assert.Contains("which came first", Assert.Single(loaded.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(first, Assert.Single(loaded.Plugins, p => p.Problem is null).Folder);
        Assert.NotNull(loaded.Catalog.Get<Demo>("good/stand"));
    }

    [Fact]
    public void AMissingRequirementIsTold()
    {
        _sandbox.Copy("needs-good");

        Refused("needs-good", PluginStage.Requirements, "requires plugin 'good', which is not there");
    }

    [Fact]
    public void ARequirementOfAnotherVersionIsTold()
    {
        var manifest = Path.Combine(_sandbox.Copy("good"), PluginManifest.FileName);
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("1.2.0", "1.0.9", StringComparison.Ordinal));
        _sandbox.Copy("needs-good");

        Refused("needs-good", PluginStage.Requirements, "requires plugin 'good' ^1.1, found 1.0.9");
    }

    [Fact]
    public void AFailedRequirementIsPassedOn()
    {
        File.Delete(Path.Combine(_sandbox.Copy("good"), "Fixture.PrivateLibrary.dll"));
        _sandbox.Copy("needs-good");

        Refused("needs-good", PluginStage.Requirements, "which failed at Preflight: missing in");
    }

    [Fact]
    public void ACircleOfRequirementsIsTold()
    {
        _sandbox.Variant("first", text => text.Replace("requires: []", "requires: [second]", StringComparison.Ordinal));
        _sandbox.Variant("second", text => text.Replace("requires: []", "requires: [first]", StringComparison.Ordinal));

        Assert.Contains("first → second → first", Refused("second", PluginStage.Requirements, "in a circle").Message, StringComparison.Ordinal);
        Refused("first", PluginStage.Requirements, "requires plugin 'second', which failed");
    }

    [Fact]
    public void AFolderMayBeThePluginItself()
    {
        using var loaded = PluginHost.Load(new PluginHostOptions { Folders = [_sandbox.Copy("good")] });

        Assert.Empty(loaded.Problems);
        Assert.True(loaded.Catalog.Has<Demo>("good/stand"));
    }

    [Fact]
    public void AFolderThatWasAskedForMustExist() =>
        Assert.Equal("--plugins", Assert.Throws<InputException>(() => PluginFolders.Find([Path.Combine(_sandbox.Root, "nowhere")])).Place);

    private PluginProblem Refused(string id, PluginStage stage, string message)
    {
        var problem = _sandbox.Problem(id);
        Assert.Equal(stage, problem.Stage);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        return problem;
    }
}
