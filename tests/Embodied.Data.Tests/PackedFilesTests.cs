using Embodied.Data.Importers;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Tests.Data;

/// <summary>A small file that becomes a large one in memory: bounded, or refused before anything is unpacked.</summary>
public sealed class PackedFilesTests
{
    private const int Signed8 = 1;
    private const int Int8Class = 8;

    private static readonly ImportOptions Options = new() { Rate = 50, Unit = "mm" };

    [Theory]
    [InlineData(new[] { 1_000_000, 3, 2 })]
    [InlineData(new[] { 3, 2, 1_000_000 })]
    [InlineData(new[] { 2, 1_000_000, 3 })]
    [InlineData(new[] { 1_000_000, 1, 3, 2 })]
    [InlineData(new[] { 2_000_000, 3 })]
    public void Numbers_of_one_byte_are_widened_once(int[] sizes)
    {
        using var folder = new TemporaryFolder();
        var count = sizes.Aggregate(1, (n, size) => n * size);
        var mat = new MatBytes();
        var path = folder.Write("a.mat", mat.Header().Variable(mat.Matrix(Int8Class, "pred", sizes, mat.Element(Signed8, new byte[count])), compress: true).ToArray());

        var before = GC.GetAllocatedBytesForCurrentThread();
        var problem = Assert.Throws<InputException>(() => new DannceMatImporter().Import(path, Options));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Contains("every keypoint is at 0, 0, 0", problem.Message, StringComparison.Ordinal);
        // Unpacked, kept and widened: 1 + 1 + 8 bytes a number.
        Assert.InRange(allocated, 8L * count, 12L * count);
    }

    [Theory]
    [InlineData(100_000_000, 100_001, "would unpack 100001 bytes to 100 MB")]
    [InlineData(900_000_000, 100_001, "declares 900000000 bytes out of 100001")]
    [InlineData(2_147_483_000, 5_000_000, "a compressed variable")]
    [InlineData(1_500_000_000, 1_000, "declares 1500000000 bytes out of 1000")]
    [InlineData(2_000_000_000, 1_000_000, "declares 2000000000 bytes out of 1000")]
    public void What_was_made_to_fill_memory_is_refused_before_it_is_unpacked(int declared, int stored, string said)
    {
        using var folder = new TemporaryFolder();
        var mat = new MatBytes();
        byte[] packed = mat.Compressed(mat.Element(14, [], (uint)declared));
        byte[] padded = [.. mat.Element(15, [.. packed.AsSpan(8), .. new byte[stored - packed.Length + 8]])];
        var path = folder.Write("a.mat", [.. mat.Header().ToArray(), .. padded]);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var problem = Assert.Throws<InputException>(() => new DannceMatImporter().Import(path, Options));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, 50_000_000);
    }

    /// <summary>Sparse matrices that would make the same entries again and again, or entries where there are none.</summary>
    [Theory]
    [InlineData(new[] { 0, 3, 1, 3 }, new[] { 0, 1, 2 }, 3, "go back from 3 to 1")]
    [InlineData(new[] { 0, 1, 2 }, new[] { 0, 1, 2 }, 3, "has 3 column starts")]
    [InlineData(new[] { 0, 1, 2, 9 }, new[] { 0, 1, 2 }, 3, "")]
    [InlineData(new[] { -3, 1, 2, 3 }, new[] { 0, 1, 2 }, 3, "")]
    [InlineData(new[] { 0, 1, 2, 3 }, new[] { 0, 7, 2 }, 3, "")]
    [InlineData(new[] { 0, 1, 2, 3 }, new[] { 0, -1, 2 }, 3, "")]
    [InlineData(new[] { 0, 1, 2, 3 }, new[] { 0, 1, 2 }, 1, "")]
    public void A_sparse_matrix_that_lies(int[] starts, int[] rows, int values, string said)
    {
        using var folder = new TemporaryFolder();
        var mat = new MatBytes();
        byte[] Numbers(int[] numbers) => mat.Element(5, [.. numbers.SelectMany(BitConverter.GetBytes)]);
        byte[] body = [.. Numbers(rows), .. Numbers(starts), .. mat.Element(9, new byte[values * sizeof(double)])];
        var path = folder.Write("a.mat", mat.Header().Variable(mat.Matrix(5, "s", [3, 3], body)).ToArray());

        var problem = Assert.Throws<InputException>(() => new DannceMatImporter().Import(path, Options));

        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Index", problem.Message, StringComparison.Ordinal);
    }
}
