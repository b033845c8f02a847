using System.Globalization;
using Embodied.Mujoco.Mjcf;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Tests.Mjcf;

/// <summary>What MuJoCo's own reader takes is taken, and what a file leaves without a name gets one.</summary>
public sealed class LenientFilesTests
{
    private const string Ball = "<worldbody><body name=\"b\"><freejoint/><geom size=\".1\"/></body></worldbody>";

    [Theory]
    [InlineData("\n\n<?xml version=\"1.0\"?>\n<mujoco>" + Ball + "</mujoco>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"latin-1\"?><mujoco>" + Ball + "</mujoco>")]
    [InlineData("<mujoco><!-- ---- a -- b ---->" + Ball + "</mujoco>")]
    [InlineData("<mujoco><!-- <body> & \n -- --><!-->-->" + Ball + "</mujoco>")]
    [InlineData("<mujoco model=\"a & b\">" + Ball + "</mujoco>")]
    [InlineData("<mujoco model=\"a &amp; b &c; &#65;\">" + Ball + "</mujoco>")]
    [InlineData("<!DOCTYPE mujoco>\n<mujoco>" + Ball + "</mujoco>")]
    [InlineData("<!DOCTYPE mujoco SYSTEM \"mujoco.dtd\">\n<mujoco>" + Ball + "</mujoco>")]
    [InlineData("<mujoco><option><flag gravity=\"disable\" frictionloss=\"disable\" contact=\"enable\"/></option>" + Ball + "</mujoco>")]
    public void Are_read(string text)
    {
        using var file = new MjcfFile(text);

        using var model = MujocoModel.Load(file.Compose().Xml);

        Assert.Equal(7, model.Info.PositionCount);
    }

    [Theory]
    [InlineData("<!DOCTYPE mujoco [ <!ENTITY a \"aa\"> ]>\n<mujoco>" + Ball + "</mujoco>", ":1:1: its document type defines entities")]
    [InlineData("<mujoco>\n<!DOCTYPE mujoco [ <!ENTITY x SYSTEM \"/etc/passwd\"> ]>" + Ball + "</mujoco>", ":2:1: its document type defines entities")]
    [InlineData("<mujoco model=\"a & b\" modle=\"c\">" + Ball + "</mujoco>", ":1:23: unknown attribute 'modle'")]
    [InlineData("<mujoco><!-- -- -->\n <boddy/></mujoco>", ":2:3: unknown element <boddy>")]
    [InlineData("<mujoco><option><flag gravity=\"disabled\"/></option>" + Ball + "</mujoco>", ":1:23: the flag 'gravity' is 'disabled'. Did you mean 'disable'?")]
    [InlineData("<mujoco><default><geom material=\"skin\"/></default>" + Ball + "</mujoco>", ":1:24: attribute 'material' of <geom> names material 'skin', which does not exist")]
    [InlineData("<mujoco><option><flag gravty=\"disable\"/></option>" + Ball + "</mujoco>", "unknown attribute 'gravty' of <flag>")]
    public void What_is_wrong_keeps_its_line_and_column(string text, string message)
    {
        using var file = new MjcfFile(text);

        var error = Assert.Throws<InputException>(() => file.Compose());

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!--")]
    [InlineData("<!DOCTYPE ")]
    [InlineData("&")]
    public void Half_a_million_beginnings_without_an_end_are_refused_as_any_other_fault(string beginning)
    {
        // Quadratic work would take hours here.
        using var file = new MjcfFile("<mujoco>" + string.Concat(Enumerable.Repeat(beginning, 500_000)));

        Assert.Contains("is not well-formed XML", Assert.Throws<InputException>(() => file.Read()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<mujoco/>")]
    [InlineData("<mujoco><worldbody/></mujoco>")]
    [InlineData("<mujoco><visual><map znear=\".01\"/></visual></mujoco>")]
    [InlineData("<mujoco><default><default class=\"leg\"><geom density=\"0.5\"/><joint damping=\"1\"/></default></default></mujoco>")]
    [InlineData("<mujoco><default><default class=\"skin\"><geom material=\"of-others\"/></default></default><worldbody><geom size=\"1\"/></worldbody></mujoco>")]
    [InlineData("<mujoco><worldbody><geom name=\"floor\" type=\"plane\" size=\"1 1 1\"/><site name=\"nothing\"/></worldbody></mujoco>")]
    public void A_file_without_a_body_is_one_in_which_nothing_moves(string text)
    {
        using var file = new MjcfFile(text);

        var body = file.Read();
        var composed = file.Compose();
        using var model = MujocoModel.Load(composed.Xml);
        using var simulation = model.CreateSimulation();

        Assert.Equal((0, 0, 2), (model.Info.PositionCount, model.Info.VelocityCount, model.Info.SegmentCount));
        Assert.Equal(1, model.Find(ElementKind.Segment, body.Roles.Root));
        Assert.Empty(body.Facts.Free);
        Assert.Equal(StepResult.Ok, simulation.Step(10));
        Assert.Contains(composed.Notes, n => n.Contains("holds no <body>: nothing here moves", StringComparison.Ordinal));
    }

    [Fact]
    public void Bodies_joints_and_actuators_without_a_name_get_one()
    {
        using var file = new MjcfFile("""
            <mujoco><worldbody>
              <body><freejoint/><geom size=".1"/>
                <body name="leg" pos=".2 0 0"><joint axis="0 1 0"/><joint axis="1 0 0"/><geom size=".05"/>
                  <body pos=".2 0 0"><joint name="ankle" axis="0 1 0"/><geom size=".05"/></body>
                </body>
                <body pos="0 .2 0"><joint name="body" axis="0 1 0"/><geom size=".05"/></body>
              </body></worldbody>
              <actuator><motor joint="ankle"/><motor joint="ankle"/><position joint="body"/></actuator>
            </mujoco>
            """);

        var body = file.Read();
        using var model = MujocoModel.Load(file.Compose().Xml);

        Assert.Equal(["body", "leg", "leg_part", "body_part"], body.Facts.Bodies);
        Assert.Equal(["root", "leg_joint", "leg_joint2", "ankle", "body"], body.Facts.Joints);
        Assert.Equal(["motor_ankle", "motor_ankle2", "position_body"], body.Facts.Actuators);
        Assert.Equal("body", body.Roles.Root);
        Assert.Equal(["leg_part", "body_part"], body.Roles.EndEffectors);
        Assert.Equal(3, model.Info.ControlCount);
        Assert.All(body.Facts.Bodies, name => Assert.True(model.Find(ElementKind.Segment, name) > 0));
        Assert.All(body.Facts.Actuators, name => Assert.True(model.Find(ElementKind.Actuator, name) >= 0));
    }

    [Theory]
    [InlineData("<size nconmax=\"400\" njmax=\"2000\"/>")]
    [InlineData("")]
    public void A_pile_of_shapes_has_room_for_its_contacts(string size)
    {
        var chain = string.Concat(Enumerable.Range(0, 20).Select(i => string.Create(CultureInfo.InvariantCulture, $"<body name=\"b{i}\" pos=\"0.001 0 0\"><joint name=\"j{i}\" axis=\"0 1 0\"/><geom size=\".1\"/>")));
        using var file = new MjcfFile($"<mujoco>{size}<worldbody><body name=\"root\"><freejoint/><geom size=\".1\"/>{chain}{string.Concat(Enumerable.Repeat("</body>", 20))}</body></worldbody></mujoco>");
        using var model = MujocoModel.Load(file.Compose().Xml);
        using var simulation = model.CreateSimulation();

        for (var i = 0; i < 200; i++)
            Assert.Equal(StepResult.Ok, simulation.Step(1));

        Assert.InRange(simulation.State.ContactCount, 101, 210);
    }

    [Fact]
    public void Files_elsewhere_are_named_and_not_opened()
    {
        using var other = new MjcfFile("<mujocoinclude><worldbody/></mujocoinclude>");
        using var absolute = new MjcfFile($"<mujoco><include file=\"{other.Main}\"/>{Ball}</mujoco>");
        using var linked = new MjcfFile($"<mujoco><include file=\"link.xml\"/>{Ball}</mujoco>");
        File.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(linked.Main)!, "link.xml"), other.Main);
        using var up = new MjcfFile("<mujoco/>");
        up.Add("shared/part.xml", "<mujocoinclude><worldbody/></mujocoinclude>");
        var above = up.Add("models/body.xml", $"<mujoco><include file=\"../shared/part.xml\"/>{Ball}</mujoco>");
        using var mesh = new MjcfFile($"<mujoco><asset><mesh name=\"m\" file=\"/etc/passwd.stl\"/></asset>{Ball}</mujoco>");

        Assert.Contains(":1:10: names", Assert.Throws<InputException>(() => absolute.Read()).Message, StringComparison.Ordinal);
        Assert.Contains("is a link to a file elsewhere", Assert.Throws<InputException>(() => linked.Read()).Message, StringComparison.Ordinal);
        Assert.Contains("by an absolute path, which is not opened", Assert.Throws<InputException>(() => mesh.Compose()).Message, StringComparison.Ordinal);
        Assert.Equal(["b"], MjcfBodyReader.Read(above).Facts.Bodies);
    }
}
