using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.OdorPlume.Tracking;

/// <summary>
/// The wind an insect feels: ground wind minus its own velocity through the air in the last step, in its own frame, ahead and to the left [m/s].
/// </summary>
internal sealed class WindSense(PlumeEpisode episode, double fastest) : ISensor
{
    private PlanarRoot _root;

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body)
    {
        _root = PlanarRoot.Of(body);
        return new("wind", 2, "m/s", -fastest, fastest) { Labels = ["ahead", "left"] };
    }

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random)
    {
    }

    /// <inheritdoc/>
    public void Read(in StepContext step, Span<float> destination)
    {
        var state = step.Simulation.State;
        var wind = episode.FrameAt(state.Time).Wind - episode.AirVelocity;
        var (sin, cos) = MathF.SinCos((float)_root.Heading(state));
        destination[0] = episode.Noisy((wind.X * cos) + (wind.Y * sin));
        var left = episode.Noisy((wind.Y * cos) - (wind.X * sin));
        destination[1] = episode.Mirrored ? -left : left;
    }
}
