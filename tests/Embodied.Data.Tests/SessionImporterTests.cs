using Embodied.Data.Importers;
using Embodied.Sdk.Recordings;
using PureHDF;

namespace Embodied.Tests.Data;

public sealed class SessionImporterTests
{
    [Fact]
    public void A_published_session_gives_pose_and_behaviour()
    {
        using var folder = new TemporaryFolder();
        const int Frames = 60, Keypoints = 5;
        double[] mm = [.. Enumerable.Range(0, Frames * 3 * Keypoints).Select(i => (50.0 * (i % Keypoints)) + (20 * (i / Keypoints % 3)) + (0.1 * (i / (3 * Keypoints))))];
        var file = new H5File
        {
            ["pose"] = new H5Group
            {
                ["keypoints"] = new H5Dataset(mm, fileDims: [Frames, 3, Keypoints]) { Attributes = { ["names"] = new[] { "a", "b", "c", "d", "e" } } },
                ["qpos"] = new H5Dataset(Enumerable.Range(0, Frames * 9).Select(i => (double)i).ToArray(), fileDims: [Frames, 9]),
            },
            ["behavior"] = new H5Group
            {
                ["motion_mapper"] = new H5Dataset(Enumerable.Range(0, Frames).Select(i => (byte)(1 + (i % 2))).ToArray()) { Attributes = { ["names"] = new[] { "still", "walk" } } },
            },
        };
        var path = folder.File("s.h5");
        file.Write(path);

        var importer = ImporterCatalog.Detect(path);
        var read = importer.Import(path, ImportOptions.Default);

        Assert.Equal("mimic-session", importer.Info.Id);
        var keypoints = read.Find(ChannelNames.Keypoints)!;
        Assert.Equal([Frames, Keypoints, 3], keypoints.Shape);
        Assert.Equal(50, keypoints.Time!.Rate);
        Assert.Equal(0.001 * ((50 * 2) + 20 + 0.1), keypoints.Values[(1 * Keypoints * 3) + (2 * 3) + 1], 1e-12);
        Assert.Equal([0.0, 1], read.Find(ChannelNames.Behaviour)!.Values[..2]);
        Assert.Equal(["still", "walk"], read.Find(ChannelNames.Behaviour)!.Labels);
        Assert.Equal([Frames, 9], read.Find(ChannelNames.Positions)!.Shape);
    }
}
