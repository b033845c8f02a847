using Embodied.Mujoco;
using Embodied.Mujoco.Mjcf;
using Embodied.Mujoco.Simulation;
using Embodied.Runtime.Arenas;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Tests.Support;

/// <summary>A body written as MJCF on flat ground.</summary>
internal sealed class MjcfScene : IDisposable
{
    private readonly TemporaryFile _file;

    public MjcfScene(string xml)
    {
        _file = new("body.xml", xml);
        var scene = new Scene { Arena = new FlatArena(), Bodies = [new(MjcfBodyReader.Read(_file.Path))] };
        Model = new MujocoBackend().Compile(scene);
        Body = new(Model, scene.Bodies[0]);
        Simulation = Model.CreateSimulation();
    }

    public MujocoModel Model { get; }

    public BodyInScene Body { get; }

    public ISimulation Simulation { get; }

    public void Dispose()
    {
        Simulation.Dispose();
        Model.Dispose();
        _file.Dispose();
    }
}
