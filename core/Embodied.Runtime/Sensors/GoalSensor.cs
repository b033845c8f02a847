using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Sensors;

/// <summary>Where the goal is, seen from the root: the direction as a unit vector in its frame, and log(1 + distance in body lengths).</summary>
internal sealed class GoalSensor : ISensor
{
    private const string Part = "sensor 'core/goal'";
    private int _root;
    private double _length;

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body)
    {
        (_root, _length) = (body.Root, BodySizes.Of(body, Part).Length);
        return new("goal", 4, "1") { Labels = ["direction.x", "direction.y", "direction.z", "log distance"] };
    }

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random)
    {
    }

    /// <inheritdoc/>
    public void Read(in StepContext step, Span<float> destination)
    {
        var p = step.State.SegmentPositions.Slice(3 * _root, 3);
        var r = step.State.SegmentRotations.Slice(9 * _root, 9);
        var there = step.RequireGoal(Part) - new Vec3(p[0], p[1], p[2]);
        var distance = Math.Max(there.Length, 1e-12);
        for (var i = 0; i < 3; i++)
            destination[i] = (float)(((r[i] * there.X) + (r[3 + i] * there.Y) + (r[6 + i] * there.Z)) / distance);
        destination[3] = (float)Math.Log(1 + (distance / _length));
    }
}
