using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Tests.Native;

public sealed class ModelTests
{
    [Fact]
    public void States_the_sizes_of_the_scene()
    {
        using var model = MujocoModel.Load(Scenes.Chain());
        Assert.Equal((14, 12, 3, 1), (model.Info.PositionCount, model.Info.VelocityCount, model.Info.ControlCount, model.Info.ActivationCount));
        Assert.Equal((5, 5, 2, 7), (model.Info.SegmentCount, model.Info.JointCount, model.Info.SiteCount, model.Info.SensorValueCount));
        Assert.Equal(0.002, model.Info.Timestep);
        Assert.StartsWith("MuJoCo ", model.Info.Engine, StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_elements_by_name_and_back()
    {
        using var model = MujocoModel.Load(Scenes.Chain());
        foreach (var (kind, name, index) in new[]
        {
            (ElementKind.Segment, "foot", 3), (ElementKind.Joint, "swing", 4), (ElementKind.Shape, "sole", 3), (ElementKind.Site, "toe", 1),
            (ElementKind.Camera, "eye", 0), (ElementKind.Tendon, "string", 0), (ElementKind.Actuator, "swing", 1), (ElementKind.Sensor, "where", 2),
        })
        {
            Assert.Equal(index, model.Find(kind, name));
            Assert.Equal(name, model.NameOf(kind, index));
        }
        Assert.Equal(-1, model.Find(ElementKind.Segment, "wing"));
        Assert.Equal(-1, model.Find(ElementKind.Joint, "foot"));
        Assert.Null(model.NameOf(ElementKind.Segment, 99));
    }

    [Fact]
    public void Tells_where_joints_and_sensors_keep_their_numbers()
    {
        using var model = MujocoModel.Load(Scenes.Chain());
        Assert.Equal(new JointAddress(0, 0, 7, 6, 1, null), model.JointAt(0));
        Assert.Equal(new JointAddress(7, 6, 4, 3, 2, null), model.JointAt(1));
        Assert.Equal(new JointAddress(11, 9, 1, 1, 3, new(-1, 1)), Rounded(model.JointAt(2)));
        Assert.Equal(new SensorAddress(3, 1), model.SensorAt(1));
        Assert.Equal(new SensorAddress(4, 3), model.SensorAt(2));
    }

    [Fact]
    public void Controls_without_limits_have_infinite_ranges()
    {
        using var model = MujocoModel.Load(Scenes.Chain());
        Assert.Equal([new(-2, 2), new(double.NegativeInfinity, double.PositiveInfinity), new(-1, 1)], model.Info.ControlRanges);
    }

    [Theory]
    [InlineData("<mujoco><worldbody><geom type='sphere'/></worldbody>", "well-formed")]
    [InlineData("<mujoco><worldbody><geom type='sphere' colour='red'/></worldbody></mujoco>", "colour")]
    [InlineData("<mujoco><worldbody><body><joint/></body></worldbody></mujoco>", "mass")]
    [InlineData("<robot/>", "<mujoco>")]
    [InlineData("", "well-formed")]
    public void A_broken_scene_is_refused_with_its_name_and_the_reason(string mjcf, string reason)
    {
        var error = Assert.Throws<InputException>(() => MujocoModel.Load(mjcf, "world.xml"));
        Assert.StartsWith("world.xml", error.Place, StringComparison.Ordinal);
        Assert.Contains(reason, error.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_names_the_line_of_the_text_that_was_given()
    {
        const string Mjcf = "<mujoco>\n<!-- <size njmax='1'/> -->\n<size njmax='10'/>\n<worldbody>\n<geom type='blob' size='1'/>\n</worldbody></mujoco>";
        var error = Assert.Throws<InputException>(() => MujocoModel.Load(Mjcf));
        Assert.Contains("line 5", error.Problem.Replace("line = ", "line ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_the_files_it_is_given_and_leaves_none_behind()
    {
        var file = $"{Guid.NewGuid():N}.stl";
        var mjcf = $"<mujoco><compiler meshdir='parts'/><asset><mesh name='m' file='{file}'/></asset><worldbody><geom type='mesh' mesh='m'/></worldbody></mujoco>";
        using var model = MujocoModel.Load(mjcf, null, Asset($"parts/{file}", Tetrahedron()));
        Assert.Equal(0, model.Find(ElementKind.Segment, "world"));
        var missing = Assert.Throws<InputException>(() => MujocoModel.Load(mjcf));
        Assert.Contains(file, missing.Problem, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => MujocoModel.Load(mjcf, null, Asset($"../{file}", [])));
        Assert.DoesNotContain(Directory.GetDirectories(Path.GetTempPath(), "embodied-mjcf-*"), d => File.Exists(Path.Combine(d, "parts", file)));
        Assert.False(File.Exists("MUJOCO_LOG.TXT"));
    }

    private static Dictionary<string, byte[]> Asset(string name, byte[] content) => new(StringComparer.Ordinal) { [name] = content };

    private static JointAddress Rounded(JointAddress joint) =>
        joint with { Range = new(Math.Round(joint.Range!.Value.Low, 9), Math.Round(joint.Range.Value.High, 9)) };

    // Binary STL: 80 bytes of header, a count, then per triangle a normal, three corners and two bytes.
    private static byte[] Tetrahedron()
    {
        float[][] corners = [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]];
        int[][] faces = [[0, 2, 1], [0, 1, 3], [0, 3, 2], [1, 2, 3]];
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(new byte[80]);
        writer.Write(faces.Length);
        foreach (var face in faces)
        {
            writer.Write(new byte[12]);
            foreach (var corner in face)
                foreach (var x in corners[corner])
                    writer.Write(x);
            writer.Write((short)0);
        }
        return stream.ToArray();
    }
}
