using Embodied.Mujoco.Native;
using Embodied.Mujoco.Scenes;
using Embodied.Mujoco.Simulation;
using Embodied.Rodent.Bodies;
using Embodied.Runtime.Bodies;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Tests;

namespace Embodied.Rodent.Tests.Support;

/// <summary>The plugin's rat, made and compiled as a host does it.</summary>
internal static class Rats
{
    public static RatFactory Factory { get; } = new(new BodyReader(), Path.Combine(SharedData.RepositoryRoot, "plugins", "rodent", "assets", "rat.yaml"));

    public static IBody Rat(BodyOptions? options = null) => Factory.Create(options ?? BodyOptions.Default);

    public static BodyFigures Figures(BodyOptions? options = null) => ((FigureSource)Rat(options).Source).Figures;

    public static MujocoModel Compile(IBody body, IArena? arena = null, PhysicsSettings? physics = null)
    {
        var parts = MujocoRuntime.Describe().Version.Split('.').Select(int.Parse).ToArray();
        var version = (parts[0] * 100) + (parts[1] * 10) + parts[2];
        var scene = new Scene { Bodies = [new PlacedBody(body)], Arena = arena, Physics = physics ?? new() };
        return MujocoModel.Load(new SceneComposer(version).Compose(scene).Xml, body.Id);
    }
}
