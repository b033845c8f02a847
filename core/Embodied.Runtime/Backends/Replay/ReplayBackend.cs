using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Backends.Replay;

/// <summary>
/// Plays a recorded motion without dynamics: another backend compiles the scene, and every step puts the body where the recording says it was.
/// Between samples positions are interpolated along the shortest rotation; velocities are those of the recording, or its differences. Simulation
/// time 0 is the first sample. Controls have no effect.
/// </summary>
/// <param name="inner">Compiles the scene and computes what follows from a pose.</param>
/// <param name="motion">Holds <see cref="ChannelNames.Positions"/> of the scene and perhaps <see cref="ChannelNames.Velocities"/>.</param>
/// <param name="end">What happens after the last sample.</param>
internal sealed class ReplayBackend(IBackend inner, Recording motion, ReplayEnd end = ReplayEnd.Hold) : IBackend
{
    /// <summary>Catalog id.</summary>
    public const string BackendId = "core/replay";

    /// <inheritdoc/>
    public string Id => BackendId;

    /// <inheritdoc/>
    /// <exception cref="InputException">The recording does not fit the scene.</exception>
    public IModel Compile(Scene scene)
    {
        var model = inner.Compile(scene);
        try
        {
            using var kinematics = (model as IHasKinematics)?.CreateKinematics();
            return new ReplayModel(model, Motion.From(motion, model, kinematics, end));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}

/// <summary>What a replay does after the last sample.</summary>
public enum ReplayEnd
{
    /// <summary>Stays in the last pose with zero velocity.</summary>
    Hold,

    /// <summary>Starts again from the first sample, at once.</summary>
    Loop,
}
