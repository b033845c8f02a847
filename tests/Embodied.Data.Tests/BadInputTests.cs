using System.Text;
using Embodied.Data.Importers;
using Embodied.Data.Keypoints;
using Embodied.Data.Numpy;
using Embodied.Data.Recordings;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;
using PureHDF;

namespace Embodied.Tests.Data;

/// <summary>Files that cannot be used: one error each, with the place, what was found and what to do, and nothing left behind.</summary>
public sealed class BadInputTests
{
    private static readonly ImportOptions At50 = new() { Rate = 50 };

    private static readonly Dictionary<string, Func<TemporaryFolder, Func<object>>> Cases = new(StringComparer.Ordinal)
    {
        // Files as such
        ["missing file"] = f => () => ImporterCatalog.Detect(f.File("none.mat")),
        ["missing file, named format"] = f => Dannce(f.File("none.mat")),
        ["folder instead of file"] = f => () => ImporterCatalog.Detect(f.Path),
        ["folder instead of file, named format"] = f => Nwb(f.Path),
        ["empty file"] = f => Detected(f.Write("a.mat", "")),
        ["text with the ending .mat"] = f => Dannce(f.Write("a.mat", "these are no keypoints at all, only words")),
        ["HDF5 of another kind"] = f => Detected(Hdf(f, new() { ["other"] = new double[] { 1, 2 } })),
        ["pickle"] = f => Detected(f.Write("a.p", [0x80, 4, 0x95, 0, 0])),
        ["unknown importer"] = _ => () => ImporterCatalog.Get("dance-mat"),

        // MAT
        ["mat: nothing after the header"] = f => Dannce(f.Write("a.mat", new MatBytes().Header().ToArray())),
        ["mat: truncated in the header"] = f => Dannce(f.Write("a.mat", Good()[..100])),
        ["mat: truncated in a tag"] = f => Dannce(f.Write("a.mat", Good()[..132])),
        ["mat: truncated in the data"] = f => Dannce(f.Write("a.mat", Good()[..2000])),
        ["mat: truncated compressed data"] = f => Dannce(f.Write("a.mat", Good(compress: true)[..600])),
        ["mat: corrupted compressed data"] = f => Dannce(f.Write("a.mat", Flip(Good(compress: true), 400))),
        ["mat: wrong checksum of compressed data"] = f => Dannce(f.Write("a.mat", Flip(Good(compress: true), ^1))),
        ["mat: no variable pred"] = f => Dannce(Mat(f, m => m.Doubles("prediction", [2, 2], [1, 2, 3, 4]))),
        ["mat: pred is text"] = f => Dannce(Mat(f, m => m.Text("pred", "hello"))),
        ["mat: pred is a cell"] = f => Dannce(Mat(f, m => m.Cell("pred", m.Doubles("", [1, 1], [1])))),
        ["mat: 2-D matrix"] = f => Dannce(Mat(f, m => m.Doubles("pred", [10, 69], new double[690]))),
        ["mat: no axis of 3"] = f => Dannce(Mat(f, m => m.Doubles("pred", [10, 4, 23], new double[920]))),
        ["mat: 2-D keypoints"] = f => Dannce(Mat(f, m => m.Doubles("pred", [10, 2, 23], new double[460]))),
        ["mat: four axes of several animals"] = f => Dannce(Mat(f, m => m.Doubles("pred", [10, 2, 3, 23], new double[1380]))),
        ["mat: zero frames"] = f => Dannce(Mat(f, m => m.Doubles("pred", [0, 3, 23], []))),
        ["mat: all NaN"] = f => Dannce(Pred(f, (_, _, _) => double.NaN)),
        ["mat: all zero"] = f => Dannce(Pred(f, (_, _, _) => 0)),
        ["mat: infinite"] = f => Dannce(Pred(f, (t, k, i) => t == 3 ? double.PositiveInfinity : k + i)),
        ["mat: nothing moves"] = f => Dannce(Pred(f, (_, k, i) => (10 * k) + i)),
        ["mat: one keypoint that never moves"] = f => Dannce(Mat(f, m => m.Doubles("pred", [4, 3], [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]))),
        ["mat: absurdly large"] = f => Dannce(Pred(f, (t, k, i) => 1e9 * (t + k + i))),
        ["mat: absurdly small"] = f => Dannce(Pred(f, (t, k, i) => 1e-9 * (t + k + i))),
        ["mat: gigantic declared sizes"] = f => Dannce(Mat(f, m => m.Matrix(6, "pred", [int.MaxValue, 3, 23], m.Element(9, new byte[8])))),
        ["mat: large declared sizes"] = f => Dannce(Mat(f, m => m.Matrix(6, "pred", [30_000_000, 3, 23], m.Element(9, new byte[8])))),
        ["mat: gigantic declared element"] = f => Dannce(Mat(f, m => m.Element(14, new byte[16], 0xFFFF_FFF0))),
        ["mat: gigantic declared cell"] = f => Dannce(Mat(f, m => m.Matrix(1, "pred", [100_000, 10_000], []))),
        ["mat: gigantic compressed element"] = f => Dannce(f.Write("a.mat", Compressed(m => m.Element(14, new byte[16], 0x7000_0000)))),
        ["mat: cells nested without end"] = f => Dannce(Mat(f, m => Enumerable.Range(0, 500).Aggregate(m.Doubles("", [1, 1], [1]), (inner, _) => m.Cell("pred", inner)))),
        ["mat: unknown array class"] = f => Dannce(Mat(f, m => m.Matrix(77, "pred", [1, 1], []))),
        ["mat: unknown element type"] = f => Dannce(Mat(f, m => m.Element(33, new byte[16]))),
        ["mat: number of names does not fit"] = f => Reading(f.Write("a.mat", Good()), p => new DannceMatImporter().Import(p, At50 with { KeypointNames = ["a", "b"] })),
        ["mat: two names alike"] = f => Reading(f.Write("a.mat", Good()), p => new DannceMatImporter().Import(p, At50 with { KeypointNames = ["a", "a"] })),
        ["mat: nobody knows the rate"] = f => Reading(f.Write("a.mat", Good()), p => new DannceMatImporter().Import(p, ImportOptions.Default)),
        ["mat: rate below zero"] = f => Reading(f.Write("a.mat", Good()), p => new DannceMatImporter().Import(p, new() { Rate = -50 })),
        ["mat: unknown unit"] = f => Reading(f.Write("a.mat", Good()), p => new DannceMatImporter().Import(p, At50 with { Unit = "furlong" })),
        ["mat: 7.3 that is no HDF5"] = f => Dannce(f.Write("a.mat", "MATLAB 7.3 MAT-file, and then nothing".PadRight(600))),

        // HDF5, SLEAP, stac, dm_control
        ["h5: no HDF5 at all"] = f => Sleap(f.Write("a.h5", "no HDF5")),
        ["h5: only the signature"] = f => Sleap(f.Write("a.h5", [0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10])),
        ["sleap: no dataset tracks"] = f => Sleap(Hdf(f, new() { ["other"] = new double[] { 1 } })),
        ["sleap: tracks is a group"] = f => Sleap(Hdf(f, new() { ["tracks"] = new H5Group() })),
        ["sleap: tracks is text"] = f => Sleap(Hdf(f, new() { ["tracks"] = new[] { "a", "b" } })),
        ["sleap: 2-D tracks of one camera"] = f => Sleap(Hdf(f, new() { ["tracks"] = new double[1, 2, 7, 30] })),
        ["sleap: two animals"] = f => Sleap(Hdf(f, new() { ["tracks"] = new double[30, 2, 7, 3] })),
        ["stac: kp_data does not fit names"] = f => Stac(Hdf(f, new() { ["kp_data"] = new double[9, 9], ["qpos"] = new double[9, 7], ["kp_names"] = new[] { "a", "b" } })),
        ["stac: qpos of another length"] = f => Stac(Hdf(f, new() { ["kp_data"] = new double[9, 6], ["qpos"] = new double[8, 7], ["kp_names"] = new[] { "a", "b" } })),
        ["dm_control: no clip"] = f => Reading(Hdf(f, new() { ["a"] = new H5Group() }), p => new DmControlTrajectoryImporter().Import(p, ImportOptions.Default)),
        ["dm_control: frames do not fit"] = f => Reading(Clip(f), p => new DmControlTrajectoryImporter().Import(p, ImportOptions.Default)),

        // NWB
        ["nwb: HDF5 without nwb_version"] = f => Nwb(Hdf(f, new() { ["other"] = new double[] { 1 } })),
        ["nwb: no PoseEstimation"] = f => Nwb(Pose(f, type: "Position")),
        ["nwb: unordered timestamps"] = f => Nwb(Pose(f, t => t == 5 ? 0.01 : t * 0.02)),
        ["nwb: NaN among timestamps"] = f => Nwb(Pose(f, t => t == 5 ? double.NaN : t * 0.02)),
        ["nwb: fewer timestamps than frames"] = f => Nwb(Pose(f, times: 5)),
        ["nwb: 2-D keypoints"] = f => Nwb(Pose(f, columns: 2)),
        ["nwb: truncated"] = f => Nwb(Cut(f, Pose(f), 0.5)),
        ["nwb: cut at the end"] = f => Nwb(Cut(f, Pose(f), 0.97)),

        // CSV
        ["csv: ragged"] = f => Csv(f, "time,a\n0,1\n1\n"),
        ["csv: no number"] = f => Csv(f, "time,a\n0,1\n1,x1\n"),
        ["csv: decimal comma"] = f => Csv(f, "time,a\n0,\"1,5\"\n"),
        ["csv: infinite"] = f => Csv(f, "time,a\n0,1\n1,Infinity\n"),
        ["csv: NaN in time"] = f => Csv(f, "time,a\n0,1\nNaN,2\n"),
        ["csv: time runs backwards"] = f => Csv(f, "time,a\n0,1\n2,1\n1,1\n"),
        ["csv: column without name"] = f => Csv(f, "time,,a\n0,1,2\n"),
        ["csv: column twice"] = f => Csv(f, "time,a,a\n0,1,2\n"),
        ["csv: no header"] = f => Csv(f, "0,1,2\n1,2,3\n"),
        ["csv: only a header"] = f => Csv(f, "time,a\n"),
        ["csv: keypoint without z"] = f => Csv(f, "time,nose_x,nose_y\n0,1,2\n1,2,3\n"),
        ["csv: keypoints in two units"] = f => Csv(f, "time,a_x_mm,a_y_mm,a_z_mm,b_x_m,b_y_m,b_z_m\n0,1,2,3,4,5,6\n1,2,3,4,5,6,7\n"),
        ["csv: only time"] = f => Csv(f, "time,frame\n0,1\n1,2\n"),
        ["csv: no UTF-8"] = f => Reading(f.Write("a.csv", [.. "time,a\n0,"u8, 0xFF, 0xFE, 10]), p => new CsvImporter().Import(p, At50)),

        // NumPy, skeletons, recordings
        ["npz: no archive"] = f => Reading(f.Write("a.npz", "no archive"), NpzReader.Read),
        ["npy: truncated"] = f => Reading(f.Write("a.npy", Npy("<f8", "(4,)", new byte[16])), NpzReader.Read),
        ["npy: text"] = f => Reading(f.Write("a.npy", Npy("<U4", "(1,)", new byte[16])), NpzReader.Read),
        ["npy: gigantic shape"] = f => Reading(f.Write("a.npy", Npy("<f8", "(99999999, 99999999)", new byte[16])), NpzReader.Read),
        ["npy: unknown version"] = f => Reading(f.Write("a.npy", [0x93, .. "NUMPY"u8, 9, 0, 0, 0, 0]), NpzReader.Read),
        ["skeleton: no joint_names"] = f => Reading(Mat(f, m => m.Doubles("a", [1, 1], [1])), SkeletonFile.ReadNames),
        ["skeleton: a name twice"] = f => Reading(f.Write("names.txt", "nose\nnose\n"), SkeletonFile.ReadNames),
        ["skeleton: binary"] = f => Reading(f.Write("names.txt", [0, 1, 2]), SkeletonFile.ReadNames),
        ["recording: foreign HDF5"] = f => Reading(Hdf(f, new() { ["other"] = new double[] { 1 } }), RecordingFile.Read),
        ["recording: no HDF5"] = f => Reading(f.Write("a.h5", "no HDF5"), RecordingFile.Read),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_refused_with_a_place_a_reason_and_advice(string name)
    {
        using var folder = new TemporaryFolder();
        var act = Cases[name](folder);
        var before = Directory.GetFileSystemEntries(folder.Path);
        var allocated = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<InputException>(act);

        Assert.False(string.IsNullOrWhiteSpace(error.Place));
        Assert.True(error.Problem.Length > 8, error.Problem);
        Assert.False(string.IsNullOrWhiteSpace(error.Hint), error.Message);
        Assert.DoesNotContain("Exception", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(folder.Path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 64L << 20);
        TestContext.Current.TestOutputHelper!.WriteLine($"{error.Message} -> {error.Hint}".Replace(folder.Path + "/", "", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unreadable_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.mat", Good());
        Assert.SkipUnless(!OperatingSystem.IsWindows(), "Needs Unix permissions.");
#pragma warning disable CA1416 // Skipped on Windows above.
        File.SetUnixFileMode(path, UnixFileMode.None);
#pragma warning restore CA1416
        try
        {
            File.OpenRead(path).Dispose();
            Assert.Skip("The superuser may read everything.");
        }
        catch (UnauthorizedAccessException)
        {
            Assert.Throws<InputException>(() => ImporterCatalog.Detect(path));
        }
    }

    [Theory]
    [InlineData("csv: no number", "a.csv:3:2")]
    [InlineData("csv: ragged", "a.csv:3")]
    [InlineData("csv: column twice", "a.csv:1:3")]
    [InlineData("nwb: unordered timestamps", "a.nwb:/processing/behavior/pose/kp00/timestamps")]
    [InlineData("sleap: no dataset tracks", "a.h5:/tracks")]
    [InlineData("mat: all NaN", "a.mat:pred")]
    public void Place_points_into_the_file(string name, string place)
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<InputException>(Cases[name](folder));

        Assert.Equal(folder.File(place), error.Place);
    }

    private static Func<object> Reading(string path, Func<string, object> read) => () => read(path);

    private static Func<object> Detected(string path) => () => ImporterCatalog.Detect(path).Import(path, At50);

    private static Func<object> Dannce(string path) => () => new DannceMatImporter().Import(path, At50);

    private static Func<object> Sleap(string path) => () => new SleapH5Importer().Import(path, At50);

    private static Func<object> Stac(string path) => () => new StacH5Importer().Import(path, At50);

    private static Func<object> Nwb(string path) => () => new NdxPoseNwbImporter().Import(path, At50);

    private static Func<object> Csv(TemporaryFolder folder, string text)
    {
        var path = folder.Write("a.csv", text);
        return () => new CsvImporter().Import(path, At50);
    }

    private static byte[] Good(bool compress = false) => Walk.Mat(Walk.Keypoints(30, 7), "T3K", compress);

    private static byte[] Flip(byte[] bytes, Index at)
    {
        bytes[at] ^= 0x55;
        return bytes;
    }

    private static string Mat(TemporaryFolder folder, Func<MatBytes, byte[]> variable)
    {
        var mat = new MatBytes();
        return folder.Write("a.mat", mat.Header().Variable(variable(mat)).ToArray());
    }

    private static byte[] Compressed(Func<MatBytes, byte[]> variable)
    {
        var mat = new MatBytes();
        return mat.Header().Variable(variable(mat), compress: true).ToArray();
    }

    private static string Pred(TemporaryFolder folder, Func<int, int, int, double> value)
    {
        var values = new double[12, 5, 3];
        for (var t = 0; t < 12; t++)
        {
            for (var k = 0; k < 5; k++)
            {
                for (var i = 0; i < 3; i++)
                    values[t, k, i] = value(t, k, i);
            }
        }

        return folder.Write("a.mat", Walk.Mat(values, "T3K"));
    }

    private static string Hdf(TemporaryFolder folder, H5File file)
    {
        file.Write(folder.File("a.h5"));
        return folder.File("a.h5");
    }

    private static string Clip(TemporaryFolder folder) => Hdf(folder, new()
    {
        ["clip"] = new H5Group
        {
            ["walkers"] = new H5Group { ["walker_0"] = new H5Group { ["joints"] = new double[5, 9] } },
            Attributes = { ["dt"] = 0.02, ["num_steps"] = 10 },
        },
    });

    private static string Pose(TemporaryFolder folder, Func<int, double>? time = null, string type = "PoseEstimation", int times = 30, int columns = 3)
    {
        var path = folder.File("a.nwb");
        PoseNwb.Write(path, Walk.Keypoints(30, 7), [.. Enumerable.Range(0, times).Select(time ?? (t => t * 0.02))], type: type, columns: columns);
        return path;
    }

    private static string Cut(TemporaryFolder folder, string path, double share)
    {
        var bytes = File.ReadAllBytes(path);
        return folder.Write("cut.nwb", bytes[..(int)(bytes.Length * share)]);
    }

    private static byte[] Npy(string type, string shape, byte[] data)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. data];
    }
}
