namespace Embodied.Sdk.Plugins;

public interface IPlugin
{
    void Enroll();
}
