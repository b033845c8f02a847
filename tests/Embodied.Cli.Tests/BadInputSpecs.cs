using System.Text;
using Embodied.Tests.Data;

namespace Embodied.Cli.Tests;

/// <summary>Whatever is wrong with a recording: one clear error, exit code 2, and nothing left behind.</summary>
public sealed class BadInputSpecs
{
    private const int Keypoints = 23;
    private const int Frames = 30;

    private static readonly Dictionary<string, Case> Cases = new(StringComparer.Ordinal)
    {
        ["missing file"] = new("a.mat", null),
        ["empty file"] = new("a.mat", []),
        ["words with the ending .mat"] = new("a.mat", Text("no keypoints, only words")),
        ["a pickle"] = new("a.p", [0x80, 4, 0x95, 0, 0, 0, 0, 0, 0, 0]),
        ["truncated in the header"] = new("a.mat", Good()[..100]),
        ["truncated in the data"] = new("a.mat", Good()[..2000]),
        ["truncated in compressed data"] = new("a.mat", Walk.Mat(Walk.Keypoints(Frames, Keypoints), "T3K")[..600]),
        ["another variable"] = new("a.mat", Mat(m => m.Doubles("prediction", [2, 2], [1, 2, 3, 4]))),
        ["two axes"] = new("a.mat", Mat(m => m.Doubles("pred", [Frames, 3 * Keypoints], new double[Frames * 3 * Keypoints]))),
        ["keypoints of one camera"] = new("a.mat", Mat(m => m.Doubles("pred", [Frames, 2, Keypoints], new double[Frames * 2 * Keypoints]))),
        ["several animals"] = new("a.mat", Mat(m => m.Doubles("pred", [Frames, 2, 3, Keypoints], new double[Frames * 6 * Keypoints]))),
        ["no frames"] = new("a.mat", Mat(m => m.Doubles("pred", [0, 3, Keypoints], []))),
        ["all NaN"] = new("a.mat", Pred(_ => double.NaN)),
        ["all zero"] = new("a.mat", Pred(_ => 0)),
        ["infinite"] = new("a.mat", Pred(x => x > 40 ? double.PositiveInfinity : x)),
        ["light years"] = new("a.mat", Pred(x => 1e15 * x)),
        ["atoms"] = new("a.mat", Pred(x => 1e-9 * x)),
        ["too few keypoints for this body"] = new("a.mat", Walk.Mat(Walk.Keypoints(Frames, 7), "T3K")),
        ["too few frames"] = new("a.mat", Walk.Mat(Walk.Keypoints(3, Keypoints), "T3K")),
        ["HDF5 signature and no more"] = new("a.h5", [0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10]),
        ["NWB cut in half"] = new("a.nwb", Nwb()[..(Nwb().Length / 2)]),
        ["NWB whose keypoints the body does not know"] = new("a.nwb", Nwb()),
        ["CSV with a ragged row"] = new("a.csv", Text("time,nose_x,nose_y,nose_z\n0,1,2,3\n1,2\n")),
        ["CSV with a word"] = new("a.csv", Text("time,nose_x,nose_y,nose_z\n0,1,2,3\n1,2,x,3\n")),
        ["CSV without z"] = new("a.csv", Text("time,nose_x,nose_y\n0,1,2\n1,2,3\n")),
        ["CSV whose time runs backwards"] = new("a.csv", Text("time,nose_x,nose_y,nose_z\n1,1,2,3\n0,2,3,4\n")),
        ["CSV with only a header"] = new("a.csv", Text("time,nose_x,nose_y,nose_z\n")),
        ["an unknown body"] = new("a.mat", Good(), "--body", "no/such"),
        ["a negative scale"] = new("a.mat", Good(), "--scale", "-1"),
        ["an unknown unit"] = new("a.mat", Good(), "--unit", "furlong"),
        ["a rate of zero"] = new("a.mat", Good(), "--rate", "0"),
        ["an unknown modification"] = new("a.mat", Good(), "--modify", "wings"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void One_error_exit_code_2_and_nothing_left(string name)
    {
        using var folder = new TemporaryFolder();
        var (file, bytes, options) = Cases[name];
        if (bytes is not null)
            File.WriteAllBytes(folder.File(file), bytes);
        var before = folder.Entries;

        var result = EmbodiedProgram.Run(folder.Path, ["register", file, "--out", "result", .. Body(options), .. options]);

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Empty(result.Output);
        Assert.Single(result.Error.Split('\n'), l => l.StartsWith("error: ", StringComparison.Ordinal));
        Assert.Single(result.Error.Split('\n'), l => l.StartsWith("  hint: ", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Entries);
        TestContext.Current.TestOutputHelper!.WriteLine(result.Error);
    }

    [Fact]
    public void Errors_are_one_line_for_machines()
    {
        using var folder = new TemporaryFolder();

        var result = EmbodiedProgram.Run(folder.Path, "import", "none.mat", "--json");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("{\"error\":\"none.mat: there is no such file.\",\"hint\":", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    private static string[] Body(string[] options) => options.Contains("--body") ? [] : ["--body", "rodent/rat"];

    private static byte[] Good() => Walk.Mat(Walk.Keypoints(Frames, Keypoints), "T3K", compress: false);

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Mat(Func<MatBytes, byte[]> variable)
    {
        var mat = new MatBytes();
        return mat.Header().Variable(variable(mat)).ToArray();
    }

    private static byte[] Pred(Func<double, double> change)
    {
        var values = Walk.Keypoints(Frames, Keypoints);
        for (var t = 0; t < Frames; t++)
        {
            for (var k = 0; k < Keypoints; k++)
            {
                for (var i = 0; i < 3; i++)
                    values[t, k, i] = change(values[t, k, i]);
            }
        }

        return Walk.Mat(values, "T3K");
    }

    private static byte[] Nwb()
    {
        using var folder = new TemporaryFolder();
        PoseNwb.Write(folder.File("a.nwb"), Walk.Keypoints(Frames, Keypoints), [.. Enumerable.Range(0, Frames).Select(t => t * 0.02)]);
        return File.ReadAllBytes(folder.File("a.nwb"));
    }

    private sealed record Case(string File, byte[]? Bytes, params string[] Options);
}
