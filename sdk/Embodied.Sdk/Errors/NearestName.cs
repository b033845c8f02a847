namespace Embodied.Sdk.Errors;

/// <summary>Finds what a misspelt name was meant to be, for hints.</summary>
public static class NearestName
{
    private const int LongestListed = 12;

    /// <summary>The valid name closest to <paramref name="name"/>, or null when none is close. Case and the difference of - _ count little.</summary>
    public static string? Find(string name, IEnumerable<string> valid)
    {
        var limit = name.Length < 4 ? 1 : Math.Max(2, name.Length / 3);
        var best = valid
            .Select(v => (Name: v, Distance: Distance(Plain(name), Plain(v))))
            .OrderBy(p => p.Distance)
            .ThenBy(p => p.Name, StringComparer.Ordinal)
            .FirstOrDefault((Name: "", Distance: int.MaxValue));
        return best.Distance <= limit ? best.Name : null;
    }

    /// <summary>A hint such as <c>Did you mean 'seed'?</c>, or the valid names when none is close.</summary>
    public static string Hint(string name, IEnumerable<string> valid)
    {
        var names = valid.Order(StringComparer.Ordinal).ToArray();
        if (Find(name, names) is { } nearest)
            return $"Did you mean '{nearest}'?";
        if (names.Length == 0)
            return "There are none.";
        var more = names.Length > LongestListed ? $", … ({names.Length} in all)" : "";
        return $"Valid: {string.Join(", ", names.Take(LongestListed))}{more}.";
    }

    private static string Plain(string name) => name.Replace('-', '_').ToLowerInvariant();

    // Edit distance with insertions, deletions, substitutions and swaps of neighbours (Damerau 1964, each pair swapped at most once).
    private static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            cost[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            cost[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(substituted, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[a.Length, b.Length];
    }
}
