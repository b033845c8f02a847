namespace Embodied.Analysis.Statistics;

/// <summary>Several tests at once, of which none is to be significant by chance.</summary>
public static class FamilyWise
{
    /// <summary>Which of several p-values stay below a level together (Holm 1979): with this probability at most is any of them there by chance. Unknown ones (NaN) count as tests, and never stay.</summary>
    /// <param name="p">The p-values.</param>
    /// <param name="level">The level.</param>
    public static bool[] Holm(IReadOnlyList<double> p, double level = 0.05)
    {
        ArgumentNullException.ThrowIfNull(p);
        var stays = new bool[p.Count];
        foreach (var (i, rank) in Enumerable.Range(0, p.Count).OrderBy(i => double.IsNaN(p[i])).ThenBy(i => p[i]).Select((i, rank) => (i, rank)))
        {
            if (!(p[i] <= level / (p.Count - rank)))
                break;
            stays[i] = true;
        }

        return stays;
    }
}
