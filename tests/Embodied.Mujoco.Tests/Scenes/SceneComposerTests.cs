using System.Globalization;
using System.Xml.Linq;
using CsCheck;
using Embodied.Mujoco.Mjcf;
using Embodied.Mujoco.Scenes;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Testing;

namespace Embodied.Mujoco.Tests.Scenes;

public sealed class SceneComposerTests
{
    private static readonly SceneComposer Composer = new(222);

    [Fact]
    public Task A_small_body_on_a_floor_is_written_as_approved() => Verifier.Verify(Composer.Compose(SmallBody.Alone).Xml);

    [Fact]
    public void Numbers_read_back_as_the_same_double() =>
        Gen.Double.Where(double.IsFinite).Sample(x =>
        {
            Assert.True(MjcfNumber.TryParse(MjcfNumber.Text(x), out var back));
            return BitConverter.DoubleToInt64Bits(back[0]) == BitConverter.DoubleToInt64Bits(x);
        });

    [Fact]
    public void Figures_keep_all_their_bits()
    {
        var actuator = Named(Compose(SmallBody.Alone), "general", "hip");
        Assert.Equal(0.1 + 0.2, double.Parse(actuator.Attribute("gainprm")!.Value, CultureInfo.InvariantCulture));
        Assert.Equal("0.1 -0.4 -0.01", actuator.Attribute("biasprm")!.Value);
        Assert.Equal("false", actuator.Attribute("forcelimited")!.Value);
        var hip = Named(Compose(SmallBody.Alone), "joint", "hip");
        Assert.Equal("-1.2217304763960306 0.1", hip.Attribute("range")!.Value);
        Assert.Equal("true", hip.Attribute("limited")!.Value);
    }

    [Fact]
    public void Two_bodies_get_their_prefixes_on_every_name_and_reference()
    {
        var scene = Compose(new Scene
        {
            Bodies = [new PlacedBody(SmallBody.Body, "a/"), new PlacedBody(SmallBody.Body, "b/") { Offset = new(0.5, 0, 0) }],
        });
        Assert.Equal("0.5 0 0.1", Named(scene, "body", "b/trunk").Attribute("pos")!.Value);
        string[] references = ["joint", "joint1", "body", "body1", "body2", "site", "tendon", "actuator"];
        var unprefixed = scene.Descendants()
            .SelectMany(e => e.Attributes())
            .Where(a => references.Contains(a.Name.LocalName) || a.Name.LocalName == "name")
            .Where(a => !a.Value.StartsWith("a/", StringComparison.Ordinal) && !a.Value.StartsWith("b/", StringComparison.Ordinal))
            .Where(a => !a.Value.StartsWith("scene/", StringComparison.Ordinal));
        Assert.Empty(unprefixed);
        Assert.Equal(["a/root", "b/root"], scene.Descendants("freejoint").Select(j => j.Attribute("name")!.Value));
        Assert.Equal(6, scene.Element("actuator")!.Elements().Count());
    }

    [Fact]
    public void Two_bodies_with_one_prefix_are_refused()
    {
        var error = Assert.Throws<InputException>(() => Compose(new Scene { Bodies = [new(SmallBody.Body), new(SmallBody.Body)] }));
        Assert.Contains("share the prefix", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_planar_root_slides_along_the_world_axes_and_turns_about_the_vertical()
    {
        var turned = SmallBody.With(f => f with
        {
            Root = RootFreedom.Planar,
            Segments = [f.Segments[0] with { Orientation = Sdk.Geometry.Quat.FromAxisAngle(new(0, 0, 1), Math.PI / 2) }, .. f.Segments.Skip(1)],
        });
        var joints = Compose(new Scene { Bodies = [new PlacedBody(turned) { Offset = new(2, 3, 0) }] }).Descendants("joint").Take(3).ToList();
        Assert.Equal(["root_x", "root_y", "root_heading"], joints.Select(j => j.Attribute("name")!.Value));
        Assert.Equal(["2", "3", "0"], joints.Select(j => j.Attribute("ref")!.Value));
        Assert.True(MjcfNumber.TryParse(joints[0].Attribute("axis")!.Value, out var axis));
        Assert.Equal([0, -1, 0], axis.Select(a => Math.Round(a, 12) + 0.0));
    }

    [Fact]
    public void A_fixed_root_has_no_joint() =>
        Assert.Empty(Compose(new Scene { Bodies = [new(SmallBody.With(f => f with { Root = RootFreedom.Fixed }))] }).Descendants("freejoint"));

    [Fact]
    public void Gravity_follows_the_unit_of_length()
    {
        var body = SmallBody.With(f => f with { Units = UnitSystem.MillimetreGram });
        Assert.Equal("0 0 -9810", Compose(new Scene { Bodies = [new(body)] }).Element("option")!.Attribute("gravity")!.Value);
    }

    [Fact]
    public void Bodies_in_different_units_are_refused()
    {
        var body = SmallBody.With(f => f with { Units = UnitSystem.MillimetreGram });
        Assert.Throws<InputException>(() => Compose(new Scene { Bodies = [new(SmallBody.Body, "a/"), new(body, "b/")] }));
    }

    [Fact]
    public void Settings_of_the_scene_are_written()
    {
        var physics = new PhysicsSettings
        {
            Timestep = 0.001,
            Gravity = new(0, 0, -1),
            SolverIterations = 20,
            NoSlipIterations = 3,
            EllipticCones = true,
        };
        var option = Compose(SmallBody.Alone with { Physics = physics }).Element("option")!;
        Assert.Equal(
            ["timestep=0.001", "gravity=0 0 -1", "iterations=20", "noslip_iterations=3", "cone=elliptic"],
            option.Attributes().Select(a => $"{a.Name}={a.Value}"));
    }

    [Fact]
    public void Old_engines_get_actuators_without_activation_first_and_a_note_says_so()
    {
        var old = Composer.Compose(SmallBody.Alone);
        Assert.Equal(["pull", "stick", "hip"], Actuators(old));
        Assert.Contains("order of the controls", Assert.Single(old.Notes), StringComparison.Ordinal);
        Assert.Equal(["hip", "pull", "stick"], Actuators(new SceneComposer(327).Compose(SmallBody.Alone)));

        static IEnumerable<string> Actuators(ComposedScene scene) =>
            XElement.Parse(scene.Xml).Element("actuator")!.Elements().Select(a => a.Attribute("name")!.Value);
    }

    [Fact]
    public void Every_broken_reference_is_named_at_once()
    {
        var broken = SmallBody.With(f => f with
        {
            Tendons = [new Tendon { Name = "t", Terms = [new("elbow", 1)] }],
            Sensors = [new("s", SensorKind.Gyro, "ear")],
            ContactExclusions = [new("trunk", "tail")],
        });
        var error = Assert.Throws<InputException>(() => Compose(new Scene { Bodies = [new(broken)] }));
        Assert.All(["elbow", "ear", "tail"], name => Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_number_that_is_not_finite_is_refused_and_never_written()
    {
        var broken = SmallBody.With(f => f with { Actuators = [f.Actuators[0] with { Gain = double.NaN }] });
        var error = Assert.Throws<InputException>(() => Compose(new Scene { Bodies = [new(broken)] }));
        Assert.Contains("NaN", error.Message, StringComparison.Ordinal);
    }

    private static XElement Compose(Scene scene) => XElement.Parse(Composer.Compose(scene).Xml);

    private static XElement Named(XElement scene, string element, string name) =>
        scene.Descendants(element).Single(e => e.Attribute("name")?.Value == name);
}
