using Embodied.Sdk.Bodies;
using Embodied.Sdk.Plugins;

namespace Fixture.LyingManifest;

public sealed class LyingManifestPlugin : IPlugin
{
    public void Register(IPluginRegistry registry) =>
        registry.Add("lying-manifest/registered", _ => new Demo("Was never declared", "good/body", "good/walk", BodyOptions.Default));
}
