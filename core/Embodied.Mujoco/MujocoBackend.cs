using Embodied.Mujoco.Native;
using Embodied.Mujoco.Scenes;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco;

/// <summary>Rigid-body physics with contacts by MuJoCo: bodies as figures or as MJCF, any number of them in one scene.</summary>
public sealed class MujocoBackend : IBackend
{
    /// <summary>Its id in the catalog.</summary>
    public const string BackendId = "core/mujoco";

    /// <inheritdoc/>
    public string Id => BackendId;

    /// <summary>Writes a scene as the MJCF document that <see cref="Compile"/> hands to the engine, with notes on what was converted.</summary>
    /// <exception cref="InputException">A body is broken, two bodies clash, or a file needs another version of the engine.</exception>
    /// <exception cref="EmbodiedException">MuJoCo is not installed, or of an unknown version.</exception>
    public ComposedScene Compose(Scene scene) => new SceneComposer(MujocoLibrary.Instance.Layout.Version).Compose(scene);

    /// <inheritdoc cref="IBackend.Compile"/>
    /// <exception cref="EmbodiedException">MuJoCo is not installed, or of an unknown version.</exception>
    public MujocoModel Compile(Scene scene)
    {
        var composed = Compose(scene);
        var name = string.Join(" + ", scene.Bodies.Select(b => b.Body.Id));
        try
        {
            return MujocoModel.Load(composed.Xml, name);
        }
        catch (InputException e) when (EngineErrorPlace.Find(e.Problem, scene.Bodies) is { } place)
        {
            throw new InputException(place, e.Problem, "Correct the part named by the engine.", e);
        }
    }

    IModel IBackend.Compile(Scene scene) => Compile(scene);
}
