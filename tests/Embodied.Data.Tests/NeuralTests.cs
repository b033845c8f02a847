using System.Text.Json;
using Embodied.Data.Neural;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Tests.Data;

/// <summary>Spikes in every format, against the values the files were made with.</summary>
public sealed class NeuralTests
{
    [Fact]
    public void A_real_nwb_file_gives_the_expected_spikes()
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(SharedData.Require("data/neural/A8604-211122.expected.json")));
        var units = NwbUnits.Read(SharedData.Require("data/neural/A8604-211122.nwb"));

        Assert.Equal(Numbers(expected, "spikes_per_unit"), units.Times.Select(t => (double)t.Length));
        Assert.Equal(Numbers(expected, "first_spike"), units.Times.Select(t => Math.Round(t[0], 9)));
        Assert.Equal(Numbers(expected, "last_spike"), units.Times.Select(t => Math.Round(t[^1], 9)));
        Assert.Equal(expected.RootElement.GetProperty("sum_spike_times").GetDouble(), units.Times.Sum(t => t.Sum()), 1e-5);
        var session = units.Bin(50, 0, 54_400);
        Assert.Equal(units.Times.Select(t => (long)t.Length), session.Totals());
    }

    [Theory]
    [InlineData("fixture_nwb_earliest.nwb")]
    [InlineData("fixture_nwb_latest.nwb")]
    public void Ragged_units_are_cut_at_exclusive_ends(string file)
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(SharedData.Require("data/neural/fixtures.expected.json")));
        var units = NwbUnits.Read(SharedData.Require($"data/neural/{file}"));

        Assert.Equal(Numbers(expected, "nwb_counts"), units.Times.Select(t => (double)t.Length));
        Assert.Equal(expected.RootElement.GetProperty("nwb_spike_sum").GetDouble(), units.Times.Sum(t => t.Sum()), 1e-6);
    }

    [Theory]
    [InlineData("1.0.2_nwbfile.nwb")]
    [InlineData("1.1.2_nwbfile.nwb")]
    [InlineData("2.1.0_nwbfile_with_extension.nwb")]
    public void Old_files_without_units_say_so(string file)
    {
        var path = SharedData.Require($"data/neural/pynwb_back_compat/{file}");

        Assert.False(NwbUnits.Has(path));
        Assert.Contains("no sorted units", Assert.Throws<InputException>(() => NwbUnits.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fixture_v5.mat")]
    [InlineData("fixture_v5_zlib.mat")]
    public void Spikes_of_one_unit_come_out_of_every_version_of_matlab(string file)
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(SharedData.Require("data/neural/fixtures.expected.json")));
        var spikes = SpikeTable.ReadMatlab(SharedData.Require($"data/neural/{file}"));

        Assert.Equal(["0"], spikes.Units);
        Assert.Equal(expected.RootElement.GetProperty("spike_sum").GetDouble(), spikes.Times[0].Sum(), 1e-9);
    }

    [Fact]
    public void Counts_in_bins_match_numpy()
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(SharedData.Require("golden/peth/p1.json")));
        double[] times = [.. File.ReadLines(SharedData.Require("golden/peth/p1_spikes.csv")).Where(l => l.Length > 0).Select(l => double.Parse(l, System.Globalization.CultureInfo.InvariantCulture))];
        var total = expected.RootElement.GetProperty("binned_counts_total").GetInt32();
        var session = new SpikeTimes("made", ["0"], [times], []).Bin(50, 0, 6000);

        Assert.Equal(Numbers(expected, "binned_counts_first100"), session.Counts[..100].Select(c => (double)c));
        Assert.Equal(total, session.Totals()[0]);
    }

    [Fact]
    public void A_session_survives_writing_and_reading()
    {
        using var folder = new TemporaryFolder();
        var (path, session) = (Path.Combine(folder.Path, "s.h5"), Session(1000, 3));
        SessionFile.Write(session, path);

        var read = SessionFile.Read(path);

        Assert.Equal(session.Counts, read.Counts);
        Assert.Equal(session.Behaviour!, read.Behaviour!);
        Assert.Equal(session.BehaviourNames, read.BehaviourNames);
        Assert.Equal(session.Units, read.Units);
        Assert.Equal((session.Animal, session.Name, session.Rate), (read.Animal, read.Name, read.Rate));
    }

    [Fact]
    public void Pose_is_written_beside_the_spikes_and_comes_back()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "s.h5");
        var time = TimeBase.Regular(50);
        double[] keypoints = [.. Enumerable.Range(0, 40 * 4 * 3).Select(i => (0.05 * (i / 3 % 4)) + (0.02 * (i % 3)) + (0.0001 * (i / 12)))];
        Recording body = new("made",
        [
            new() { Name = ChannelNames.Keypoints, Unit = "m", Shape = [40, 4, 3], Values = keypoints, Time = time, Labels = ["a", "b", "c", "d"] },
            new() { Name = ChannelNames.Positions, Unit = "mixed", Shape = [40, 2], Values = [.. Enumerable.Range(0, 80).Select(i => 0.1 * i)], Time = time, Labels = ["p", "q"] },
        ], new() { Origin = "a test" });
        SessionFile.Write(Session(40, 2), path, body);

        var read = Embodied.Data.Importers.ImporterCatalog.Detect(path).Import(path, ImportOptions.Default);

        Assert.Equal([40, 4, 3], read.Find(ChannelNames.Keypoints)!.Shape);
        Assert.All(keypoints.Zip(read.Find(ChannelNames.Keypoints)!.Values), p => Assert.Equal(p.First, p.Second, 1e-12));
        Assert.Equal(["a", "b", "c", "d"], read.Find(ChannelNames.Keypoints)!.Labels);
        Assert.Equal(body.Find(ChannelNames.Positions)!.Values, read.Find(ChannelNames.Positions)!.Values);
        Assert.Equal(["p", "q"], read.Find(ChannelNames.Positions)!.Labels);
        Assert.Equal(Session(40, 2).Counts, SessionFile.Read(path).Counts);
    }

    [Fact]
    public void Behaviour_numbers_that_begin_at_zero_are_refused()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "s.h5");
        var session = Session(100, 2);
        SessionFile.Write(session with { Behaviour = [.. session.Behaviour!.Select(b => b - 1)] }, path);

        Assert.Contains("begin at 0", Assert.Throws<InputException>(() => SessionFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_above_the_names_are_refused()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "s.h5");
        SessionFile.Write(Session(100, 2) with { BehaviourNames = ["a", "b"] }, path);

        Assert.Contains("2 names", Assert.Throws<InputException>(() => SessionFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Finer_bins_are_added_up_on_the_frames()
    {
        var (aligned, first) = Session(100, 1).Align(25, 0.4, 30);

        Assert.Equal((0, 30), (first, aligned.Bins));
        Assert.Equal(Session(100, 1).Counts[20] + Session(100, 1).Counts[21], aligned.Counts[0]);
    }

    [Fact]
    public void Frames_before_the_session_are_cut_off()
    {
        var (aligned, first) = Session(100, 1).Align(50, -0.2, 60);

        Assert.Equal((10, 50), (first, aligned.Bins));
        Assert.Equal(Session(100, 1).Counts[..50], aligned.Counts);
    }

    [Theory]
    [InlineData(100, 50.0, 60, null)]
    [InlineData(100, 50.0, 50, "The session is 2 times as long")]
    [InlineData(100, 50.0, 300, "The recording is 3 times as long")]
    public void Lengths_that_differ_by_a_whole_factor_cast_doubt_on_the_width_of_bins(int bins, double rate, int frames, string? doubt)
    {
        var notes = string.Join(' ', Session(bins, 1).Align(rate, 0, frames).Session.Notes);

        if (doubt is null)
            Assert.DoesNotContain("times as long", notes, StringComparison.Ordinal);
        else
            Assert.Contains(doubt, notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, 0, "bins of 20 ms")]
    [InlineData(50, 500, "clocks differ")]
    public void Bins_and_clocks_that_do_not_fit_are_named(double rate, double start, string problem)
    {
        var error = Assert.Throws<InputException>(() => Session(100, 1).Align(rate, start, 100));
        Assert.Contains(problem, $"{error.Message} {error.Hint}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(25, 0.4, 30)]
    [InlineData(50, -0.2, 60)]
    [InlineData(50, 1.0, 10)]
    public void Reading_only_the_frames_of_a_recording_gives_what_cutting_the_whole_does(double rate, double start, int frames)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "s.h5");
        SessionFile.Write(Session(100, 3), path);
        var (whole, first) = Session(100, 3).Align(rate, start, frames);

        var (part, firstOfPart) = SessionFile.ReadOn(path, rate, start, frames);

        Assert.Equal(first, firstOfPart);
        Assert.Equal(whole.Counts, part.Counts);
        Assert.Equal(whole.Behaviour!, part.Behaviour!);
        Assert.Equal((whole.Rate, whole.Start), (part.Rate, part.Start));
        Assert.Equal(whole.Notes[^1], part.Notes[^1]);
    }

    [Fact]
    public void Spikes_of_a_phy_folder_are_in_seconds_without_noise()
    {
        using var folder = new TemporaryFolder();
        Npy(folder, "spike_times.npy", "<i8", [.. new long[] { 300, 600, 900, 1200 }.SelectMany(BitConverter.GetBytes)], 4);
        Npy(folder, "spike_clusters.npy", "<i4", [.. new[] { 7, 2, 7, 3 }.SelectMany(BitConverter.GetBytes)], 4);
        File.WriteAllText(Path.Combine(folder.Path, "params.py"), "dat_path = 'x'\nsample_rate = 30000.\n");
        File.WriteAllText(Path.Combine(folder.Path, "cluster_group.tsv"), "cluster_id\tgroup\n3\tnoise\n7\tgood\n");

        var spikes = KilosortFolder.Read(folder.Path);

        Assert.Equal(["2", "7 (good)"], spikes.Units);
        Assert.Equal([[0.02], [0.01, 0.03]], spikes.Times);
    }

    [Fact]
    public void A_folder_without_a_sampling_rate_is_named()
    {
        using var folder = new TemporaryFolder();
        Npy(folder, "spike_times.npy", "<i8", BitConverter.GetBytes(5L), 1);

        Assert.Contains("params.py", Assert.Throws<InputException>(() => KilosortFolder.Read(folder.Path)).Place, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_format_lands_on_the_frames_of_a_recording()
    {
        using var folder = new TemporaryFolder();
        var (csv, npy) = (Path.Combine(folder.Path, "s.csv"), Path.Combine(folder.Path, "c.npy"));
        File.WriteAllText(csv, "unit,time\n1,0.05\n0,0.01\n1,0.055\n");
        Npy(folder, "c.npy", "|u1", [1, 0, 0, 0, 0, 2], 3, 2);

        Assert.Equal([1, 0, 0, 0, 0, 2], NeuralFile.Read(csv, TimeBase.Regular(50), 3).Session.Counts);
        Assert.Equal([1, 0, 0, 0, 0, 2], NeuralFile.Read(npy, TimeBase.Regular(50), 3, binRate: 50).Session.Counts);
        Assert.Contains("--bin-ms", Assert.Throws<InputException>(() => NeuralFile.Read(npy, TimeBase.Regular(50), 3)).Hint, StringComparison.Ordinal);
        Assert.Contains("clocks differ", Assert.Throws<InputException>(() => NeuralFile.Read(csv, TimeBase.Regular(50, 10), 3)).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Regions_come_from_a_column_or_from_the_first_electrode_and_unknown_ones_are_empty()
    {
        using var folder = new TemporaryFolder();
        PureHDF.H5Group Units(params (string Name, object Values)[] more)
        {
            var group = new PureHDF.H5Group { ["spike_times"] = new double[] { 0.1, 0.2, 0.3 }, ["spike_times_index"] = new byte[] { 1, 2, 3 } };
            foreach (var (name, values) in more)
                group[name] = values;
            return group;
        }

        var (own, electrodes) = (Path.Combine(folder.Path, "own.nwb"), Path.Combine(folder.Path, "electrodes.nwb"));
        new PureHDF.H5File { ["units"] = Units(("location", new[] { "DLS", "unknown", "MC" })) }.Write(own);
        new PureHDF.H5File
        {
            ["units"] = Units(("electrodes", new[] { 2, 0, 0, 1 }), ("electrodes_index", new byte[] { 1, 3, 4 })),
            ["general"] = new PureHDF.H5Group { ["extracellular_ephys"] = new PureHDF.H5Group { ["electrodes"] = new PureHDF.H5Group { ["location"] = new[] { "MC", "", "DLS" } } } },
        }.Write(electrodes);

        Assert.Equal(["DLS", "", "MC"], NwbUnits.Read(own).Regions!);
        Assert.Equal(["DLS", "MC", ""], NwbUnits.Read(electrodes).Regions!);
        Assert.Null(NwbUnits.Read(SharedData.Require("data/neural/fixture_nwb_latest.nwb")).Regions);
        var joined = SessionJoin.Join(new("r", [], new() { Origin = "a test" }), 10, TimeBase.Regular(50), NwbUnits.Read(own).Bin(50, 0, 10), 0);
        Assert.Equal(["DLS", "", "MC"], joined.Find(ChannelNames.SpikeRegions)!.Labels!);
    }

    [Fact]
    public void Frames_left_out_become_gaps_between_stretches()
    {
        var session = Session(60, 2);
        var joined = SessionJoin.Join(new("r", [new() { Name = ChannelNames.Clips, Unit = "1", Shape = [2], Values = [0, 25] }], new() { Origin = "a test" }), 60, TimeBase.Regular(50), session, 0);

        // Behaviours change every ten frames: 0 1 2 0 1 2; the second clip begins at frame 25.
        var kept = SessionMask.Restrict(joined, 60, TimeBase.Regular(50), 0.1, null, ["walk"]);

        Assert.Equal([5, 5, 15, 10], kept.Find(Embodied.Sdk.Assays.AssayChannels.Lengths)!.Values);
        Assert.Null(kept.Find(ChannelNames.Clips));
        int[] rows = [5, 6, 7, 8, 9, 20, 21, 22, 23, 24, .. Enumerable.Range(25, 15), .. Enumerable.Range(50, 10)];
        Assert.Equal(rows.SelectMany(r => session.Counts.AsSpan(r * 2, 2).ToArray()).Select(c => (double)c), kept.Find(ChannelNames.Spikes)!.Values);
        Assert.Contains("35 of 60 frames", kept.Provenance.Notes[^1], StringComparison.Ordinal);
        Assert.Same(joined, SessionMask.Restrict(joined, 60, TimeBase.Regular(50), null, null, []));
        Assert.Contains("There are: still", Assert.Throws<InputException>(() => SessionMask.Restrict(joined, 60, TimeBase.Regular(50), null, null, ["fly"])).Hint, StringComparison.Ordinal);
        Assert.Contains("no frame", Assert.Throws<InputException>(() => SessionMask.Restrict(joined, 60, TimeBase.Regular(50), 99, null, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Regions_survive_writing_and_reading_a_session()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "s.h5");
        SessionFile.Write(Session(100, 2) with { Regions = ["DLS", "MC"] }, path);

        Assert.Equal(["DLS", "MC"], SessionFile.Read(path).Regions!);
    }

    [Fact]
    public void Formats_that_are_none_and_recordings_without_a_rate_are_named()
    {
        using var folder = new TemporaryFolder();
        var text = Path.Combine(folder.Path, "s.csv");
        File.WriteAllText(text, "unit,time\n0,0.01\n");

        Assert.Contains("irregular", Assert.Throws<InputException>(() => NeuralFile.Read(text, TimeBase.Irregular([0, 0.1, 0.3]), 3)).Message, StringComparison.Ordinal);
        Assert.Contains("spike_times.npy", Assert.Throws<InputException>(() => NeuralFile.Read(folder.Path, TimeBase.Regular(50), 3)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => NeuralFile.Read(Path.Combine(folder.Path, "nowhere"), TimeBase.Regular(50), 3));
        Assert.Equal([1, 0, 0], NeuralFile.Read(text, TimeBase.Regular(50), 3).Session.Counts);
        Assert.Equal([0, 1, 0], NeuralFile.Read(text, TimeBase.Regular(50, 0.02), 3, offset: -0.035).Session.Counts);
    }

    [Fact]
    public void A_session_in_bins_that_do_not_fit_the_frames_is_refused_when_only_these_are_read()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "s.h5");
        SessionFile.Write(Session(100, 2), path);

        Assert.Contains("bins of 20 ms", Assert.Throws<InputException>(() => NeuralFile.Read(path, TimeBase.Regular(30), 60)).Message, StringComparison.Ordinal);
        Assert.Contains("clocks differ", Assert.Throws<InputException>(() => NeuralFile.Read(path, TimeBase.Regular(50, 500), 60)).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_session_needs_little_more_than_the_memory_of_its_counts()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "s.h5");
        const int Bins = 400_000, Units = 50;
        SessionFile.Write(Session(Bins, Units), path);
        GC.Collect();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = SessionFile.Read(path);

        Assert.Equal(Bins, read.Bins);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4L * Bins * Units);
    }

    /// <summary>The published files are chunked and compressed; bands of chunks that do not begin with a block of rows are unpacked once.</summary>
    [Theory]
    [InlineData(1000, 7)]
    [InlineData(4096, 50)]
    [InlineData(65_536, 3)]
    public void A_compressed_session_is_read_band_by_band(int tall, int wide)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "s.h5");
        const int Bins = 400_000, Units = 50;
        var session = Session(Bins, Units);
        new PureHDF.H5File
        {
            ["ephys"] = new PureHDF.H5Group
            {
                ["spike_counts"] = new PureHDF.H5Dataset(session.Counts, fileDims: [Bins, Units], chunks: [(uint)tall, (uint)wide], datasetCreation: new(Filters: [PureHDF.Filters.ShuffleFilter.Id, PureHDF.Filters.DeflateFilter.Id])),
            },
        }.Write(path);
        GC.Collect();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = SessionFile.Read(path);

        Assert.Equal(session.Counts, read.Counts);
        // The result, blocks of rows, a band at a time, and each chunk packed and unpacked.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8L * Bins * Units);
    }

    private static double[] Numbers(JsonDocument json, string name) => [.. json.RootElement.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    private static NeuralSession Session(int bins, int units) => new()
    {
        Source = "made",
        Animal = "a",
        Name = "first",
        Units = [.. Enumerable.Range(0, units).Select(u => $"u{u}")],
        Counts = [.. Enumerable.Range(0, bins * units).Select(i => (byte)(i * 7 % 5))],
        Rate = 50,
        Behaviour = [.. Enumerable.Range(0, bins).Select(b => b / 10 % 3)],
        BehaviourNames = ["still", "walk", "rear"],
    };

    private static void Npy(TemporaryFolder folder, string name, string type, byte[] values, params int[] shape)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({string.Join(", ", shape)},), }}".PadRight(117) + "\n";
        File.WriteAllBytes(Path.Combine(folder.Path, name), [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header), .. values]);
    }
}
