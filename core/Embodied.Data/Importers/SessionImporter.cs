using Embodied.Data.Hdf;
using Embodied.Data.Keypoints;
using Embodied.Data.Neural;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Importers;

/// <summary>
/// The body's side of the sessions published with MIMIC (Aldarondo et al. 2024): <c>/pose/keypoints</c> [frames, 3, keypoints] in mm, <c>/pose/qpos</c>
/// [frames, nq], <c>/behavior/motion_mapper</c>, at 50 Hz. The spikes are read by <see cref="SessionFile"/>.
/// </summary>
internal sealed class SessionImporter : IImporter
{
    private const string KeypointsName = "pose/keypoints";
    private const string PositionsName = "pose/qpos";

    /// <inheritdoc/>
    public ImporterInfo Info { get; } = new("mimic-session", "A session published with MIMIC (HDF5: pose, behaviour, spikes)");

    /// <inheritdoc/>
    public bool Recognizes(string path) => HdfProbe.Any(path, file => file.IsDataset(KeypointsName));

    /// <inheritdoc/>
    public Recording Import(string path, ImportOptions options)
    {
        using var file = HdfFile.Open(path);
        var keypoints = file.Numbers(KeypointsName);
        if (keypoints.Rank != 3)
            throw new InputException(file.Place(KeypointsName), $"has the sizes {keypoints}; expected [frames, 3, keypoints].", "Export the session again.");
        var frames = keypoints.Shape[0];
        var others = Others(file, frames).ToArray();
        return KeypointRecording.Build(path, Info.Id, new()
        {
            Place = file.Place(KeypointsName),
            Array = keypoints,
            UsualLayout = AxisLayout.FramesXyzKeypoints,
            Names = Names(file, KeypointsName),
            UsualUnit = "mm",
            Time = TimeBase.Regular(SessionFile.Rate),
            Others = time => others.Select(c => c with { Time = time }),
        }, options);
    }

    private static IEnumerable<RecordingChannel> Others(HdfFile file, int frames)
    {
        if (file.IsDataset(PositionsName))
        {
            var positions = file.Numbers(PositionsName);
            if (positions.Rank != 2 || positions.Shape[0] != frames)
                throw new InputException(file.Place(PositionsName), $"has the sizes {positions}; expected [{frames}, nq].", "Export the session again.");
            yield return new()
            {
                Name = ChannelNames.Positions,
                Unit = "mixed",
                Shape = positions.Shape,
                Values = positions.Values,
                Labels = Names(file, PositionsName) is { } names && names.Length == positions.Shape[1] ? names : null,
            };
        }

        var (behaviour, labels) = SessionFile.Behaviours(file, frames);
        if (behaviour is not null)
            yield return new() { Name = ChannelNames.Behaviour, Unit = "1", Shape = [frames], Values = [.. behaviour.Select(b => b < 0 ? double.NaN : b)], Labels = labels };
    }

    private static string[]? Names(HdfFile file, string dataset) => file.TextsOf(dataset, "names");
}
