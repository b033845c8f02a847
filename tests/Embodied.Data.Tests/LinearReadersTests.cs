using System.Globalization;
using Embodied.Data.Importers;
using Embodied.Data.Recordings;
using Embodied.Sdk.Recordings;

namespace Embodied.Tests.Data;

/// <summary>
/// Files of many channels, keypoints or names cost in proportion to them, reading and writing. What is counted is what is allocated, which says the same on every machine: a
/// reader that looks through all of it for each part makes lists of it each time.
/// </summary>
public sealed class LinearReadersTests
{
    private static readonly Dictionary<string, Action<TemporaryFolder, int>> Works = new(StringComparer.Ordinal)
    {
        ["channels"] = (folder, n) => Again(folder, new("r", [.. Enumerable.Range(0, n).Select(i => Channel($"group/c{i}", 1))], new() { Origin = "t" })),
        ["names"] = (folder, n) => Again(folder, new("r", [Channel("a", 20 * n)], new() { Origin = "t" })),
        ["notes"] = (folder, n) => Again(folder, new("r", [Channel("a", 1)], new() { Origin = "t", Notes = [.. Enumerable.Range(0, 20 * n).Select(i => $"note {i}")] })),
        ["csv"] = (folder, n) => Import(folder.Write("a.csv", Table(10 * n))),
        ["nwb"] = (folder, n) =>
        {
            PoseNwb.Write(folder.File("a.nwb"), Walk.Keypoints(3, n / 2), [0, 0.02, 0.04]);
            Import(folder.File("a.nwb"));
        },
    };

    public static TheoryData<string> Names => [.. Works.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Twice_as_much_costs_twice_as_much(string what)
    {
        using var folder = new TemporaryFolder();
        Allocated(() => Works[what](folder, 40));

        var (once, twice) = (Allocated(() => Works[what](folder, 400)), Allocated(() => Works[what](folder, 800)));

        Assert.InRange((double)twice / once, 1.2, 2.7);
    }

    private static void Again(TemporaryFolder folder, Recording recording)
    {
        RecordingFile.Write(recording, folder.File("a.h5"));
        RecordingAssert.Same(recording, RecordingFile.Read(folder.File("a.h5")));
    }

    private static void Import(string path) => ImporterCatalog.Import(ImporterCatalog.Detect(path), path, new ImportOptions { Unit = "mm" });

    private static RecordingChannel Channel(string name, int width) => new()
    {
        Name = name,
        Unit = "m",
        Shape = [2, width],
        Values = new double[2 * width],
        Time = TimeBase.Regular(50),
        Labels = [.. Enumerable.Range(0, width).Select(i => $"n{i}")],
    };

    private static string Table(int keypoints)
    {
        var names = Enumerable.Range(0, keypoints).SelectMany(k => new[] { $"k{k}_x", $"k{k}_y", $"k{k}_z" });
        var rows = Enumerable.Range(0, 3).Select(t => string.Join(',', Enumerable.Range(0, 3 * keypoints).Select(i => ((i % 50) + t).ToString(CultureInfo.InvariantCulture)).Prepend($"0.0{2 * t}")));
        return string.Join('\n', rows.Prepend("time," + string.Join(',', names))) + "\n";
    }

    private static long Allocated(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
