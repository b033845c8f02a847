using System.Text;

namespace Embodied.Testing;

/// <summary>A line-by-line difference a person can read: <c>-</c> was approved, <c>+</c> was received.</summary>
internal static class LineDiff
{
    private const int Context = 2;
    private const int MostLines = 80;

    public static string Between(string verified, string received)
    {
        var (before, after) = (Lines(verified), Lines(received));
        var start = 0;
        while (start < before.Length && start < after.Length && before[start] == after[start])
            start++;
        var (endBefore, endAfter) = (before.Length, after.Length);
        while (endBefore > start && endAfter > start && before[endBefore - 1] == after[endAfter - 1])
            (endBefore, endAfter) = (endBefore - 1, endAfter - 1);

        var text = new StringBuilder().AppendLine($"@@ line {start + 1} @@");
        foreach (var line in before[Math.Max(0, start - Context)..start])
            text.AppendLine("  " + line);
        var changes = Changes(before[start..endBefore], after[start..endAfter]);
        foreach (var line in changes.Take(MostLines))
            text.AppendLine(line);
        if (changes.Count > MostLines)
            text.AppendLine($"  ... and {changes.Count - MostLines} more lines");
        foreach (var line in before[endBefore..Math.Min(before.Length, endBefore + Context)])
            text.AppendLine("  " + line);
        return text.ToString();
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.Split('\n');

    /// <summary>Longest common subsequence by dynamic programming; very large differences are shown as one block instead.</summary>
    private static List<string> Changes(string[] before, string[] after)
    {
        if ((long)before.Length * after.Length > 4_000_000)
            return [.. before.Select(l => "- " + l), .. after.Select(l => "+ " + l)];
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var result = new List<string>();
        for (int i = 0, j = 0; i < before.Length || j < after.Length;)
        {
            if (i < before.Length && j < after.Length && before[i] == after[j])
                (result, i, j) = (Add(result, "  " + before[i]), i + 1, j + 1);
            else if (j >= after.Length || (i < before.Length && common[i + 1, j] >= common[i, j + 1]))
                (result, i) = (Add(result, "- " + before[i]), i + 1);
            else
                (result, j) = (Add(result, "+ " + after[j]), j + 1);
        }

        return result;
    }

    private static List<string> Add(List<string> list, string line)
    {
        list.Add(line);
        return list;
    }
}
