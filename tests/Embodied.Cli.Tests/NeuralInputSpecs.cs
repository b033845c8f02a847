using System.Globalization;
using System.Text;

namespace Embodied.Cli.Tests;

/// <summary>Whatever is wrong with spikes or with how they fit a recording: one clear error that names it, exit code 2, and nothing left behind.</summary>
public sealed class NeuralInputSpecs
{
    private const string Body = "body.csv";

    private static readonly Dictionary<string, Case> Cases = new(StringComparer.Ordinal)
    {
        ["missing file"] = new(null, "there is no such file"),
        ["no column of units"] = new("neuron,time\n1,0.5\n", "expected unit and time"),
        ["a clock of its own"] = new("unit,time\n1,900.5\n1,901\n", "--offset"),
        ["spikes that are words"] = new("unit,time\n1,soon\n", "no finite number"),
        ["one spike for two recordings"] = new("unit,time\n1,0.5\n", "once per session", "--recording", Body),
        ["an unknown setting"] = new("unit,time\n1,0.5\n", "fold", "--set", "fold=3"),
        ["more folds than chunks"] = new("unit,time\n1,0.5\n", "dealt to 90 folds", "--set", "folds=90"),
        ["an agent that is none"] = new("unit,time\n1,0.5\n", "nobody", "--controller", "nobody"),
        ["noise without an agent"] = new("unit,time\n1,0.5\n", "--controller", "--assay", "core/tracking-clips"),
        ["bins of no width"] = new("unit,time\n1,0.5\n", "--bin-ms", "--bin-ms", "0"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void One_error_exit_code_2_and_nothing_left(string name)
    {
        using var folder = new TemporaryFolder();
        var (spikes, named, options) = Cases[name];
        File.WriteAllText(folder.File(Body), Walk());
        if (spikes is not null)
            File.WriteAllText(folder.File("spikes.csv"), spikes);
        var before = folder.Entries;

        var result = EmbodiedProgram.Run(folder.Path, ["analyze", "mimic", "--recording", Body, "--neural", "spikes.csv", "--out", "result", .. options]);

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains(named, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n'), l => l.StartsWith("error:", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Entries);
    }

    [Fact]
    public void An_unknown_driver_lists_those_there_are()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(Body), Walk());

        var result = EmbodiedProgram.Run(folder.Path, ["synthesize", "--recording", Body, "--driver", "keypoint", "--out", "n.h5"]);

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("There are: keypoints", result.Error, StringComparison.Ordinal);
    }

    /// <summary>Keypoints and spikes are enough: no body, no controller, no species.</summary>
    [Theory]
    [InlineData("peth", "events=above:keypoints:0:0.001")]
    [InlineData("tuning", "variables=speed")]
    [InlineData("correlograms", "fewest_spikes=10")]
    [InlineData("decode", "chunk_seconds=0.5")]
    [InlineData("similarity", "frames=400")]
    [InlineData("selectivity", "factors=speed,keypoints:4")]
    public void Analyses_of_neurons_need_keypoints_and_spikes_alone(string analysis, string setting)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(Body), Walk());
        var spikes = Enumerable.Range(0, 3000).Select(i => (Unit: i % 6, Time: i * 37 % 10_000 / 1000.0)).Where(s => Math.Sin((5 * s.Time) + s.Unit) > 0);
        File.WriteAllText(folder.File("spikes.csv"), "unit,time\n" + string.Concat(spikes.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Unit},{s.Time}\n"))));
        string[] given = ["analyze", analysis, "--recording", Body, "--neural", "spikes.csv", "--out", "result"];

        var wrong = EmbodiedProgram.Run(folder.Path, [.. given, "--set", "wrong=1"]);
        Assert.True(wrong.ExitCode == 2 && wrong.Error.Contains("wrong", StringComparison.Ordinal) && !Directory.Exists(folder.File("result")), wrong.ToString());
        var result = EmbodiedProgram.Run(folder.Path, [.. given, "--set", setting]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.DoesNotContain("NaN", string.Concat(Directory.GetFiles(folder.File("result"), "*.csv").Where(f => !File.Exists(Path.ChangeExtension(f, "png"))).Select(File.ReadAllText)), StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(folder.File("result"), "*.png"), f => Assert.True(File.Exists(Path.ChangeExtension(f, "csv"))));
    }

    /// <summary>Four keypoints for ten seconds.</summary>
    private static string Walk()
    {
        var text = new StringBuilder("time,a_x,a_y,a_z,b_x,b_y,b_z,c_x,c_y,c_z,d_x,d_y,d_z\n");
        for (var frame = 0; frame < 500; frame++)
        {
            var cells = Enumerable.Range(0, 12).Select(i => ((40.0 * i) + (5 * Math.Sin(0.1 * frame * (1 + i)))).ToString("0.###", CultureInfo.InvariantCulture));
            text.Append((frame / 50.0).ToString(CultureInfo.InvariantCulture)).Append(',').AppendJoin(',', cells).Append('\n');
        }

        return text.ToString();
    }

    private sealed record Case(string? Spikes, string Named, params string[] Options);
}
