using Embodied.Sdk.Physics;

namespace Embodied.Registration.Solving;

/// <summary>
/// Which degrees of freedom stand before which on the way from the root: two of them meet in an equation only when one stands before the other, which
/// is why the equations of a body are sparse and stay sparse when solved (Featherstone, Int. J. Robotics Research 24, 2005).
/// </summary>
internal sealed class DegreeTree
{
    private DegreeTree(int[][] chains)
    {
        Chains = chains;
        Starts = new int[chains.Length + 1];
        for (var i = 0; i < chains.Length; i++)
            Starts[i + 1] = Starts[i] + chains[i].Length;
        Beyond = [.. chains.Select((chain, i) => Enumerable.Range(i + 1, chains.Length - i - 1)
            .Where(k => chains[k].Length > chain.Length && chains[k][chain.Length - 1] == i).ToArray())];
    }

    /// <summary>For each degree, those from the root up to and including itself.</summary>
    public int[][] Chains { get; }

    /// <summary>Where each degree's row begins when rows hold one number per degree of the chain; the last entry is the number of all.</summary>
    public int[] Starts { get; }

    /// <summary>For each degree, those whose chain goes through it.</summary>
    public int[][] Beyond { get; }

    /// <summary>Builds the tree of the given degrees.</summary>
    /// <param name="degrees">The degrees in the order of the velocities.</param>
    /// <param name="joints">All joints.</param>
    /// <param name="reach">For each segment, whether each velocity dimension moves it.</param>
    public static DegreeTree Of(FreeDegree[] degrees, JointAddress[] joints, bool[][] reach)
    {
        var chains = new int[degrees.Length][];
        for (var i = 0; i < degrees.Length; i++)
        {
            var velocity = degrees[i].Velocity;
            var segment = joints.First(j => velocity >= j.Velocity && velocity < j.Velocity + j.VelocitySize).Segment;
            chains[i] = [.. Enumerable.Range(0, i).Where(j => reach[segment][degrees[j].Velocity]), i];
            if (chains[i].Length > 1 && !chains[i].AsSpan()[..^1].SequenceEqual(chains[chains[i][^2]]))
                throw new InvalidOperationException($"The degrees that move segment {segment} are no chain.");
        }
        return new(chains);
    }
}
