using CsCheck;
using Embodied.Data.Recordings;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;
using PureHDF;

namespace Embodied.Tests.Data;

/// <summary>What is written is what is read, to the last bit, or the reader says what is wrong.</summary>
public sealed class RecordingFileTests
{
    private static readonly Gen<double> Value = Gen.OneOf(
        Gen.Double, Gen.Const(double.NaN), Gen.Const(BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_1234)), Gen.Const(-0.0), Gen.Const(double.PositiveInfinity), Gen.Const(double.Epsilon));

    private static readonly Gen<string> Name = Gen.OneOf(Gen.String[Gen.Char.AlphaNumeric, 0, 12], Gen.OneOf("a/b", "a:b", "a%2Fb", "..", ".", "größe µm", "keypoints", "keypoints/confidence"));

    private static readonly Gen<RecordingChannel> Channel =
        from name in Name
        from unit in Gen.OneOf("m", "rad", "1", "")
        from frame in Gen.OneOf<string?>(null, "world", "")
        from shape in Gen.Int[0, 4].Array[0, 3]
        from values in Value.Array[shape.Aggregate(1, (n, s) => n * s)]
        from timed in Gen.Int[0, 2]
        from rate in Gen.Double[0.01, 1000]
        from labelled in Gen.Bool
        select new RecordingChannel
        {
            Name = name,
            Unit = unit,
            Frame = frame,
            Shape = shape,
            Values = values,
            Time = shape.Length == 0 || timed == 0 ? null
                : timed == 1 || shape[0] == 0 ? TimeBase.Regular(rate, -rate) : TimeBase.Irregular([.. Enumerable.Range(0, shape[0]).Select(i => i * i / rate)]),
            Labels = labelled && shape.Length > 1 && shape[1] > 0 ? [.. Enumerable.Range(0, shape[1]).Select(i => i == 0 ? "" : $"näme {i}")] : null,
        };

    private static readonly Gen<Recording> Anything =
        from name in Name
        from channels in Channel.Array[0, 4]
        from notes in Name.Array[0, 3]
        from settings in Gen.Select(Name, Name).Array[0, 3]
        from source in Gen.OneOf<string?>(null, "", "walk.mat")
        from synthetic in Gen.Bool
        select new Recording(name, channels.DistinctBy(c => c.Name), new Provenance
        {
            Origin = "test",
            Source = source,
            Synthetic = synthetic,
            Notes = notes,
            Settings = settings.DistinctBy(s => s.Item1).ToDictionary(s => s.Item1, s => s.Item2, StringComparer.Ordinal),
        });

    [Fact]
    public void Whatever_is_written_is_read_back_bit_for_bit() => Anything.Sample(recording =>
    {
        using var folder = new TemporaryFolder();
        RecordingFile.Write(recording, folder.File("r.h5"));
        RecordingAssert.Same(recording, RecordingFile.Read(folder.File("r.h5")));
    }, iter: 150, threads: 1);

    [Fact]
    public void Missing_folders_are_made_and_nothing_else_stays()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("new/deep/r.h5");

        RecordingFile.Write(Small(), path);
        RecordingFile.Write(Small(), path);

        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_target_that_is_a_folder_is_refused_and_nothing_stays()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("r.h5"));

        Assert.Throws<InputException>(() => RecordingFile.Write(Small(), folder.File("r.h5")));

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Every_truncation_is_noticed()
    {
        using var folder = new TemporaryFolder();
        RecordingFile.Write(Small(), folder.File("r.h5"));
        var whole = File.ReadAllBytes(folder.File("r.h5"));
        for (var length = 0; length < whole.Length; length += 97)
        {
            var path = folder.Write("cut.h5", whole[..length]);
            Assert.Throws<InputException>(() => RecordingFile.Read(path));
        }
    }

    [Fact]
    public void A_changed_value_is_noticed()
    {
        using var folder = new TemporaryFolder();
        RecordingFile.Write(Small(), folder.File("r.h5"));
        var bytes = File.ReadAllBytes(folder.File("r.h5"));
        var at = bytes.AsSpan().IndexOf(BitConverter.GetBytes(0.123456789));
        bytes[at] ^= 1;

        var error = Assert.Throws<InputException>(() => RecordingFile.Read(folder.Write("changed.h5", bytes)));

        Assert.Contains("checksum", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_made_elsewhere_need_only_the_values_and_units()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("foreign.h5");
        new H5File
        {
            ["channels"] = new H5Group
            {
                ["keypoints"] = new H5Dataset(new float[4, 2, 3]) { Attributes = { ["unit"] = "m", ["rate"] = 50.0 } },
                ["keypoints:confidence"] = new H5Dataset(new float[4, 2]) { Attributes = { ["unit"] = "1", ["rate"] = 50 } },
            },
            Attributes = { ["format"] = RecordingFile.Format, ["version"] = 1 },
        }.Write(path);

        var recording = RecordingFile.Read(path);

        Assert.Equal([4, 2, 3], recording.Find(ChannelNames.Keypoints)!.Shape);
        Assert.Equal(50, recording.Find(ChannelNames.KeypointConfidence)!.Time!.Rate);
        Assert.Equal("foreign", recording.Name);
    }

    [Fact]
    public void Newer_versions_are_refused()
    {
        using var folder = new TemporaryFolder();
        new H5File { ["channels"] = new H5Group(), Attributes = { ["format"] = RecordingFile.Format, ["version"] = 2 } }.Write(folder.File("new.h5"));

        var error = Assert.Throws<InputException>(() => RecordingFile.Read(folder.File("new.h5")));

        Assert.Contains("version 2", error.Problem, StringComparison.Ordinal);
        Assert.Contains("Update", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_tells_sizes_durations_and_gaps()
    {
        var summary = RecordingSummary.Of(Small());

        Assert.Equal(0.06, summary.Seconds, 1e-12);
        Assert.Equal(1.0 / 18, summary.Channels[0].Missing, 1e-12);
        Assert.Contains("keypoints [3 × 2 × 3] m, 50 Hz, 5.56 % missing", summary.ToString(), StringComparison.Ordinal);
        Assert.Contains("note: made up", summary.ToString(), StringComparison.Ordinal);
    }

    internal static Recording Small()
    {
        double[] values = [.. Enumerable.Range(0, 18).Select(i => i * 0.01)];
        (values[4], values[17]) = (double.NaN, 0.123456789);
        return new("small",
        [
            new() { Name = ChannelNames.Keypoints, Unit = "m", Frame = "world", Shape = [3, 2, 3], Values = values, Time = TimeBase.Regular(50), Labels = ["a", "b"] },
            new() { Name = "mass", Unit = "kg", Shape = [], Values = [0.3] },
        ], new() { Origin = "test", Synthetic = true, Notes = ["made up"] });
    }
}
