using Embodied.Data.Hdf;
using Embodied.Data.Hdf.Format;
using Embodied.Sdk.Errors;

namespace Embodied.Tests.Data;

/// <summary>HDF5 as h5py writes it: compressed with gzip or LZF, shuffled, with checksums, in old and new layouts.</summary>
public sealed class HdfFileTests
{
    [Theory]
    [InlineData("fixture_nwb_earliest.nwb")] // Pose compressed with LZF.
    [InlineData("fixture_nwb_latest.nwb")] // Pose compressed with gzip.
    public void Reads_what_h5py_wrote(string name)
    {
        using var file = HdfFile.Open(SharedData.Require($"data/neural/{name}"));
        var datasets = Datasets(file, "").ToDictionary(d => d, file.Shape, StringComparer.Ordinal);

        var pose = file.Numbers(datasets.Single(d => d.Value is [1500, 23, 3]).Key);
        Assert.Equal(210.95402884229406, pose.Values.Sum(), 1e-6);
        Assert.Equal(210552.2653341051, file.Numbers("units/spike_times").Values.Sum(), 1e-6);
        Assert.Equal([20.0, 97, 165, 243, 335, 364, 407, 488, 532, 565, 616, 707], file.Numbers("units/spike_times_index").Values);
    }

    [Fact]
    public void Reads_a_real_recording()
    {
        using var file = HdfFile.Open(SharedData.Require("data/neural/A8604-211122.nwb"));

        var times = file.Numbers("units/spike_times").Values;
        Assert.Equal(21354, times.Length);
        Assert.Equal(12284152.965199, times.Sum(), 1e-5);
        Assert.Equal([11020.0, 15710, 21354], file.Numbers("units/spike_times_index").Values);
    }

    [Fact]
    public void Lzf_repeats_patterns()
    {
        // Literal "ab", then 7 bytes from 2 back.
        byte[] packed = [1, (byte)'a', (byte)'b', (5 << 5) | 0, 1];

        Assert.Equal("ababababa"u8.ToArray(), Lzf.Unpack(packed, 9));
    }

    [Theory]
    [InlineData(new byte[] { 5, 1, 2 }, 6)]
    [InlineData(new byte[] { 0, 1, 32, 9 }, 4)]
    [InlineData(new byte[] { 0, 1 }, 2)]
    [InlineData(new byte[] { 0, 1 }, 1_000_000_000)]
    public void Broken_lzf_is_noticed(byte[] packed, int size) => Assert.Throws<InvalidDataException>(() => Lzf.Unpack(packed, size));

    [Fact]
    public void Asking_for_what_is_not_there_names_the_place()
    {
        using var file = HdfFile.Open(SharedData.Require("data/neural/A8604-211122.nwb"));

        var error = Assert.Throws<InputException>(() => file.Numbers("units/none"));

        Assert.EndsWith(":/units/none", error.Place, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Datasets(HdfFile file, string group)
    {
        foreach (var child in file.Children(group))
        {
            var name = group.Length == 0 ? child : $"{group}/{child}";
            if (file.IsDataset(name))
                yield return name;
            else if (file.IsGroup(name))
            {
                foreach (var deeper in Datasets(file, name))
                    yield return deeper;
            }
        }
    }
}
