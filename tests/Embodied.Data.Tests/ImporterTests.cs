using Embodied.Data.Importers;
using Embodied.Sdk.Recordings;
using PureHDF;

namespace Embodied.Tests.Data;

/// <summary>What importers make of files that are right, and what they say about the ones that are odd.</summary>
public sealed class ImporterTests
{
    private static readonly ImportOptions At50 = new() { Rate = 50 };

    [Fact]
    public void Ids_are_unique_and_every_importer_says_what_it_reads()
    {
        Assert.Equal(ImporterCatalog.All.Count, ImporterCatalog.All.Select(i => i.Info.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(ImporterCatalog.All, i => Assert.NotEmpty(i.Info.Summary));
        Assert.All(ImporterCatalog.All, i => Assert.Same(i, ImporterCatalog.Get(i.Info.Id)));
    }

    [Theory]
    [InlineData("millimeters", 1.0, null)]
    [InlineData("pixels", 1.0, "\"pixels\"")]
    [InlineData("meters", 1.0, "\"meters\"")]
    [InlineData("meters", 0.001, null)]
    [InlineData("cm", 0.1, null)]
    public void A_unit_is_believed_as_far_as_the_animal_can_exist(string unit, double factor, string? note)
    {
        using var folder = new TemporaryFolder();
        var walk = Walk.Keypoints(30, 7);
        for (var t = 0; t < 30; t++)
        {
            for (var k = 0; k < 7; k++)
            {
                for (var i = 0; i < 3; i++)
                    walk[t, k, i] *= factor;
            }
        }

        var path = folder.File("a.nwb");
        PoseNwb.Write(path, walk, Times(30, 50), unit);

        var recording = new NdxPoseNwbImporter().Import(path, ImportOptions.Default);

        var expected = Walk.Flat(Walk.Keypoints(30, 7), "TK3");
        var actual = recording.Find(ChannelNames.Keypoints)!.Values;
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i] * 1e-3, actual[i], 1e-12);
        Assert.Equal(note is not null, recording.Provenance.Notes.Any(n => note is not null && n.Contains(note, StringComparison.Ordinal)));
        Assert.Equal(note is null ? 0 : 1, recording.Provenance.Notes.Count);
    }

    [Fact]
    public void A_given_unit_overrules_and_is_said()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.nwb");
        PoseNwb.Write(path, Walk.Keypoints(30, 7), Times(30, 50), "millimeters");

        var recording = new NdxPoseNwbImporter().Import(path, new() { Unit = "cm" });

        Assert.Equal(0.01, recording.Find(ChannelNames.Keypoints)!.Values[0], 1e-12);
        Assert.Contains(recording.Provenance.Notes, n => n.Contains("cm was given", StringComparison.Ordinal));
        Assert.Equal("cm", recording.Provenance.Settings["unit"]);
    }

    [Fact]
    public void Irregular_timestamps_stay_irregular()
    {
        using var folder = new TemporaryFolder();
        double[] times = [.. Enumerable.Range(0, 30).Select(t => (0.02 * t) + (t > 10 ? 1 : 0))];
        PoseNwb.Write(folder.File("a.nwb"), Walk.Keypoints(30, 7), times);

        var time = new NdxPoseNwbImporter().Import(folder.File("a.nwb"), new() { ExpectedRate = 50 }).Find(ChannelNames.Keypoints)!.Time!;

        Assert.Equal(times, time.Times);
    }

    [Fact]
    public void Nodes_give_the_order_of_keypoints()
    {
        using var folder = new TemporaryFolder();
        PoseNwb.Write(folder.File("a.nwb"), Walk.Keypoints(30, 3), Times(30, 50), nodes: ["kp02", "kp00", "kp01"]);

        var keypoints = new NdxPoseNwbImporter().Import(folder.File("a.nwb"), ImportOptions.Default).Find(ChannelNames.Keypoints)!;

        Assert.Equal(["kp02", "kp00", "kp01"], keypoints.Labels);
        Assert.Equal(Walk.Keypoints(30, 3)[0, 2, 0] * 1e-3, keypoints.Values[0]);
    }

    [Fact]
    public void Zeros_among_positions_count_as_not_seen_and_are_said()
    {
        using var folder = new TemporaryFolder();
        var walk = Walk.Keypoints(30, 7);
        (walk[4, 2, 0], walk[4, 2, 1], walk[4, 2, 2]) = (0, 0, 0);
        var path = folder.Write("a.mat", Walk.Mat(walk, "T3K"));

        var recording = new DannceMatImporter().Import(path, At50);

        Assert.Equal(3, recording.Find(ChannelNames.Keypoints)!.Values.Count(double.IsNaN));
        Assert.Contains(recording.Provenance.Notes, n => n.StartsWith("1 keypoint positions of exactly 0, 0, 0", StringComparison.Ordinal));
    }

    [Fact]
    public void A_keypoint_that_never_moves_is_kept_and_said()
    {
        using var folder = new TemporaryFolder();
        var walk = Walk.Keypoints(30, 7);
        for (var t = 0; t < 30; t++)
            (walk[t, 2, 0], walk[t, 2, 1], walk[t, 2, 2]) = (50, 20, 10);
        var path = folder.Write("a.mat", Walk.Mat(walk, "T3K"));

        var recording = new DannceMatImporter().Import(path, At50);

        Assert.Contains(recording.Provenance.Notes, n => n.StartsWith("These keypoints never move: 2.", StringComparison.Ordinal));
    }

    [Fact]
    public void Dannce_confidence_comes_along()
    {
        using var folder = new TemporaryFolder();
        var mat = new MatBytes();
        var walk = Walk.Keypoints(4, 2);
        var bytes = mat.Header()
            .Variable(mat.Doubles("pred", [4, 3, 2], Walk.Flat(walk, "K3T")))
            .Variable(mat.Doubles("p_max", [4, 2], [.1, .2, .3, .4, .5, .6, .7, .8])).ToArray();

        var recording = new DannceMatImporter().Import(folder.Write("a.mat", bytes), At50);

        Assert.Equal([.1, .5, .2, .6, .3, .7, .4, .8], recording.Find(ChannelNames.KeypointConfidence)!.Values);
    }

    [Fact]
    public void Sleap_tracks_lose_their_axis_of_one_animal()
    {
        using var folder = new TemporaryFolder();
        var walk = Walk.Keypoints(30, 5);
        var tracks = new double[30, 1, 5, 3];
        Buffer.BlockCopy(walk, 0, tracks, 0, Buffer.ByteLength(walk));
        new H5File { ["tracks"] = tracks, ["node_names"] = new[] { "a", "b", "c", "d", "e" }, Attributes = { ["Description"] = "smoothed" } }.Write(folder.File("a.h5"));

        var importer = ImporterCatalog.Detect(folder.File("a.h5"));
        var recording = importer.Import(folder.File("a.h5"), At50);

        Assert.Equal("sleap-h5", importer.Info.Id);
        Assert.Equal(Walk.Flat(walk, "TK3").Select(v => v * 1e-3), recording.Find(ChannelNames.Keypoints)!.Values);
        Assert.Equal(["a", "b", "c", "d", "e"], recording.Find(ChannelNames.Keypoints)!.Labels);
        Assert.Contains(recording.Provenance.Notes, n => n.Contains("smoothed", StringComparison.Ordinal));
    }

    [Fact]
    public void Stac_results_bring_poses_offsets_and_the_rate_that_their_velocities_imply()
    {
        using var folder = new TemporaryFolder();
        var (qpos, qvel) = (new double[40, 9], new double[40, 8]);
        for (var t = 0; t < 40; t++)
            (qpos[t, 0], qpos[t, 1]) = (Math.Sin(0.1 * t), 0.01 * t);
        for (var t = 0; t < 39; t++)
            (qvel[t, 0], qvel[t, 1]) = ((qpos[t + 1, 0] - qpos[t, 0]) * 50, 0.5);
        var keypoints = new double[40, 6];
        for (var t = 0; t < 40; t++)
        {
            for (var i = 0; i < 6; i++)
                keypoints[t, i] = (0.01 * i) + (0.001 * t);
        }

        new H5File
        {
            ["qpos"] = qpos,
            ["qvel"] = qvel,
            ["kp_data"] = keypoints,
            ["kp_names"] = new[] { "a", "b" },
            ["offsets"] = new double[,] { { 1, 2, 3 }, { 4, 5, 6 } },
            ["marker_sites"] = new double[40, 2, 3],
        }.Write(folder.File("a.h5"));

        var recording = ImporterCatalog.Detect(folder.File("a.h5")).Import(folder.File("a.h5"), ImportOptions.Default);

        Assert.Equal([40, 9], recording.Find(ChannelNames.Positions)!.Shape);
        Assert.Equal(50, recording.Find(ChannelNames.Positions)!.Time!.Rate);
        Assert.Equal([40, 2, 3], recording.Find(ChannelNames.Keypoints)!.Shape);
        Assert.Equal(0.01, recording.Find(ChannelNames.Keypoints)!.Values[1]);
        Assert.Null(recording.Find(ChannelNames.Offsets)!.Time);
        Assert.Equal([1.0, 2, 3, 4, 5, 6], recording.Find(ChannelNames.Offsets)!.Values);
        Assert.Equal(["a", "b"], recording.Find(ChannelNames.Offsets)!.Labels);
        Assert.Contains(recording.Provenance.Notes, n => n.Contains("50 Hz follows", StringComparison.Ordinal));
    }

    [Fact]
    public void Csv_columns_become_keypoints_and_channels()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.csv", """
            # made by hand
            time [s],nose_x [mm],nose_y [mm],nose_z [mm],tail_x [mm],tail_y [mm],tail_z [mm],speed [m/s],"lick, left"
            1.00,100,20,30,10,20,30,0.5,0
            1.02,101,20,30,11,20,30,,1
            1.04,102,21,30,12,20,31,0.7,0
            """);

        var recording = ImporterCatalog.Detect(path).Import(path, ImportOptions.Default);

        var keypoints = recording.Find(ChannelNames.Keypoints)!;
        Assert.Equal(["nose", "tail"], keypoints.Labels);
        Assert.Equal([0.1, 0.02, 0.03, 0.01, 0.02, 0.03], keypoints.Values[..6].Select(v => Math.Round(v, 9)));
        Assert.Equal(50, keypoints.Time!.Rate, 1e-6);
        Assert.Equal(1, keypoints.Time.Start);
        Assert.Equal("m/s", recording.Find("speed")!.Unit);
        Assert.Equal([0.5, double.NaN, 0.7], recording.Find("speed")!.Values);
        Assert.Equal([0.0, 1, 0], recording.Find("lick, left")!.Values);
        Assert.Empty(recording.Provenance.Notes);
    }

    [Fact]
    public void Provenance_names_the_file_its_hash_and_the_settings()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.mat", Walk.Mat(Walk.Keypoints(30, 7), "T3K"));

        var provenance = new DannceMatImporter().Import(path, At50).Provenance;

        Assert.Equal("importer dannce-mat", provenance.Origin);
        Assert.Equal(path, provenance.Source);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))), provenance.SourceHash);
        Assert.Equal("50", provenance.Settings["rate"]);
        Assert.False(provenance.Synthetic);
    }

    private static double[] Times(int count, double rate) => [.. Enumerable.Range(0, count).Select(t => t / rate)];
}
