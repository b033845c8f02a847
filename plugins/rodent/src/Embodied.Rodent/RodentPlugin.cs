using Autofac;
using Embodied.Rodent.Bodies;
using Embodied.Rodent.Synthetic;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Recordings;

namespace Embodied.Rodent;

/// <summary>Registers the rat and what comes with it.</summary>
public sealed class RodentPlugin : IPlugin
{
    private const string RegisterDemo = "rodent/register";
    private const string ImitationAgent = "rodent/imitation";

    /// <inheritdoc/>
    public void Register(IPluginRegistry registry)
    {
        var figures = registry.Plugin.PathOf("assets/rat.yaml");
        registry.Add<IBodyFactory>(RatFactory.Id, c => new RatFactory(c.Resolve<IBodyReader>(), figures));
        registry.Add<IRecordingGenerator>(RatGenerator.Id, _ => new RatGenerator());
        registry.Add<IRecordingGenerator>(RatClipGenerator.Id, _ => new RatClipGenerator());
        registry.Add<IRecordingGenerator>(RatSessionGenerator.Id, _ => new RatSessionGenerator());
        registry.Add(RegisterDemo, _ => new Demo(
            "A synthetic rat is registered, replayed, held in physics, and followed by a trained network",
            RatFactory.Id,
            RatGenerator.Id,
            new BodyOptions { Actuation = RatActuation.Position })
        {
            Agent = ImitationAgent,
        });
    }
}
