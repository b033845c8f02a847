using Embodied.Runtime.Arenas;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Environments;

/// <summary>Puts body, task and backend together: one environment, or many that share one compiled scene.</summary>
public sealed class EnvironmentBuilder
{
    private readonly IBackend _backend;
    private readonly IBody _body;
    private readonly Func<TaskSetup> _setups;

    /// <summary>For a body that already exists.</summary>
    /// <param name="backend">Steps the scene.</param>
    /// <param name="body">The body.</param>
    /// <param name="setups">Makes a fresh task with its surroundings, once per environment.</param>
    public EnvironmentBuilder(IBackend backend, IBody body, Func<TaskSetup> setups) => (_backend, _body, _setups) = (backend, body, setups);

    /// <summary>One environment with a scene of its own.</summary>
    public PhysicsEnvironment Build()
    {
        var (setup, scene) = Prepare();
        return Guarded(_backend.Compile(scene), model => new PhysicsEnvironment(new(model, scene.Bodies[0]), setup, model));
    }

    /// <summary>Many environments stepped together; the scene is compiled once and shared.</summary>
    /// <param name="count">Worlds.</param>
    /// <param name="threads">Threads that step them; 0 for one per core.</param>
    public VectorEnvironment BuildVector(int count, int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var (first, scene) = Prepare();
        return Guarded(_backend.Compile(scene), model => new VectorEnvironment(Worlds(model, scene, first, count), threads, model));
    }

    private List<PhysicsEnvironment> Worlds(IModel model, Scene scene, TaskSetup first, int count)
    {
        var worlds = new List<PhysicsEnvironment>(count);
        try
        {
            for (var i = 0; i < count; i++)
                worlds.Add(new(new(model, scene.Bodies[0]), i == 0 ? first : _setups()));
            return worlds;
        }
        catch
        {
            worlds.ForEach(w => w.Dispose());
            throw;
        }
    }

    private (TaskSetup Setup, Scene Scene) Prepare()
    {
        var setup = _setups();
        return (setup, Scene(_backend, _body, setup));
    }

    /// <summary>The scene of a task; an arena that goes by the size of the body is built for it.</summary>
    internal static Scene Scene(IBackend backend, IBody body, TaskSetup setup)
    {
        var bodies = new[] { new PlacedBody(body) };
        if (setup.Arena is not IScalesToBody scaling)
            return new() { Arena = setup.Arena, Bodies = bodies, Physics = setup.Physics };
        using var alone = backend.Compile(new() { Arena = new EmptyArena(), Bodies = bodies, Physics = setup.Physics });
        return new() { Arena = scaling.For(BodySizes.Of(new(alone, bodies[0]), $"the arena '{setup.Arena.Id}'")), Bodies = bodies, Physics = setup.Physics };
    }

    /// <summary>Native memory of a model must not outlive a failed assembly.</summary>
    private static T Guarded<T>(IModel model, Func<IModel, T> assemble)
    {
        try
        {
            return assemble(model);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
