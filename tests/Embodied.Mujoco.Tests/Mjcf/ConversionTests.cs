using System.Xml.Linq;
using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Tests.Mjcf;

/// <summary>What is written for a newer engine is said in older words, or refused by name: never changed in silence.</summary>
public sealed class ConversionTests
{
    private static string Model(string options = "", string defaults = "", string joint = "", string actuator = "", string extra = "") =>
        $"""
        <mujoco>
          <compiler angle="radian"/>
          {options}
          <default>{defaults}</default>
          <worldbody>
            <body name="trunk">
              <freejoint name="root"/>
              <geom size="0.1"/>
              <body name="limb" pos="0 0 0.2">
                <joint name="hip" range="-1 0.5" {joint}/>
                <geom size="0.05"/>
              </body>
            </body>
          </worldbody>
          <actuator>{actuator}</actuator>
          {extra}
        </mujoco>
        """;

    [Fact]
    public void Options_get_their_older_names_or_are_left_out()
    {
        var (scene, notes) = Compose(Model(options: "<option ccd_iterations=\"40\" ls_iterations=\"6\"><flag eulerdamp=\"enable\" nativeccd=\"disable\"/></option>"));
        Assert.Equal("40", scene.Element("option")!.Attribute("mpr_iterations")!.Value);
        Assert.Null(scene.Element("option")!.Attribute("ls_iterations"));
        Assert.Equal(4, notes.Count);
        Assert.All(notes, n => Assert.Contains("main.xml:3:", n, StringComparison.Ordinal));
    }

    [Fact]
    public void A_newer_engine_gets_them_as_they_are()
    {
        var (scene, notes) = Compose(Model(options: "<option ccd_iterations=\"40\" ls_iterations=\"6\"/>"), 327);
        Assert.Equal("6", scene.Element("option")!.Attribute("ls_iterations")!.Value);
        Assert.Empty(notes);
    }

    [Fact]
    public void A_position_servo_with_damping_becomes_a_general_actuator()
    {
        var (scene, notes) = Compose(Model(
            defaults: "<position kp=\"50\" kv=\"2\"/>", actuator: "<position name=\"hip\" joint=\"hip\" kp=\"30\" ctrlrange=\"-1 1\"/>"));
        var servo = Assert.Single(scene.Element("actuator")!.Elements());
        Assert.Equal("general", servo.Name.LocalName);
        Assert.Equal("30", servo.Attribute("gainprm")!.Value);
        Assert.Equal("0 -30 -2", servo.Attribute("biasprm")!.Value);
        Assert.Equal("-1 1", servo.Attribute("ctrlrange")!.Value);
        Assert.DoesNotContain("kv", string.Concat(scene.Descendants().Attributes().Select(a => a.Name)), StringComparison.Ordinal);
        Assert.Contains("main.xml:15:", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_taken_from_the_joint_is_written_out()
    {
        var (scene, _) = Compose(Model(actuator: "<position name=\"hip\" joint=\"hip\" inheritrange=\"0.5\"/>"));
        Assert.Equal("-0.625 0.125", scene.Descendants("position").Single().Attribute("ctrlrange")!.Value);
    }

    [Fact]
    public void Adhesion_gets_the_range_of_its_class()
    {
        var (scene, _) = Compose(Model(defaults: "<adhesion ctrlrange=\"0 1\" gain=\"2\"/>", actuator: "<adhesion name=\"stick\" body=\"limb\"/>"));
        Assert.Equal("0 1", scene.Descendants("adhesion").Last().Attribute("ctrlrange")!.Value);
    }

    [Fact]
    public void Gravity_compensation_of_zero_is_left_out()
    {
        var (scene, notes) = Compose(Model().Replace("name=\"limb\" pos", "name=\"limb\" gravcomp=\"0\" pos", StringComparison.Ordinal));
        Assert.Empty(scene.Descendants().Attributes("gravcomp"));
        Assert.Single(notes);
    }

    [Fact]
    public void Layers_of_materials_become_textures()
    {
        var (scene, _) = Compose(Model(extra: """
            <asset>
              <texture name="t" type="2d" builtin="flat" width="8" height="8" colorspace="sRGB"/>
              <material name="m" metallic="1"><layer texture="t" role="rgb"/></material>
            </asset>
            """));
        Assert.Equal("t", scene.Element("asset")!.Elements("material").Single(m => m.Attribute("name")!.Value == "m").Attribute("texture")!.Value);
    }

    [Theory]
    [InlineData("actuatorfrcrange=\"-1 1\"", "attribute 'actuatorfrcrange' of <joint> belongs to MuJoCo 3.12.0")]
    [InlineData("actuatorgravcomp=\"true\"", "attribute 'actuatorgravcomp' of <joint> belongs to MuJoCo 3.12.0")]
    public void What_has_no_equivalent_on_a_joint_is_refused(string attribute, string message) => Refused(Model(joint: attribute), ":10:", message);

    [Theory]
    [InlineData("<option integrator=\"implicitfast\"/>", ":3:", "'implicitfast' of <option> belongs to MuJoCo 3; MuJoCo 2.2.2 has Euler, RK4, implicit")]
    [InlineData("<option><flag eulerdamp=\"disable\"/></option>", ":3:", "attribute 'eulerdamp' of <flag>")]
    [InlineData("<extension><plugin plugin=\"x\"/></extension>", ":3:", "<extension> belongs to MuJoCo 3.12.0; the engine here is 2.2.2")]
    public void What_has_no_equivalent_in_the_settings_is_refused(string option, string line, string message) => Refused(Model(options: option), line, message);

    [Theory]
    [InlineData("<position name=\"hip\" joint=\"hip\" dampratio=\"1\"/>", "attribute 'dampratio' of <position>")]
    [InlineData("<general name=\"hip\" joint=\"hip\" dyntype=\"filterexact\"/>", "'filterexact' of <general> belongs to MuJoCo 3")]
    public void What_has_no_equivalent_on_an_actuator_is_refused(string actuator, string message) => Refused(Model(actuator: actuator), ":15:", message);

    [Fact]
    public void Words_that_only_the_older_version_has_are_refused_by_the_newer()
    {
        using var file = new MjcfFile(Model(options: "<option mpr_iterations=\"5\"/>"));
        var error = Assert.Throws<InputException>(() => file.Compose(327));
        Assert.Contains("belongs to MuJoCo 2.2.2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Degrees_become_radians_but_lengths_stay()
    {
        var (scene, _) = Compose("""
            <mujoco>
              <compiler eulerseq="ZYX"/>
              <default><joint range="-90 90" springref="45"/></default>
              <worldbody>
                <body name="trunk" euler="0 0 90">
                  <joint name="hinge" limited="true"/>
                  <joint name="slide" type="slide" limited="true"/>
                  <geom size="0.1" axisangle="0 1 0 180"/>
                </body>
              </worldbody>
            </mujoco>
            """);
        var trunk = scene.Descendants("body").Single();
        Assert.True(MjcfNumber.TryParse(trunk.Attribute("quat")!.Value, out var quaternion));
        Assert.Equal([Math.Sqrt(0.5), Math.Sqrt(0.5), 0, 0], quaternion, (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(MjcfNumber.Text(-Math.PI / 2, Math.PI / 2), scene.Element("default")!.Descendants("joint").Single().Attribute("range")!.Value);
        Assert.Equal("-90 90", trunk.Elements("joint").Single(j => j.Attribute("name")!.Value == "slide").Attribute("range")!.Value);
        Assert.Equal(MjcfNumber.Text(0, 1, 0, Math.PI), trunk.Element("geom")!.Attribute("axisangle")!.Value);
        Assert.Equal("radian", scene.Element("compiler")!.Attribute("angle")!.Value);
        Assert.Null(scene.Element("compiler")!.Attribute("eulerseq"));
    }

    private static void Refused(string model, string line, string message)
    {
        using var file = new MjcfFile(model);
        var error = Assert.Throws<InputException>(() => file.Compose());
        Assert.Contains(file.Main + line, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static (XElement Scene, IReadOnlyList<string> Notes) Compose(string model, int engineVersion = 222)
    {
        using var file = new MjcfFile(model);
        var composed = file.Compose(engineVersion);
        return (XElement.Parse(composed.Xml), composed.Notes);
    }
}
