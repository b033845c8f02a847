using System.Globalization;

namespace Embodied.Mujoco.Mjcf;

/// <summary>Looks through a Wavefront mesh before MuJoCo does, which reads past the end of what it was told of: vertices, texture coordinates or normals that are not there.</summary>
internal static class ObjFile
{
    private const int FewestVertices = 4;

    // What a corner names, in the order of its parts, and how many numbers each takes.
    private static readonly (string Word, string Name, int Numbers)[] Kinds = [("v", "vertex", 3), ("vt", "texture coordinate", 2), ("vn", "normal", 3)];

    /// <summary>What is wrong with a mesh, or null.</summary>
    public static string? ProblemOf(string path)
    {
        var (counts, corners, number) = (new long[Kinds.Length], new List<Corner>(), 0);
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                continue;
            if (Array.FindIndex(Kinds, k => k.Word == words[0]) is >= 0 and var kind)
            {
                counts[kind]++;
                if (words.Length <= Kinds[kind].Numbers || !words[1..(Kinds[kind].Numbers + 1)].All(IsNumber))
                    return $"has no {Kinds[kind].Numbers} numbers for a {Kinds[kind].Name} in line {number}";
            }
            else if (words[0] == "f" && Face(words, number, counts, corners) is { } problem)
            {
                return problem;
            }
        }

        return counts[0] < FewestVertices ? $"has {counts[0]} vertices; a body takes {FewestVertices}" : corners.Select(c => c.Problem(counts)).FirstOrDefault(p => p is not null);
    }

    private static string? Face(string[] words, int line, long[] counts, List<Corner> corners)
    {
        if (words.Length < 4)
            return $"has a face of {words.Length - 1} corners in line {line}";
        foreach (var word in words[1..])
        {
            var parts = word.Split('/');
            if (parts.Length > Kinds.Length || parts[0].Length == 0)
                return $"has the word '{word}' for a corner in line {line}";
            for (var kind = 0; kind < parts.Length; kind++)
            {
                if (parts[kind].Length == 0)
                    continue;
                if (!long.TryParse(parts[kind], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
                    return $"has the word '{word}' for a corner in line {line}";
                corners.Add(new(line, kind, index, counts[kind]));
            }
        }

        return null;
    }

    private static bool IsNumber(string word) => double.TryParse(word, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= float.MaxValue;

    /// <summary>One index. They begin at 1; negative ones count from the end of what stands before.</summary>
    private readonly record struct Corner(int Line, int Kind, long Index, long Before)
    {
        public string? Problem(long[] counts) => Index == 0 || Index > counts[Kind] || -Index > Before
            ? $"has a face with {Kinds[Kind].Name} {Index} of {counts[Kind]} in line {Line}"
            : null;
    }
}
