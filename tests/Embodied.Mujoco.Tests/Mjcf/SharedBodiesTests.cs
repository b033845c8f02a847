using System.Xml.Linq;
using Embodied.Mujoco.Mjcf;
using Embodied.Mujoco.Scenes;
using Embodied.Mujoco.Tests.Scenes;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;
using Embodied.Tests;

namespace Embodied.Mujoco.Tests.Mjcf;

/// <summary>Bodies that other laboratories published, read as they are.</summary>
public sealed class SharedBodiesTests
{
    public static TheoryData<string, string, int> Bodies => new()
    {
        { "data/rodent/stac-mjx/rodent_stac-mjx.xml", "walker", 38 },
        { "data/rodent/track-mjx/rodent.xml", "walker", 38 },
        { "data/rodent/mimic-mjx-web-demo/rodent_scaled.xml", "walker-rodent", 38 },
        { "data/rodent/dm_control/rodent.xml", "torso", 38 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Are_read_with_a_guessed_root(string file, string root, int actuators)
    {
        var body = MjcfBodyReader.Read(SharedData.Require(file));
        Assert.Equal(root, body.Roles.Root);
        Assert.Equal(actuators, body.Facts.Actuators.Count);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Compose_for_an_old_engine_twice_over_in_an_arena(string file, string root, int actuators)
    {
        var body = MjcfBodyReader.Read(SharedData.Require(file));
        var composed = new SceneComposer(222).Compose(new Scene
        {
            Arena = new SmallBody.Floor(),
            Bodies = [new PlacedBody(body, "a/"), new PlacedBody(body, "b/") { Offset = new(1, 0, 0) }],
        });
        var scene = XElement.Parse(composed.Xml);
        Assert.Equal(2 * actuators, scene.Element("actuator")!.Elements().Count());
        Assert.Single(scene.Element("worldbody")!.Elements("geom"));
        Assert.Contains(scene.Descendants("body"), b => b.Attribute("name")!.Value == "b/" + root);
        Assert.Equal(2, scene.Descendants().Count(e => e.Name.LocalName == "freejoint" || e.Attribute("type")?.Value == "free"));
        if (Environment.GetEnvironmentVariable("EMBODIED_DUMP") is { } folder)
        {
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(Path.GetDirectoryName(file)!) + "-two.xml"), composed.Xml);
            var alone = new SceneComposer(222).Compose(new Scene { Bodies = [new PlacedBody(body)] });
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(Path.GetDirectoryName(file)!) + "-one.xml"), alone.Xml + string.Join("\n", alone.Notes.Select(n => $"<!-- {n} -->")));
        }
    }

    [Fact]
    public void What_was_converted_or_left_out_is_noted()
    {
        var body = MjcfBodyReader.Read(SharedData.Require("data/rodent/mimic-mjx-web-demo/rodent_scaled.xml"));
        var notes = new SceneComposer(222).Compose(new Scene { Bodies = [new PlacedBody(body)] }).Notes;
        Assert.Contains(notes, n => n.Contains("rodent_scaled.xml:162:", StringComparison.Ordinal) && n.Contains("colorspace", StringComparison.Ordinal));
        Assert.Contains(notes, n => n.Contains("skin was left out", StringComparison.Ordinal));
    }

    [Fact]
    public void A_root_may_be_tethered()
    {
        var body = MjcfBodyReader.Read(SharedData.Require("data/rodent/track-mjx/rodent.xml"), root: RootFreedom.Fixed);
        Assert.DoesNotContain("freejoint", new SceneComposer(222).Compose(new Scene { Bodies = [new PlacedBody(body)] }).Xml, StringComparison.Ordinal);
    }
}
