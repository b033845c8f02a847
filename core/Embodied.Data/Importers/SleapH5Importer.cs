using Embodied.Data.Arrays;
using Embodied.Data.Hdf;
using Embodied.Data.Keypoints;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Importers;

/// <summary>3-D keypoints as SLEAP with Anipose saves them: dataset <c>tracks</c> [frames, 1, keypoints, 3], optionally <c>node_names</c>.</summary>
internal sealed class SleapH5Importer : IImporter
{
    private const string Tracks = "tracks";
    private const string PointScores = "point_scores";

    /// <inheritdoc/>
    public ImporterInfo Info { get; } = new("sleap-h5", "SLEAP/Anipose 3-D keypoints in HDF5 (dataset tracks)");

    /// <inheritdoc/>
    public bool Recognizes(string path) => HdfProbe.Any(path, file => file.IsDataset(Tracks));

    /// <inheritdoc/>
    public Recording Import(string path, ImportOptions options)
    {
        using var file = HdfFile.Open(path);
        var tracks = file.Numbers(Tracks);
        if (tracks.Rank == 4 && tracks.Shape[1] == 2 && tracks.Shape[3] != 3)
            throw new InputException(file.Place(Tracks), $"has the sizes {tracks}: 2-D keypoints of one camera.", "Triangulate them first; expected [frames, 1, keypoints, 3].");
        var notes = new List<string>();
        if (file.Text("", "Description") is { Length: > 0 } description)
            notes.Add($"The file describes itself as: {description.Trim()}");
        return KeypointRecording.Build(path, Info.Id, new()
        {
            Place = file.Place(Tracks),
            Array = tracks,
            UsualLayout = AxisLayout.FramesKeypointsXyz,
            Names = file.IsDataset("node_names") ? file.Texts("node_names") : null,
            Unit = file.Text(Tracks, "unit") ?? file.Text(Tracks, "units"),
            Confidence = Scores(file, tracks, notes),
            Notes = notes,
        }, options);
    }

    // Scores of one animal, [frames, keypoints] with or without the axis of animals.
    private static NdArray? Scores(HdfFile file, NdArray tracks, List<string> notes)
    {
        if (!file.IsDataset(PointScores))
            return null;
        var scores = file.Numbers(PointScores);
        if (scores.Shape[0] == tracks.Shape[0] && scores.Values.Length * 3L == tracks.Values.Length)
            return scores;
        notes.Add($"{PointScores} has the sizes {scores}, which do not fit the keypoints {tracks}: left out.");
        return null;
    }
}
