using Embodied.Data.Importers;
using Embodied.Data.Recordings;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;
using PureHDF;

namespace Embodied.Tests.Data;

/// <summary>HDF5 files of every kind made to run in circles, to take all memory or to say what cannot be: one error each, or the right reading, at little cost.</summary>
public sealed class HostileHdfTests
{
    private const long Little = 64L << 20;

    private static readonly ImportOptions At50 = new() { Rate = 50, Unit = "mm" };

    /// <summary>A file whose links go round, and which link is bent to where.</summary>
    public static TheoryData<string, string, string> Circles => new()
    {
        { "nwb", "processing/behavior/pose", "processing" },
        { "nwb", "processing/behavior", "" },
        { "nwb", "processing/behavior/pose/kp00", "processing/behavior" },
        { "nwb", "processing", "" },
        { "mat", "a/b", "" },
        { "mat", "a/b", "a" },
        { "mat", "a/b/c", "a" },
        { "mat", "a/b/d", "a/b" },
        { "mat", "a/b/c/e", "a" },
        { "recording", "channels", "" },
        { "recording", "labels", "channels" },
        { "recording", "provenance", "" },
        { "dm", "clip/walkers", "clip" },
        { "dm", "clip/walkers/walker_0", "" },
        { "session", "pose", "" },
    };

    [Theory]
    [MemberData(nameof(Circles))]
    public void Links_that_go_round_end(string kind, string from, string to)
    {
        using var folder = new TemporaryFolder();
        var path = Make(folder, kind);
        Hdf.Bend(path, from, to);

        var allocated = RefusedOrRead(() => kind == "recording" ? RecordingFile.Read(path) : ImporterCatalog.Import(ImporterCatalog.Detect(path), path, At50));

        Assert.InRange(allocated, 0, Little);
    }

    /// <summary>Two links in each of sixty levels to the same next one: 2⁶⁰ ways to the bottom.</summary>
    [Theory]
    [InlineData("a.mat", 30)]
    [InlineData("a.mat", 60)]
    [InlineData("a.nwb", 7)]
    [InlineData("a.nwb", 60)]
    [InlineData("a.h5", 60)]
    public void Many_ways_to_one_place_are_not_all_gone(string name, int levels)
    {
        using var folder = new TemporaryFolder();
        var inner = new H5Group { ["x"] = new double[] { 1, 2, 3 } };
        for (var i = 0; i < levels; i++)
            inner = new H5Group { ["l"] = inner, ["r"] = inner };
        var path = Hdf.Write(folder, name, new H5File { ["top"] = inner, Attributes = { ["nwb_version"] = "2.7.0" } });
        if (name.EndsWith(".mat", StringComparison.Ordinal))
            Hdf.MakeMatlab(path);

        var allocated = RefusedOrRead(() => ImporterCatalog.Import(ImporterCatalog.Detect(path), path, At50));

        Assert.InRange(allocated, 0, 4 * Little);
    }

    /// <summary>Something of another kind, size or number than the place wants.</summary>
    public static TheoryData<string, string> Lies =>
    [
        ("kp_names has more names", "stac"), ("kp_names has fewer names", "stac"), ("kp_names is numbers", "stac"), ("kp_names is empty", "stac"), ("qpos is text", "stac"),
        ("qpos is one number", "stac"), ("kp_data is a group", "stac"), ("offsets of another animal", "stac"),
        ("dt is tiny", "dm"), ("dt is below zero", "dm"), ("dt is no number", "dm"), ("dt is text", "dm"), ("num_steps is huge", "dm"), ("a feature is text", "dm"), ("a feature is a cube", "dm"),
        ("pred is text", "mat"), ("pred is one number", "mat"), ("pred is empty", "mat"), ("sampleID is text", "mat"), ("p_max is text", "mat"), ("pred says it is text", "mat"),
        ("too many labels", "recording"), ("too few labels", "recording"), ("labels are numbers", "recording"), ("rate is text", "recording"), ("rate is below zero", "recording"),
        ("shape is a lie", "recording"), ("version is text", "recording"), ("times are text", "recording"), ("settings are odd", "recording"), ("name is a number", "recording"),
    ];

    [Theory]
    [MemberData(nameof(Lies))]
    public void What_cannot_be_is_refused_in_words_or_left_out(string lie, string kind)
    {
        using var folder = new TemporaryFolder();
        var path = HostileHdfFiles.Write(folder, kind, lie);

        var allocated = RefusedOrRead(() => kind == "recording" ? RecordingFile.Read(path) : ImporterCatalog.Import(ImporterCatalog.Detect(path), path, At50));

        Assert.InRange(allocated, 0, Little);
    }

    /// <summary>What is read of a file that lacks something harmless can be written and read again.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void What_was_read_is_read_again(int empty)
    {
        using var folder = new TemporaryFolder();
        var channel = new RecordingChannel { Name = "a", Unit = "m", Shape = [empty == 5 ? 0 : 2, 1], Values = empty == 5 ? [] : [1, 2], Time = empty == 5 ? TimeBase.Irregular([]) : TimeBase.Regular(50), Labels = empty == 0 ? [] : ["x"] };
        var provenance = new Provenance { Origin = empty == 1 ? "" : "t", Source = empty == 2 ? "" : null, Notes = empty == 3 ? [""] : [] };
        var written = new Recording(empty == 4 ? "" : "r", [channel], provenance);

        RecordingFile.Write(written, folder.File("a.h5"));
        var first = RecordingFile.Read(folder.File("a.h5"));
        RecordingFile.Write(first, folder.File("b.h5"));

        RecordingAssert.Same(first, RecordingFile.Read(folder.File("b.h5")));
    }

    private static long RefusedOrRead(Func<object> read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Assert.NotNull(read());
        }
        catch (InputException refused)
        {
            Assert.NotEmpty(refused.Place);
            Assert.DoesNotContain("Exception", refused.Message, StringComparison.Ordinal);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Make(TemporaryFolder folder, string kind)
    {
        switch (kind)
        {
            case "nwb":
                PoseNwb.Write(folder.File("a.nwb"), Walk.Keypoints(9, 2), [.. Enumerable.Range(0, 9).Select(t => t * 0.02)]);
                return folder.File("a.nwb");
            case "mat":
                var inner = new H5Group { ["c"] = new H5Group { ["e"] = new H5Group { ["y"] = new double[] { 1 } } }, ["d"] = new H5Group { ["x"] = new double[] { 1, 2 } } };
                var path = Hdf.Write(folder, "a.mat", new H5File { ["a"] = new H5Group { ["b"] = inner } });
                Hdf.MakeMatlab(path);
                return path;
            default:
                return HostileHdfFiles.Write(folder, kind, "");
        }
    }
}
