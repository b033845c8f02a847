using Embodied.Sdk.Plugins;

namespace Fixture.Throws;

public sealed class ThrowsPlugin : IPlugin
{
    public void Register(IPluginRegistry registry) =>
        throw new InvalidOperationException("the licence server said no");
}
