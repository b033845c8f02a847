using Embodied.Data.Importers;
using Embodied.Data.Keypoints;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Recordings;

namespace Embodied.Tests.Data;

/// <summary>What a user says about a file because the file does not: its up axis, names and variable.</summary>
public sealed class RecordingOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("x")]
    [InlineData("y")]
    [InlineData("z")]
    [InlineData("-x")]
    [InlineData("-y")]
    [InlineData("-z")]
    public void Turning_puts_the_named_axis_up_and_mirrors_nothing(string up)
    {
        var file = _folder.Write("a.csv", "time,a_x,a_y,a_z,b_x,b_y,b_z,c_x,c_y,c_z\n0,100,0,0,0,100,0,0,0,100\n0.02,101,0,0,0,102,0,0,0,103\n"u8.ToArray());

        var recording = Import(file, new() { Unit = "mm", Up = up });

        var values = recording.Find(ChannelNames.Keypoints)!.Values;
        Vec3 At(int k) => new(values[3 * k], values[(3 * k) + 1], values[(3 * k) + 2]);
        var axis = At("xyz".IndexOf(up[^1]));
        Assert.Equal(up[0] == '-' ? -0.1 : 0.1, axis.Z, 1e-12);
        Assert.Equal(1e-3, At(0).Cross(At(1)).Dot(At(2)), 1e-12);
        Assert.Equal(up == "z" ? 0 : 1, recording.Provenance.Notes.Count(n => n.StartsWith($"The {up} axis of the file points up", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_axis_that_does_not_exist_is_refused_with_those_that_do() =>
        Assert.Contains("one of x, y, z, -x", Refused(() => Import(Csv(), new() { Unit = "mm", Up = "up" })).Hint, StringComparison.Ordinal);

    [Fact]
    public void Keypoints_are_renamed_by_a_text()
    {
        var renames = KeypointRenames.Read(_folder.Write("names.txt", "# tracker: body\n nose : Snout\n\ntail:TailBase\n"u8.ToArray()));

        var labels = Import(Csv(), new() { Unit = "mm", Renames = renames }).Find(ChannelNames.Keypoints)!.Labels;

        Assert.Equal(["Snout", "TailBase"], labels);
    }

    [Theory]
    [InlineData("nose", "line 1", "is not of the form 'old: new'")]
    [InlineData("# names\nnose:", "line 2", "is not of the form 'old: new'")]
    [InlineData("nose: a\nnose: b", "line 2", "'nose' is renamed a second time")]
    public void A_wrong_line_of_names_is_named(string text, string line, string problem)
    {
        var error = Refused(() => KeypointRenames.Read(_folder.Write("names.txt", System.Text.Encoding.UTF8.GetBytes(text))));

        Assert.Contains(line, error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("snout", "x", "'snout' is no keypoint of the recording; it has nose, tail")]
    [InlineData("nose", "tail", "two keypoints would be named 'tail'")]
    public void Names_that_do_not_fit_the_recording_are_refused(string from, string to, string problem) =>
        Assert.Contains(problem, Refused(() => Import(Csv(), new() { Unit = "mm", Renames = new Dictionary<string, string> { [from] = to } })).Message, StringComparison.Ordinal);

    [Fact]
    public void Any_variable_of_a_MATLAB_file_can_hold_the_keypoints()
    {
        var walk = Walk.Keypoints(20, 6);
        var mat = new MatBytes();
        var path = _folder.Write("a.mat", mat.Header()
            .Variable(mat.Doubles("com3d", [20, 3], new double[60])).Variable(mat.Doubles("aligned", [20, 3, 6], Walk.Flat(walk, "K3T"))).ToArray());

        Assert.Equal(Walk.Flat(walk, "TK3").Select(v => v * 1e-3), Import(path, new() { Rate = 50, Unit = "mm", Variable = "aligned" }).Find(ChannelNames.Keypoints)!.Values);
        var error = Refused(() => Import(path, new() { Rate = 50, Unit = "mm" }));
        Assert.Contains("it holds com3d (20 × 3), aligned (20 × 3 × 6)", error.Message, StringComparison.Ordinal);
        Assert.Contains("--variable NAME", error.Hint, StringComparison.Ordinal);
    }

    private string Csv() => _folder.Write("a.csv", "time,nose_x,nose_y,nose_z,tail_x,tail_y,tail_z\n0,1,2,3,40,5,6\n0.02,1.5,2,3,41,5,6\n"u8.ToArray());

    private static Recording Import(string path, ImportOptions options) => ImporterCatalog.Import(ImporterCatalog.Detect(path), path, options);

    private static InputException Refused(Action action) => Assert.Throws<InputException>(action);
}
