using Embodied.Data.Matlab;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Keypoints;

/// <summary>Names of keypoints in file order, from a skeleton as Label3D and DANNCE keep it (variable <c>joint_names</c>) or a text with one name per line.</summary>
public static class SkeletonFile
{
    private const string Variable = "joint_names";
    private const int LongestText = 1 << 20;

    /// <summary>The names.</summary>
    /// <exception cref="InputException">Missing, damaged, or without names.</exception>
    public static IReadOnlyList<string> ReadNames(string path)
    {
        return Check(path, MatFile.Recognizes(path) ? FromMatlab(path) : FromText(path));
    }

    /// <summary>The names, when they can name keypoints.</summary>
    /// <param name="place">Where they come from, for messages.</param>
    /// <param name="names">The names.</param>
    /// <exception cref="InputException">None, an empty one, or one twice.</exception>
    public static IReadOnlyList<string> Check(string place, IReadOnlyList<string> names)
    {
        if (names.Count == 0 || names.Any(string.IsNullOrWhiteSpace))
            throw new InputException(place, names.Count == 0 ? "holds no names." : "holds an empty name.", "Give every keypoint a name.");
        if (names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException(place, $"two keypoints are named '{twice.Key}'.", "Give every keypoint its own name.");
        return names;
    }

    private static IReadOnlyList<string> FromMatlab(string path) => MatFile.Read(path).GetValueOrDefault(Variable) switch
    {
        MatCell cell when cell.Items.All(i => i is MatText) => [.. cell.Items.Cast<MatText>().Select(t => t.Text)],
        MatText text => [.. text.Rows.Select(r => r.TrimEnd())],
        null => throw new InputException(path, $"holds no variable '{Variable}'.", "Name a skeleton file as Label3D saves it."),
        _ => throw new InputException($"{path}:{Variable}", "is no list of texts.", "Save the names as a cell array of texts."),
    };

    private static IReadOnlyList<string> FromText(string path)
    {
        var bytes = Files.InputFile.ReadAll(path);
        if (bytes.Length > LongestText || bytes.Contains((byte)0))
            throw new InputException(path, "is no skeleton: neither a MATLAB file nor a text with one name per line.", "Name a skeleton file.");
        return [.. System.Text.Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }
}
