using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Backends.Planar;

/// <summary>
/// Walkers and flyers as points in the plane: a position, a heading, and commanded speeds that follow their controls through a first-order lag.
/// <para>
/// A body is one segment with <see cref="Sdk.Bodies.RootFreedom.Planar"/> freedom, without joints, tendons or built-in sensors. Its actuators are told
/// apart by name: <c>forward</c> (speed along the facing direction [length/time]), <c>sideways</c> (speed to its left) and <c>turn</c> (turn rate
/// [rad/time], positive to the left). Speed = gain · activation; the activation follows the control with the actuator's time constant. Arenas may hold
/// planes and decoration; solids that would have to be collided with are refused.
/// </para>
/// </summary>
public sealed class PlanarBackend : IBackend
{
    /// <summary>Catalog id.</summary>
    public const string BackendId = "core/planar";

    /// <inheritdoc/>
    public string Id => BackendId;

    /// <inheritdoc/>
    public IModel Compile(Scene scene)
    {
        var agents = scene.Bodies.Select(PlanarAgent.From).ToList();
        PlanarSupport.RequireArena(scene);
        return new PlanarModel(agents, Timestep(scene));
    }

    private static double Timestep(Scene scene)
    {
        var timestep = scene.Physics.Timestep ?? 0.01;
        return timestep > 0 && double.IsFinite(timestep)
            ? timestep
            : throw new Sdk.Errors.InputException(BackendId, $"an integration step of {timestep} is not a positive time");
    }
}
