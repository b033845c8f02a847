using CsCheck;
using Embodied.Data.Arrays;
using Embodied.Data.Importers;
using Embodied.Sdk.Recordings;

namespace Embodied.Tests.Data;

/// <summary>However the axes are stored, the keypoints come out the same, and it is said.</summary>
public sealed class AxisOrderTests
{
    [Theory]
    [InlineData("T3K", 60, 7, false)]
    [InlineData("TK3", 60, 7, true)]
    [InlineData("3KT", 60, 7, true)]
    [InlineData("KT3", 60, 7, true)]
    [InlineData("3TK", 60, 7, true)]
    [InlineData("T3K", 5, 20, false)]
    [InlineData("T3K", 1, 9, false)]
    [InlineData("T3K", 60, 3, false)]
    public void Keypoints_come_out_in_one_order(string order, int frames, int keypoints, bool said)
    {
        using var folder = new TemporaryFolder();
        var walk = Walk.Keypoints(frames, keypoints);
        var path = folder.Write("walk.mat", Walk.Mat(walk, order));

        var recording = new DannceMatImporter().Import(path, new() { Rate = 50 });

        var channel = recording.Find(ChannelNames.Keypoints)!;
        Assert.Equal([frames, keypoints, 3], channel.Shape);
        Assert.Equal(Walk.Flat(walk, "TK3").Select(v => v * 1e-3), channel.Values);
        Assert.Equal(said, recording.Provenance.Notes.Any(n => n.Contains("axes were put right", StringComparison.Ordinal)));
    }

    /// <summary>Frames may lie so far apart that neighbouring keypoints are closer: the order of the format counts, the suspicion is said.</summary>
    [Fact]
    public void The_order_of_the_format_is_not_overruled_by_a_guess()
    {
        using var folder = new TemporaryFolder();
        var walk = Walk.Keypoints(60, 7);
        var path = folder.Write("walk.mat", Walk.Mat(walk, "K3T"));

        var recording = new DannceMatImporter().Import(path, new() { Rate = 50 });

        Assert.Equal([7, 60, 3], recording.Find(ChannelNames.Keypoints)!.Shape);
        Assert.Contains(recording.Provenance.Notes, n => n.Contains("neighbours change less as [keypoints, 3, frames]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Byte_order_and_compression_make_no_difference(bool littleEndian, bool compress)
    {
        using var folder = new TemporaryFolder();
        var walk = Walk.Keypoints(20, 6);
        var path = folder.Write("walk.mat", Walk.Mat(walk, "T3K", compress, littleEndian));

        var channel = new DannceMatImporter().Import(path, new() { Rate = 50 }).Find(ChannelNames.Keypoints)!;

        Assert.Equal(Walk.Flat(walk, "TK3").Select(v => v * 1e-3), channel.Values);
    }

    [Fact]
    public void Names_settle_which_axis_counts_keypoints()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("walk.mat", Walk.Mat(Walk.Keypoints(3, 5), "K3T"));

        var recording = new DannceMatImporter().Import(path, new() { Rate = 50, KeypointNames = ["a", "b", "c", "d", "e"] });

        Assert.Equal([3, 5, 3], recording.Find(ChannelNames.Keypoints)!.Shape);
    }

    [Fact]
    public void Permuting_back_gives_the_array_again() =>
        Check.Sample(
            from a in Gen.Int[1, 5]
            from b in Gen.Int[1, 5]
            from c in Gen.Int[1, 5]
            from axes in Gen.Shuffle(new[] { 0, 1, 2 })
            select (new NdArray([.. Enumerable.Range(0, a * b * c).Select(i => (double)i)], a, b, c), axes),
            sample =>
            {
                var (array, axes) = sample;
                var inverse = Enumerable.Range(0, 3).Select(i => Array.IndexOf(axes, i)).ToArray();
                var back = array.Permute(axes).Permute(inverse);
                return back.Shape.SequenceEqual(array.Shape) && back.Values.SequenceEqual(array.Values);
            });
}
