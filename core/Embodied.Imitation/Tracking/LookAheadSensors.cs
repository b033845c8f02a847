using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Feet;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.Imitation.Tracking;

/// <summary>
/// Shows what the reference will do in the next steps, seen from the body: differences in the frame of the root, so that they do not depend on where in the
/// world the animal is and whither it faces.
/// </summary>
/// <param name="cursor">Where the world stands in its reference.</param>
/// <param name="times">Times from now [s].</param>
/// <param name="width">Numbers per time.</param>
internal abstract class LookAheadSensor(ReferenceCursor cursor, double[] times, int width) : ISensor
{
    protected ReferenceCursor Cursor => cursor;

    protected int Width => width;

    protected int Size => times.Length * width;

    public abstract Channel Bind(BodyInScene body);

    public void Reset(ISimulation simulation, ref RandomStream random)
    {
    }

    public void Read(in StepContext step, Span<float> destination)
    {
        for (var k = 0; k < times.Length; k++)
            ReadAt(step.Simulation.State, times[k], destination.Slice(k * width, width));
    }

    protected abstract void ReadAt(SimulationState state, double ahead, Span<float> destination);

    protected static string LengthUnit(BodyInScene body) => body.Body.Source is FigureSource { Figures.Units: var units } ? units.Length : "m";

    protected static void Write(ReadOnlySpan<double> values, Span<float> destination)
    {
        for (var i = 0; i < values.Length; i++)
            destination[i] = (float)values[i];
    }
}

/// <summary>Rᵀ (x_ref − x) of the root.</summary>
internal sealed class RootPositionAhead(ReferenceCursor cursor, double[] times, TrackedParts parts) : LookAheadSensor(cursor, times, 3)
{
    public override Channel Bind(BodyInScene body) => new("reference/root_position", Size, LengthUnit(body));

    protected override void ReadAt(SimulationState state, double ahead, Span<float> destination)
    {
        Span<double> local = stackalloc double[3];
        RootFrame.Of(state, parts.Root).Into(Cursor.Pose(ahead)[..3], local);
        Write(local, destination);
    }
}

/// <summary>Rotation from the root to the reference's, axis times angle in the root's frame.</summary>
internal sealed class RootRotationAhead(ReferenceCursor cursor, double[] times, TrackedParts parts) : LookAheadSensor(cursor, times, 3)
{
    public override Channel Bind(BodyInScene body) => new("reference/root_rotation", Size, "rad");

    protected override void ReadAt(SimulationState state, double ahead, Span<float> destination)
    {
        var q = Cursor.Pose(ahead).Slice(3, 4);
        var turn = RootFrame.Of(state, parts.Root).RotationTo(new Quat(q[0], q[1], q[2], q[3]));
        (destination[0], destination[1], destination[2]) = ((float)turn.X, (float)turn.Y, (float)turn.Z);
    }
}

/// <summary>q_ref − q of all hinges.</summary>
internal sealed class JointsAhead(ReferenceCursor cursor, double[] times, TrackedParts parts) : LookAheadSensor(cursor, times, parts.Hinges.Length)
{
    public override Channel Bind(BodyInScene body) => new("reference/joints", Size, "rad");

    protected override void ReadAt(SimulationState state, double ahead, Span<float> destination)
    {
        var pose = Cursor.Pose(ahead);
        for (var i = 0; i < parts.Hinges.Length; i++)
            destination[i] = (float)(pose[parts.Hinges[i].Position] - state.Positions[parts.Hinges[i].Position]);
    }
}

/// <summary>Rᵀ (x_ref − x) of the tracked segments.</summary>
internal sealed class SegmentsAhead(ReferenceCursor cursor, double[] times, TrackedParts parts) : LookAheadSensor(cursor, times, 3 * parts.Segments.Length)
{
    public override Channel Bind(BodyInScene body) => new("reference/segments", Size, LengthUnit(body));

    protected override void ReadAt(SimulationState state, double ahead, Span<float> destination)
    {
        Span<double> local = stackalloc double[3];
        var frame = RootFrame.Of(state, parts.Root);
        var wanted = Cursor.Features.Segments(Cursor.FrameAt(ahead));
        for (var i = 0; i < parts.Segments.Length; i++)
        {
            var now = state.SegmentPositions.Slice(3 * parts.Segments[i], 3);
            frame.Turn(wanted[3 * i] - now[0], wanted[(3 * i) + 1] - now[1], wanted[(3 * i) + 2] - now[2], local);
            Write(local, destination.Slice(3 * i, 3));
        }
    }
}

/// <summary>Of each foot: the height of its lowest point in the reference, and Rᵀ (x_ref − x) of its tip.</summary>
internal sealed class FeetAhead(ReferenceCursor cursor, double[] times, TeacherBody taught, TrackedParts parts) : LookAheadSensor(cursor, times, 4 * taught.Feet.Length)
{
    public override Channel Bind(BodyInScene body) => new("reference/feet", Size, LengthUnit(body));

    protected override void ReadAt(SimulationState state, double ahead, Span<float> destination)
    {
        Span<double> local = stackalloc double[3];
        var frame = RootFrame.Of(state, parts.Root);
        for (var f = 0; f < taught.Feet.Length; f++)
        {
            var now = state.SegmentPositions.Slice(3 * taught.Feet[f].Tip, 3);
            var wanted = Cursor.Geometry.Tip(f, Cursor.Time + ahead).Place;
            frame.Turn(wanted.X - now[0], wanted.Y - now[1], wanted.Z - now[2], local);
            destination[4 * f] = (float)Cursor.Geometry.Lowest(f, Cursor.Time + ahead);
            Write(local, destination.Slice((4 * f) + 1, 3));
        }
    }
}

/// <summary>Height of the lowest point of each foot above the ground.</summary>
internal sealed class FootHeights(TeacherBody taught) : ISensor
{
    private readonly FootState[] _feet = [.. taught.Feet.Select(f => new FootState(f))];

    public Channel Bind(BodyInScene body) =>
        new("proprioception/foot_heights", _feet.Length, body.Body.Source is FigureSource { Figures.Units: var units } ? units.Length : "m") { Labels = [.. taught.FootNames] };

    public void Reset(ISimulation simulation, ref RandomStream random)
    {
    }

    public void Read(in StepContext step, Span<float> destination)
    {
        for (var i = 0; i < _feet.Length; i++)
        {
            _feet[i].Update(step.Simulation.State);
            destination[i] = (float)_feet[i].Lowest;
        }
    }
}
