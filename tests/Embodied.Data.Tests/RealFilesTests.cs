using Embodied.Data.Importers;
using Embodied.Data.Keypoints;
using Embodied.Data.Recordings;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Tests.Data;

/// <summary>Published recordings against figures read with NumPy, SciPy and h5py.</summary>
public sealed class RealFilesTests
{
    private const string Stac = "data/rodent/stac-mjx/";
    private static readonly ImportOptions At50 = new() { ExpectedRate = 50 };

    [Fact]
    public void Mat_has_the_published_numbers()
    {
        var path = SharedData.Require(Stac + "test_rodent_mocap_1000_frames.mat");
        var names = SkeletonFile.ReadNames(SharedData.Require(Stac + "rat23.mat"));

        var recording = Import(path, "dannce-mat", At50 with { KeypointNames = names });

        var keypoints = recording.Find(ChannelNames.Keypoints)!;
        Assert.Equal([1000, 23, 3], keypoints.Shape);
        Assert.Equal("m", keypoints.Unit);
        Assert.Equal(50, keypoints.Time!.Rate);
        Assert.Equal(names, keypoints.Labels);
        AssertPoint(keypoints, 0, "Snout", 415.78637695e-3, 114.58620453e-3, 66.22083282e-3);
        AssertPoint(keypoints, 0, "TailBase", 315.55377197e-3, -23.19591141e-3, 22.68009186e-3);
        AssertPoint(keypoints, 999, "FootR", 371.67163086e-3, 23.03509521e-3, 9.16551876e-3);
        Assert.Equal(143.06573640554043e-3, keypoints.Values.Average(), 1e-12);
    }

    [Fact]
    public void Nwb_twin_is_equal_to_the_last_bit_and_its_wrong_attributes_are_said()
    {
        var mat = Import(SharedData.Require(Stac + "test_rodent_mocap_1000_frames.mat"), "dannce-mat", At50).Find(ChannelNames.Keypoints)!;
        var recording = Import(SharedData.Require(Stac + "test_rodent_mocap_1000_frames.nwb"), "ndx-pose-nwb", At50);

        var nwb = recording.Find(ChannelNames.Keypoints)!;
        Assert.Equal(mat.Values, nwb.Values);
        Assert.Equal(50, nwb.Time!.Rate);
        Assert.Equal(SkeletonFile.ReadNames(SharedData.Require(Stac + "rat23.mat")), nwb.Labels);
        Assert.Equal([1000, 23], recording.Find(ChannelNames.KeypointConfidence)!.Shape);
        Assert.Contains(recording.Provenance.Notes, n => n.Contains("\"pixels\"", StringComparison.Ordinal) && n.Contains("read as mm", StringComparison.Ordinal));
        Assert.Contains(recording.Provenance.Notes, n => n.Contains("30 Hz", StringComparison.Ordinal) && n.Contains("50 Hz", StringComparison.Ordinal));
    }

    [Fact]
    public void Nwb_rate_can_be_kept_or_set()
    {
        var path = SharedData.Require(Stac + "test_rodent_mocap_1000_frames.nwb");

        Assert.Equal(30, Import(path, "ndx-pose-nwb", ImportOptions.Default).Find(ChannelNames.Keypoints)!.Time!.Rate);
        Assert.Equal(30, Import(path, "ndx-pose-nwb", At50 with { Rate = 30 }).Find(ChannelNames.Keypoints)!.Time!.Rate);
        Assert.Equal(25, Import(path, "ndx-pose-nwb", new() { Rate = 25 }).Find(ChannelNames.Keypoints)!.Time!.Rate);
    }

    [Fact]
    public void Nwb_with_more_timestamps_than_frames_is_read_and_said()
    {
        var recording = Import(SharedData.Require(Stac + "test_synth_1_frames.nwb"), "ndx-pose-nwb", ImportOptions.Default);

        Assert.Equal([1, 1, 3], recording.Find(ChannelNames.Keypoints)!.Shape);
        Assert.Contains(recording.Provenance.Notes, n => n.Contains("999 timestamps for 1 frame", StringComparison.Ordinal));
    }

    [Fact]
    public void Dm_control_trajectories_are_transposed()
    {
        var recording = Import(SharedData.Require("data/rodent/dm_control/test_trajectories.h5"), "dm-control-trajectory-h5", ImportOptions.Default);

        var quaternion = recording.Find("cmuv2019_001/quaternion")!;
        Assert.Equal([10, 4], quaternion.Shape);
        Assert.Equal(20, quaternion.Time!.Rate, 1e-9);
        double[] first = [.46075298, .53638297, .53638297, .46075298];
        for (var i = 0; i < 4; i++)
            Assert.Equal(first[i], quaternion.Values[i], 1e-7);
        Assert.Equal([10, 63], recording.Find("cmuv2019_001/qpos")!.Shape);
        Assert.Equal([0, 0, 0.94], recording.Find("cmuv2019_001/position")!.Values[..3].Select(v => Math.Round(v, 2)));
    }

    [Fact]
    public void Skeleton_names_are_in_file_order()
    {
        var names = SkeletonFile.ReadNames(SharedData.Require(Stac + "rat23.mat"));

        Assert.Equal(23, names.Count);
        Assert.Equal(["Snout", "EarL", "EarR", "SpineF", "SpineM", "SpineL", "TailBase"], names.Take(7));
        Assert.Equal("FootR", names[^1]);
    }

    [Fact]
    public void Csv_with_the_unit_in_column_names()
    {
        var recording = Import(SharedData.Require("data/drosophila/walk_210902_PR_Fly1_pose3d_aligned.csv"), "csv", new() { Rate = 100 });

        var keypoints = recording.Find(ChannelNames.Keypoints)!;
        Assert.Equal(3, keypoints.Shape[2]);
        AssertPoint(keypoints, 0, "RF_Coxa", 0.34482e-3, -0.26356e-3, 0.39965e-3);
        Assert.DoesNotContain(recording.Channels, c => c.Name == "frame");
    }

    [Fact]
    public void Csv_of_angles_has_one_channel_per_column()
    {
        var recording = Import(SharedData.Require("data/drosophila/walk_210902_PR_Fly1_seqik_100Hz.csv"), "csv", ImportOptions.Default);

        Assert.Equal(100, recording.Find("Angle_RF_ThC_yaw")!.Time!.Rate);
        Assert.Equal(0.352368, recording.Find("Angle_RF_ThC_yaw")!.Values[0]);
    }

    [Fact]
    public void Pickles_are_refused_with_what_to_do_instead()
    {
        var error = Assert.Throws<InputException>(() => ImporterCatalog.Detect(SharedData.Require(Stac + "demo_viz.p")));

        Assert.Contains("pickle", error.Problem, StringComparison.Ordinal);
        Assert.Contains("HDF5", error.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.0.2_nwbfile.nwb")]
    [InlineData("1.1.2_nwbfile.nwb")]
    [InlineData("2.1.0_nwbfile_with_extension.nwb")]
    public void Nwb_without_poses_says_so(string file)
    {
        var error = Assert.Throws<InputException>(() => new NdxPoseNwbImporter().Import(SharedData.Require($"data/neural/pynwb_back_compat/{file}"), ImportOptions.Default));

        Assert.Contains("PoseEstimation", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_of_it_reads_back_bit_for_bit()
    {
        var recording = Import(SharedData.Require(Stac + "test_rodent_mocap_1000_frames.nwb"), "ndx-pose-nwb", At50);
        using var folder = new TemporaryFolder();
        var path = folder.File("twin.h5");

        RecordingFile.Write(recording, path);

        RecordingAssert.Same(recording, RecordingFile.Read(path));
        TestContext.Current.TestOutputHelper!.WriteLine(RecordingSummary.Of(recording).ToString());
    }

    private static Recording Import(string path, string id, ImportOptions options)
    {
        var importer = ImporterCatalog.Detect(path);
        Assert.Equal(id, importer.Info.Id);
        return importer.Import(path, options);
    }

    private static void AssertPoint(RecordingChannel keypoints, int frame, string name, double x, double y, double z)
    {
        var at = ((frame * keypoints.Shape[1]) + keypoints.Labels!.ToList().IndexOf(name)) * 3;
        Assert.Equal(x, keypoints.Values[at], 1e-10);
        Assert.Equal(y, keypoints.Values[at + 1], 1e-10);
        Assert.Equal(z, keypoints.Values[at + 2], 1e-10);
    }
}
