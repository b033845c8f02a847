using Embodied.Registration.Solving;

namespace Embodied.Registration.Solving;

/// <summary>What no keypoint determines: hinges and slides that move no keypoint, and the segments they move.</summary>
internal sealed class LooseParts
{
    private LooseParts(FreeDegree[] degrees, int[] segments, int[][] movers, bool[] touching)
    {
        (Degrees, Segments, Movers, Touching) = (degrees, segments, movers, touching);
        Moved = [.. Enumerable.Range(0, degrees.Length).Select(d => Enumerable.Range(0, segments.Length).Where(s => movers[s].Contains(d)).ToArray())];
    }

    /// <summary>The degrees of freedom, in the order of the velocities.</summary>
    public FreeDegree[] Degrees { get; }

    /// <summary>The segments that at least one of them moves.</summary>
    public int[] Segments { get; }

    /// <summary>For each of <see cref="Segments"/>, the places in <see cref="Degrees"/> of those that move it.</summary>
    public int[][] Movers { get; }

    /// <summary>For each of <see cref="Segments"/>, whether it may touch the ground.</summary>
    public bool[] Touching { get; }

    /// <summary>For each of <see cref="Degrees"/>, the places in <see cref="Segments"/> of those it moves.</summary>
    public int[][] Moved { get; }

    /// <summary>Finds them from what moves what.</summary>
    /// <param name="all">Every degree of freedom.</param>
    /// <param name="reach">For each segment, whether each velocity dimension moves it.</param>
    /// <param name="keypointSegments">The segments that carry keypoints.</param>
    /// <param name="contacts">The segments that may touch the ground.</param>
    public static LooseParts Of(IEnumerable<FreeDegree> all, bool[][] reach, int[] keypointSegments, int[] contacts)
    {
        var degrees = all.Where(d => d.IsScalar && !Array.Exists(keypointSegments, s => reach[s][d.Velocity])).ToArray();
        var segments = Enumerable.Range(0, reach.Length).Where(s => Array.Exists(degrees, d => reach[s][d.Velocity])).ToArray();
        var movers = segments.Select(s => Enumerable.Range(0, degrees.Length).Where(d => reach[s][degrees[d].Velocity]).ToArray()).ToArray();
        return new(degrees, segments, movers, [.. segments.Select(contacts.Contains)]);
    }
}
