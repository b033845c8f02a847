using Autofac;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Control;
using Embodied.Sdk.Plugins;

namespace Fixture.Good;

public sealed class GoodPlugin : IPlugin
{
    public void Register(IPluginRegistry registry)
    {
        registry.Services(services => services.RegisterInstance(new Pit(registry.Plugin.Directory)));
        registry.Add("good/pit", context =>
        {
            var pit = context.Resolve<Pit>();
            return new PartFactory<IArena>("A floor below zero", [], _ => pit);
        });
        registry.AddPart<INetworkBlock>(Leaky.LeakyId, "Leaky units", Leaky.From, Leaky.Settings);
        registry.Add<IBodyFactory>(Rover.RoverId, _ => new Rover());
        registry.Add<ITaskFactory>(BreakingTask.TaskId, context => new BreakingTask.Factory(context.Resolve<IParts>()));
        registry.Add("good/stand", _ => new Demo("Stands still", "good/body", "good/walk", BodyOptions.Default));
    }
}
