using Embodied.Sdk.Bodies;
using Embodied.Sdk.Plugins;

namespace Fixture.NeedsGood;

public sealed class NeedsGoodPlugin : IPlugin
{
    public void Register(IPluginRegistry registry) =>
        registry.Add("needs-good/stand", _ => new Demo("Stands still too", "good/body", "good/walk", BodyOptions.Default));
}
