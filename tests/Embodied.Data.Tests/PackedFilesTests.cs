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
}
