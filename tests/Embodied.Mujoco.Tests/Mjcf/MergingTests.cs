using System.Xml.Linq;
using Embodied.Mujoco.Scenes;
using Embodied.Mujoco.Tests.Scenes;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Tests.Mjcf;

/// <summary>What happens when documents by different hands meet in one scene.</summary>
public sealed class MergingTests
{
    private const string WithWorld =
        """
        <mujoco>
          <compiler angle="radian"/>
          <option timestep="0.004"/>
          <size njmax="8000" nuserdata="3"/>
          <default><geom density="400"/><default class="skin"><geom rgba="1 0 0 1"/></default></default>
          <worldbody>
            <light name="lamp" pos="0 0 3"/>
            <geom name="ground" type="plane" size="1 1 1"/>
            <body name="table"><geom name="table" type="plane" size="1 1 1"/></body>
            <body name="trunk" pos="0 0 1"><geom name="trunk" size="0.1" class="skin"/></body>
          </worldbody>
          <contact><pair geom1="ground" geom2="trunk"/></contact>
          <keyframe><key name="stand" qpos="" ctrl=""/></keyframe>
        </mujoco>
        """;

    [Fact]
    public void Alone_a_file_keeps_its_own_floor_and_light()
    {
        using var file = new MjcfFile(WithWorld);
        var scene = XElement.Parse(Compose(new Scene { Bodies = [new(file.Read(new() { Root = "trunk" }))] }).Xml);
        Assert.Equal(["lamp"], scene.Descendants("light").Select(Name));
        Assert.Equal(["ground", "table", "trunk"], scene.Descendants("geom").Where(g => g.Attribute("name") is not null).Select(Name));
        Assert.Equal("0 0 1 1 0 0 0", scene.Descendants("key").Single().Attribute("qpos")!.Value.Trim());
        Assert.Equal("0.004", scene.Element("option")!.Attribute("timestep")!.Value);
        Assert.Equal("3", scene.Element("size")!.Attribute("nuserdata")!.Value);
        Assert.Equal("8000", scene.Element("size")!.Attribute("njmax")!.Value);
    }

    [Fact]
    public void In_an_arena_a_file_loses_its_world_and_a_note_says_so()
    {
        using var file = new MjcfFile(WithWorld);
        var composed = Compose(new Scene { Arena = new SmallBody.Floor(), Bodies = [new(file.Read(new() { Root = "trunk" }))] });
        var scene = XElement.Parse(composed.Xml);
        Assert.Equal(["scene/sun", "scene/fill"], scene.Descendants("light").Select(Name));
        Assert.Equal(["floor", "trunk"], scene.Descendants("geom").Where(g => g.Attribute("name") is not null).Select(Name));
        Assert.Null(scene.Element("contact"));
        Assert.Contains(composed.Notes, n => n.Contains("1 <light>", StringComparison.Ordinal) || n.Contains("2 <", StringComparison.Ordinal) || n.Contains("own arena", StringComparison.Ordinal));
        Assert.Contains(composed.Notes, n => n.Contains(":12:13: <pair> was left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Classes_of_one_body_do_not_reach_into_another()
    {
        using var file = new MjcfFile(WithWorld);
        var scene = XElement.Parse(Compose(new Scene
        {
            Arena = new SmallBody.Floor(),
            Bodies = [new(file.Read(new() { Root = "trunk" }), "a/"), new(SmallBody.Body, "b/")],
        }).Xml);
        var outermost = Assert.Single(scene.Elements("default"));
        Assert.Null(outermost.Attribute("class"));
        Assert.Equal(["default"], outermost.Elements().Select(e => e.Name.LocalName));
        Assert.Equal(["a/main", "a/skin"], outermost.Descendants("default").Attributes("class").Select(a => a.Value));
        Assert.Equal("a/main", scene.Descendants("body").Single(b => Name(b) == "a/trunk").Attribute("childclass")!.Value);
        Assert.Equal("a/skin", scene.Descendants("geom").Single(b => b.Attribute("name")?.Value == "a/trunk").Attribute("class")!.Value);
    }

    [Fact]
    public void Contradicting_options_are_refused_unless_the_scene_decides()
    {
        using var first = new MjcfFile(WithWorld);
        using var second = new MjcfFile(WithWorld.Replace("0.004", "0.002", StringComparison.Ordinal));
        var scene = new Scene
        {
            Bodies = [new(first.Read(new() { Root = "trunk" }), "a/"), new(second.Read(new() { Root = "trunk" }), "b/")],
        };
        var error = Assert.Throws<InputException>(() => Compose(scene));
        Assert.Equal($"{second.Main}:3:11", error.Place);
        Assert.Contains("'0.004'", error.Message, StringComparison.Ordinal);
        Compose(scene with { Physics = new() { Timestep = 0.001 } });
    }

    [Fact]
    public void Switches_of_the_compiler_that_reach_other_bodies_are_refused()
    {
        using var file = new MjcfFile(WithWorld.Replace("angle=\"radian\"", "angle=\"radian\" boundmass=\"0.1\"", StringComparison.Ordinal));
        var body = new PlacedBody(file.Read(new() { Root = "trunk" }), "a/");
        Compose(new Scene { Bodies = [body] });
        var error = Assert.Throws<InputException>(() => Compose(new Scene { Bodies = [body, new(SmallBody.Body, "b/")] }));
        Assert.Contains("boundmass", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_arena_and_body_share_is_refused()
    {
        using var file = new MjcfFile(WithWorld.Replace("name=\"trunk\" size", "name=\"floor\" size", StringComparison.Ordinal)
            .Replace("geom2=\"trunk\"", "geom2=\"floor\"", StringComparison.Ordinal));
        var error = Assert.Throws<InputException>(() => Compose(new Scene
        {
            Arena = new SmallBody.Floor(),
            Bodies = [new(file.Read(new() { Root = "trunk" }))],
        }));
        Assert.Contains("two geoms are named 'floor'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_root_that_the_file_does_not_have_is_refused()
    {
        using var file = new MjcfFile(WithWorld);
        var error = Assert.Throws<InputException>(() => file.Read(new() { Root = "trunc" }));
        Assert.Contains("Did you mean 'trunk'?", error.Hint, StringComparison.Ordinal);
    }

    private static ComposedScene Compose(Scene scene) => new SceneComposer(222).Compose(scene);

    private static string Name(XElement element) => element.Attribute("name")!.Value;
}
