using Embodied.Sdk.Plugins;

namespace Fixture.OtherSdkMajor;

public sealed class OtherPlugin : IPlugin
{
    public void Enroll()
    {
    }
}
