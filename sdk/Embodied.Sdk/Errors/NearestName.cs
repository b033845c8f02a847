namespace Embodied.Sdk.Errors;

/// <summary>Finds what a misspelt name was meant to be, for hints.</summary>
public static class NearestName
{
    private const int LongestListed = 12;

    /// <summary>The valid name closest to <paramref name="name"/>, or null when none is close. Case and the difference of - _ count little.</summary>
    public static string? Find(string name, IEnumerable<string> valid)
    {
        // A swapped pair of letters costs two.
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

    // Edit distance with insertions, deletions and substitutions (Levenshtein 1966), one row at a time.
    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
