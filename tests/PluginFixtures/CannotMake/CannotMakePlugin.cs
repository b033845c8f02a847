using Embodied.Sdk.Plugins;

namespace Fixture.CannotMake;

public sealed class CannotMakePlugin : IPlugin
{
    public void Register(IPluginRegistry registry) => registry.Add("cannot-make/stand", _ => Fail());

    private static Demo Fail() => throw new InvalidOperationException("the assets are gone");
}
