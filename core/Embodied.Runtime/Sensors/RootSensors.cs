using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Sensors;

/// <summary>Height of the root's origin above world zero [length].</summary>
internal sealed class RootHeight : ISensor
{
    private int _index;

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body)
    {
        _index = (3 * body.Root) + 2;
        return new("proprioception/root_height", 1, Units.Of(body).Length);
    }

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random)
    {
    }

    /// <inheritdoc/>
    public void Read(in StepContext step, Span<float> destination) => destination[0] = (float)step.Simulation.State.SegmentPositions[_index];
}

/// <summary>The world's up direction seen from the root: three numbers of unit length, (0, 0, 1) when it is level.</summary>
internal sealed class WorldUp : ISensor
{
    private int _row;

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body)
    {
        _row = (9 * body.Root) + 6;
        return new("proprioception/world_up", 3, "1", -1, 1) { Labels = ["x", "y", "z"] };
    }

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random)
    {
    }

    /// <inheritdoc/>
    public void Read(in StepContext step, Span<float> destination)
    {
        // The third row of a local-to-world rotation is the world's z axis in local coordinates.
        var up = step.Simulation.State.SegmentRotations.Slice(_row, 3);
        (destination[0], destination[1], destination[2]) = ((float)up[0], (float)up[1], (float)up[2]);
    }
}

/// <summary>Units of the scene a body stands in.</summary>
internal static class Units
{
    public static UnitSystem Of(BodyInScene body) => body.Body.Source is FigureSource { Figures.Units: var units } ? units : UnitSystem.Si;
}
