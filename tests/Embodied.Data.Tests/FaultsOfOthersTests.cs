using Embodied.Data.Importers;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;
using PureHDF;

namespace Embodied.Tests.Data;

/// <summary>What files of other programs hold besides, or otherwise than, the format says: read rightly, or refused with a word.</summary>
public sealed class FaultsOfOthersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_variable_that_cannot_be_read_does_not_spoil_the_keypoints()
    {
        var walk = Walk.Keypoints(20, 6);
        var mat = new MatBytes();
        // Logical values take one byte each, whatever the array class says of them.
        var broken = mat.Matrix(6, "broken", [5, 1], mat.Element(9, [1, 0, 1, 0, 1]));
        var path = _folder.Write("a.mat", mat.Header().Variable(broken).Variable(mat.Doubles("pred", [20, 3, 6], Walk.Flat(walk, "K3T"))).ToArray());

        var recording = new DannceMatImporter().Import(path, new() { Rate = 50, Unit = "mm" });

        Assert.Equal(Walk.Flat(walk, "TK3").Select(v => v * 1e-3), recording.Find(ChannelNames.Keypoints)!.Values);
    }

    [Fact]
    public void Keypoints_that_cannot_be_read_are_named_with_the_cause()
    {
        var mat = new MatBytes();
        var path = _folder.Write("a.mat", mat.Header().Variable(mat.Matrix(6, "pred", [5, 1], mat.Element(9, [1, 0, 1, 0, 1]))).ToArray());

        Assert.Contains("5 bytes are stored", Assert.Throws<InputException>(() => new DannceMatImporter().Import(path, new() { Rate = 50 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_keypoints_says_what_it_holds()
    {
        var mat = new MatBytes();
        var path = _folder.Write("a.mat", mat.Header().Variable(mat.Doubles("camera", [1, 1], [1])).ToArray());

        Assert.True(new DannceMatImporter().Recognizes(path));
        Assert.Contains("it holds camera", Assert.Throws<InputException>(() => new DannceMatImporter().Import(path, new() { Rate = 50 })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 50.0)]
    [InlineData(500, 0.1)]
    public void Numbers_of_frames_set_the_rate(int step, double rate)
    {
        var mat = new MatBytes();
        var path = _folder.Write("a.mat", mat.Header()
            .Variable(mat.Doubles("pred", [20, 3, 6], Walk.Flat(Walk.Keypoints(20, 6), "K3T")))
            .Variable(mat.Doubles("sampleID", [1, 20], [.. Enumerable.Range(3, 20).Select(i => (double)i * step)])).ToArray());

        var time = new DannceMatImporter().Import(path, new() { Rate = 50, Unit = "mm" }).Find(ChannelNames.Keypoints)!.Time!;

        Assert.Equal(rate, time.Rate, 1e-12);
    }

    [Fact]
    public void Gaps_in_the_numbers_of_frames_become_gaps_in_time()
    {
        var mat = new MatBytes();
        double[] numbers = [.. Enumerable.Range(0, 10), .. Enumerable.Range(50, 10)];
        var path = _folder.Write("a.mat", mat.Header()
            .Variable(mat.Doubles("pred", [20, 3, 6], Walk.Flat(Walk.Keypoints(20, 6), "K3T"))).Variable(mat.Doubles("sampleID", [20, 1], numbers)).ToArray());

        var time = new DannceMatImporter().Import(path, new() { Rate = 50, Unit = "mm" }).Find(ChannelNames.Keypoints)!.Time!;

        Assert.Equal(numbers.Select(n => n / 50), time.Times!, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory]
    [InlineData("time [ms]", 20)]
    [InlineData("time_ms", 20)]
    [InlineData("time [s]", 0.02)]
    [InlineData("time [us]", 20000)]
    [InlineData("time", 0.02)]
    public void Time_has_a_unit_like_anything_else(string column, double step)
    {
        var rows = Enumerable.Range(0, 5).Select(i => FormattableString.Invariant($"{i * step},{i},2,3,{i + 9},5,6"));
        var path = _folder.Write("a.csv", Text($"{column},a_x,a_y,a_z,b_x,b_y,b_z\n{string.Join('\n', rows)}\n"));

        Assert.Equal(50, new CsvImporter().Import(path, new() { Unit = "mm" }).Find(ChannelNames.Keypoints)!.Time!.Rate, 1e-9);
    }

    [Fact]
    public void An_unknown_unit_of_time_is_refused()
    {
        var path = _folder.Write("a.csv", Text("time [fortnights],a_x,a_y,a_z\n0,1,2,3\n1,2,2,3\n"));

        Assert.Contains("no unit of time", Assert.Throws<InputException>(() => new CsvImporter().Import(path, new() { Unit = "mm" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DeepLabCuts_three_lines_of_names_are_read()
    {
        var path = _folder.Write("a.csv", Text("scorer,D,D,D,D,D,D\nbodyparts,nose,nose,nose,tail,tail,tail\ncoords,x,y,z,x,y,z\n0,1,2,3,40,5,6\n1,2,2,3,41,5,6\n"));

        var keypoints = new CsvImporter().Import(path, new() { Unit = "mm", Rate = 50 }).Find(ChannelNames.Keypoints)!;

        Assert.Equal(["nose", "tail"], keypoints.Labels!);
        Assert.Equal([0.001, 0.002, 0.003, 0.04, 0.005, 0.006], keypoints.Values[..6]);
    }

    [Fact]
    public void What_Anipose_writes_beside_keypoints_is_no_channel()
    {
        var path = _folder.Write("a.csv", Text("a_x,a_y,a_z,a_error,a_ncams,a_score,b_x,b_y,b_z,b_error,b_ncams,b_score,M_00,M_12,center_0,fnum\n"
            + "1,2,3,0.5,3,0.9,40,5,6,0.5,3,0.8,1,0,0,10\n2,2,3,0.5,3,0.7,41,5,6,0.5,3,0.6,1,0,0,11\n"));

        var recording = new CsvImporter().Import(path, new() { Unit = "mm", Rate = 50 });

        Assert.Equal([ChannelNames.Keypoints, ChannelNames.KeypointConfidence], recording.Channels.Select(c => c.Name));
        Assert.Equal([0.9, 0.8, 0.7, 0.6], recording.Find(ChannelNames.KeypointConfidence)!.Values);
        Assert.Equal(2, recording.Provenance.Notes.Count(n => n.Contains("left out", StringComparison.Ordinal)));
    }

    [Fact]
    public void Positions_in_NWB_have_an_offset_as_well()
    {
        var path = _folder.File("a.nwb");
        var walk = Walk.Keypoints(10, 2);
        WriteNwb(path, walk, prefix: "", new() { ["unit"] = "meters", ["conversion"] = 0.001, ["offset"] = 0.25 });

        var found = new NdxPoseNwbImporter().Import(path, new() { Rate = 50 }).Find(ChannelNames.Keypoints)!;

        Assert.Equal(Walk.Flat(walk, "TK3").Select(v => (v * 0.001) + 0.25), found.Values);
    }

    [Fact]
    public void Series_that_all_begin_alike_are_the_nodes()
    {
        var path = _folder.File("a.nwb");
        WriteNwb(path, Walk.Keypoints(10, 3), prefix: "PoseEstimationSeries", new() { ["unit"] = "mm" });

        Assert.Equal(["z", "y", "x"], new NdxPoseNwbImporter().Import(path, new() { Rate = 50 }).Find(ChannelNames.Keypoints)!.Labels!);
    }

    /// <summary>The files that public reports and public data brought up, with the values their README gives.</summary>
    [Theory]
    [InlineData("hdf5-fletcher32/a.h5", 8)]
    [InlineData("hdf5-fletcher32/b-gzip-right.h5", 8)]
    [InlineData("hdf5-big-endian/f4.h5", 8)]
    [InlineData("hdf5-filter-mask/lzf.h5", 8)]
    [InlineData("hdf5-filter-mask/gzip-raw-chunk.h5", 8)]
    [InlineData("axes-swapped/far-apart-frames.mat", 6)]
    [InlineData("mat-bystander/v5_logsparse.mat", 6)]
    [InlineData("mat-bystander/v73_complex.mat", 6)]
    [InlineData("mat-bystander/v73_structarray.mat", 6)]
    [InlineData("mat-no-pred/predictions.mat", 6)]
    [InlineData("nwb-external-link/extdata.nwb", 6)]
    [InlineData("nwb-series-names/a.nwb", 6)]
    [InlineData("nwb-offset/a.nwb", 6)]
    [InlineData("newcomer/dlc3d.csv", 2)]
    [InlineData("newcomer/anipose.csv", 2)]
    public void Files_that_were_read_wrongly_are_read_rightly(string name, int keypoints)
    {
        var path = SharedData.Require($"cases/{name}");
        var importer = ImporterCatalog.All.First(i => i.Recognizes(path));

        var found = importer.Import(path, new() { Rate = 50, Unit = name.StartsWith("nwb", StringComparison.Ordinal) ? null : "mm" }).Find(ChannelNames.Keypoints)!;

        Assert.Equal(keypoints, found.Shape[1]);
        if (!name.StartsWith("hdf5", StringComparison.Ordinal))
            return;
        double[] first = [-0.0544, 51.2518, 36.9824], last = [4.7277, 19.2782, 135.0239];
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(first[i], found.Values[i] * 1e3, 1e-4);
            Assert.Equal(last[i], found.Values[(((19 * 8) + 7) * 3) + i] * 1e3, 1e-4);
        }
    }

    private static void WriteNwb(string path, double[,,] walk, string prefix, Dictionary<string, object> attributes)
    {
        string[] names = [.. "zyx".Take(walk.GetLength(1)).Select(c => c.ToString())];
        var estimation = new H5Group { Attributes = { ["neurodata_type"] = "PoseEstimation" } };
        for (var k = 0; k < names.Length; k++)
        {
            var data = new double[walk.GetLength(0), 3];
            for (var i = 0; i < data.Length; i++)
                data[i / 3, i % 3] = walk[i / 3, k, i % 3];
            var set = new H5Dataset(data);
            foreach (var (key, value) in attributes)
                set.Attributes[key] = value;
            estimation[prefix + names[k]] = new H5Group { ["data"] = set, Attributes = { ["neurodata_type"] = "PoseEstimationSeries" } };
        }

        estimation["nodes"] = names;
        new H5File
        {
            ["processing"] = new H5Group { ["behavior"] = new H5Group { ["pose"] = estimation } },
            Attributes = { ["nwb_version"] = "2.7.0" },
        }.Write(path);
    }

    private static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
