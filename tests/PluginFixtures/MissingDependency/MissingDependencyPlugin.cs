using Embodied.Sdk.Bodies;
using Embodied.Sdk.Plugins;
using Fixture.PrivateLibrary;

namespace Fixture.MissingDependency;

public sealed class MissingDependencyPlugin : IPlugin
{
    public void Register(IPluginRegistry registry) => registry.Add(
        "missing-dependency/stand",
        _ => new Demo("Needs a library when it is made", "good/body", "good/walk", BodyOptions.Default with { Scale = Depth.Of(1) }));
}
