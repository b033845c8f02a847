using Embodied.Data.Hdf;
using Embodied.Sdk.Errors;
using Embodied.Tests;

namespace Embodied.Tests.Data;

/// <summary>Whatever h5py writes gives the numbers it wrote, or a refusal, never other numbers. HdfMatrix/make.py says how the files were made.</summary>
public sealed class HdfMatrixTests
{
    private static readonly string Folder = Path.Combine(SharedData.RepositoryRoot, "tests", "Embodied.Data.Tests", "HdfMatrix");

    public static TheoryData<string> Plain => [.. Directory.EnumerateFiles(Folder, "*.h5").Select(f => Path.GetFileNameWithoutExtension(f)!)
        .Where(f => !f.EndsWith("-virtual", StringComparison.Ordinal)).Order()];

    [Theory]
    [MemberData(nameof(Plain))]
    public void Numbers_are_those_that_were_written(string name)
    {
        using var file = HdfFile.Open(Path.Combine(Folder, name + ".h5"));

        var found = file.Numbers("x");

        Assert.Equal([13, 3], found.Shape);
        for (var i = 0; i < 39; i++)
        {
            var expected = name.EndsWith("-fill", StringComparison.Ordinal) && i < 15 ? -7 : IsWhole(name) ? i - 7 : (1.25 * i) - 7;
            Assert.Equal(expected, found.Values[i], name.Contains("scale-offset-real", StringComparison.Ordinal) ? 1e-9 : 0);
        }
    }

    [Theory]
    [MemberData(nameof(Plain))]
    public void Rows_read_in_pieces_are_those_of_the_whole(string name)
    {
        using var file = HdfFile.Open(Path.Combine(Folder, name + ".h5"));
        var whole = new byte[13 * Row(name)];
        file.Rows("x")(0, whole);

        foreach (var piece in new[] { 1, 2, 3, 5, 7, 13 })
        {
            var (read, pieces) = (file.Rows("x"), new byte[whole.Length]);
            Array.Fill(pieces, (byte)0xAB);
            for (var row = 0; row < 13; row += piece)
                read(row, pieces.AsMemory(row * Row(name), Math.Min(piece, 13 - row) * Row(name)));
            Assert.Equal(whole, pieces);
            read(12, pieces.AsMemory(0, Row(name)));
            Assert.Equal(whole[^Row(name)..], pieces[..Row(name)]);
        }

        Assert.Throws<InputException>(() => file.Rows("x")(10, new byte[4 * Row(name)]));
    }

    [Theory]
    [InlineData("e")]
    [InlineData("l")]
    public void A_virtual_dataset_is_refused_with_a_way_out(string letter)
    {
        using var file = HdfFile.Open(Path.Combine(Folder, $"{letter}-virtual.h5"));

        var error = Assert.Throws<InputException>(() => file.Numbers("x"));

        Assert.Contains("virtual", error.Message, StringComparison.Ordinal);
        Assert.Contains("copy it", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("e")]
    [InlineData("l")]
    public void Links_are_followed_and_circles_are_named(string letter)
    {
        using var file = HdfFile.Open(Path.Combine(Folder, $"{letter}-links.h5"));

        Assert.Equal(-7, file.Numbers("soft").Values[0]);
        Assert.Contains("circle", Assert.Throws<InputException>(() => file.Numbers("circle")).Message, StringComparison.Ordinal);
        var gone = Assert.Throws<InputException>(() => file.Numbers("gone"));
        Assert.Contains("'not-there.h5'", gone.Message, StringComparison.Ordinal);
        Assert.Equal("not-there.h5", file.LinkedFile("gone"));
    }

    [Theory]
    [InlineData("e")]
    [InlineData("l")]
    public void Names_and_attributes_are_found_in_a_crowd(string letter)
    {
        using var file = HdfFile.Open(Path.Combine(Folder, $"{letter}-crowd.h5"));

        Assert.Equal(63, file.Children("").Count);
        Assert.True(file.IsGroup("group number 59"));
        Assert.Equal(["nose", "tail", "paw"], file.Texts("names"));
        Assert.Equal(["nose", "tail", "paw"], file.Texts("fixed"));
        Assert.Equal("mm", file.Text("x", "unit"));
        for (var i = 0; i < 20; i++)
            Assert.Equal(i, file.Number("x", $"attribute {i}"));
        Assert.Null(file.Number("x", "attribute 20"));
    }

    /// <summary>A file must not bring in what lies outside of its folder.</summary>
    [Theory]
    [InlineData("e-external.h5", "e-external.bin")]
    [InlineData("l-links.h5", "l-compact.h5")]
    public void Files_outside_of_the_folder_are_not_opened(string name, string other)
    {
        var folder = Directory.CreateTempSubdirectory("elsewhere").FullName;
        try
        {
            var inside = Directory.CreateDirectory(Path.Combine(folder, "inside")).FullName;
            File.Copy(Path.Combine(Folder, name), Path.Combine(inside, name));
            File.Copy(Path.Combine(Folder, other), Path.Combine(folder, other));
            File.CreateSymbolicLink(Path.Combine(inside, other), Path.Combine(folder, other));
            using var file = HdfFile.Open(Path.Combine(inside, name));

            var error = Assert.Throws<InputException>(() => file.Numbers("x"));

            Assert.Contains("outside of that folder", error.Message, StringComparison.Ordinal);
            Assert.Contains("EMBODIED_READ_ELSEWHERE=1", error.Hint, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_damaged_chunk_fails_its_checksum()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("damage").FullName, "a.h5");
        var bytes = File.ReadAllBytes(Path.Combine(Folder, "e-chunked-fletcher.h5"));
        // The first number of the dataset, −7, as it is stored.
        var at = bytes.AsSpan().IndexOf(BitConverter.GetBytes(-7.0));
        bytes[at + 3] ^= 1;
        File.WriteAllBytes(path, bytes);
        using var file = HdfFile.Open(path);

        Assert.Contains("checksum", Assert.Throws<InputException>(() => file.Numbers("x")).Message, StringComparison.Ordinal);
    }

    private static bool IsWhole(string name) => name.Contains("integers", StringComparison.Ordinal) || (name.Contains("contiguous", StringComparison.Ordinal) && name[^2] == 'i');

    /// <summary>Bytes of a row of three.</summary>
    private static int Row(string name) => 3 * (name[^1] is >= '1' and <= '8' and var width ? width - '0' : name.EndsWith("integers", StringComparison.Ordinal) ? 4 : name.EndsWith("integers-big", StringComparison.Ordinal) ? 2 : 8);
}
