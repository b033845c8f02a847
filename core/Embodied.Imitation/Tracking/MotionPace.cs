using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Motions;
using Embodied.Sdk.Geometry;

namespace Embodied.Imitation.Tracking;

/// <summary>
/// When a motion goes somewhere, and when it stays: it goes while every one of its feet travels. A trunk that sways over feet that stand, or one foot that is
/// put elsewhere, is no going.
/// </summary>
internal sealed class MotionPace
{
    // What a foot travels in this time counts, which is longer than a stride [s].
    private const double Window = 0.5;

    // Slower than this is staying [mean heights of the root per second].
    private const double Slow = 0.4;

    // What is shorter is not worth a change [s].
    private const double Shortest = 0.3;

    /// <summary>Looks at a motion.</summary>
    public MotionPace(ReferenceMotion motion, TeacherBody body)
    {
        var goes = new bool[motion.Frames];
        if (body.RootVelocities > 0)
        {
            var (geometry, slow) = (body.GeometryOf(motion), Slow * Enumerable.Range(0, motion.Frames).Average(f => motion.Positions(f)[2]));
            for (var frame = 0; frame < goes.Length; frame++)
                goes[frame] = Speed(geometry, motion, body.Feet.Length, frame * motion.Timestep) > slow;
        }

        var shortest = (int)Math.Round(Shortest / motion.Timestep);
        Fill(goes, false, shortest);
        Fill(goes, true, shortest);
        Share = goes.Count(g => g) / (double)goes.Length;
        Parts = [.. Enumerable.Range(0, goes.Length).Where(f => f == 0 || goes[f] != goes[f - 1]).Select(f => (f * motion.Timestep, goes[f]))];
    }

    /// <summary>From when on it goes or stays [s], in turn.</summary>
    public IReadOnlyList<(double From, bool Goes)> Parts { get; }

    /// <summary>Share of the time in which it goes.</summary>
    public double Share { get; }

    // Of the slowest foot, along the ground.
    private static double Speed(MotionGeometry geometry, ReferenceMotion motion, int feet, double time)
    {
        var (from, to) = (Math.Max(0, time - (Window / 2)), Math.Min(motion.Duration, time + (Window / 2)));
        return Enumerable.Range(0, feet).Min(f => ((geometry.Tip(f, to).Place - geometry.Tip(f, from).Place) is var way ? new Vec3(way.X, way.Y, 0).Length : 0) / (to - from));
    }

    // Runs of one kind that are too short become the other.
    private static void Fill(bool[] goes, bool kind, int shortest)
    {
        for (var first = 0; first < goes.Length;)
        {
            var end = first;
            while (end < goes.Length && goes[end] == goes[first])
                end++;
            if (goes[first] == kind && end - first < shortest && end - first < goes.Length)
                goes.AsSpan(first, end - first).Fill(!kind);
            first = end;
        }
    }
}
