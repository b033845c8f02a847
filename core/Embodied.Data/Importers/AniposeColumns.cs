using Embodied.Data.Arrays;
using Embodied.Data.Files;

namespace Embodied.Data.Importers;

/// <summary>What Anipose writes beside each keypoint: its score, its reprojection error and in how many cameras it was seen; and how the whole was turned.</summary>
/// <param name="Confidence">Scores, [frames × keypoints].</param>
/// <param name="Used">Columns that are no channels of their own.</param>
/// <param name="Notes">What was left out.</param>
internal sealed record AniposeColumns(NdArray? Confidence, HashSet<int> Used, List<string> Notes)
{
    private const string Score = "_score";
    private static readonly string[] LeftOut = ["_error", "_ncams"];

    /// <summary>Finds them; null where there are none.</summary>
    public static AniposeColumns? Find(CsvTable table, IReadOnlyList<string> keypoints)
    {
        var places = table.Columns.Select((name, place) => (name, place)).ToDictionary(c => c.name, c => c.place, StringComparer.Ordinal);
        int Column(string name) => places.GetValueOrDefault(name, -1);
        var scores = keypoints.Select(k => Column(k + Score)).ToArray();
        if (keypoints.Count == 0 || Array.IndexOf(scores, -1) >= 0)
            return null;
        var left = keypoints.SelectMany(k => LeftOut.Select(e => Column(k + e))).Where(c => c >= 0).ToList();
        // The rotation and the centre that Anipose took out: the same in every frame.
        var turned = Enumerable.Range(0, table.Columns.Length)
            .Where(c => table.Columns[c] is ['M', '_', >= '0' and <= '2', >= '0' and <= '2'] or "center_0" or "center_1" or "center_2").ToList();
        var confidence = new double[table.Rows * keypoints.Count];
        for (var t = 0; t < table.Rows; t++)
        {
            for (var k = 0; k < scores.Length; k++)
                confidence[(t * scores.Length) + k] = table.Values[scores[k]][t];
        }

        var notes = new List<string>();
        if (left.Count > 0)
            notes.Add("Reprojection errors and numbers of cameras (_error, _ncams) were left out; scores became the confidence.");
        if (turned.Count > 0)
            notes.Add("The rotation and centre that were taken out of the keypoints (M_*, center_*) were left out: positions are as the file has them.");
        return new(new(confidence, table.Rows, scores.Length), [.. scores, .. left, .. turned], notes);
    }
}
