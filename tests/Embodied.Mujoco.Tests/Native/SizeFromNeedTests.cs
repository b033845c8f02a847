using System.Xml.Linq;
using Embodied.Mujoco.Native;
using Embodied.Mujoco.Simulation;

namespace Embodied.Mujoco.Tests.Native;

public sealed class SizeFromNeedTests
{
    private const string Scene = "<mujoco>\n  <size njmax='8000' nconmax='4000' nuserdata=\"3\"/>\n  <worldbody><geom/></worldbody>\n</mujoco>";

    [Fact]
    public void Absurd_buffers_become_moderate_ones_and_the_rest_stays()
    {
        var size = Size(SizeFromNeed.Apply(Scene, "scene", arena: false));
        Assert.InRange((int)size.Attribute("njmax")!, 500, 2000);
        Assert.InRange((int)size.Attribute("nconmax")!, 100, 500);
        Assert.Equal("3", size.Attribute("nuserdata")!.Value);
    }

    [Fact]
    public void Engines_with_an_arena_get_none()
    {
        var size = Size(SizeFromNeed.Apply(Scene, "scene", arena: true));
        Assert.Equal(["nuserdata"], size.Attributes().Select(a => a.Name.LocalName));
    }

    [Fact]
    public void An_attribute_that_early_engines_do_not_know_is_removed_for_them()
    {
        const string Mjcf = "<mujoco><size memory='5M'/></mujoco>";
        Assert.Null(Size(SizeFromNeed.Apply(Mjcf, "scene", arena: false)).Attribute("memory"));
        Assert.Equal("5M", Size(SizeFromNeed.Apply(Mjcf, "scene", arena: true)).Attribute("memory")!.Value);
    }

    [Theory]
    [InlineData("<mujoco/>")]
    [InlineData("<mujoco model='a > b'><worldbody/></mujoco>")]
    [InlineData("<?xml version='1.0'?>\n<!-- <size njmax='9'/> -->\n<mujoco>\n</mujoco>")]
    public void A_scene_without_sizes_gets_them(string mjcf)
    {
        var sized = SizeFromNeed.Apply(mjcf, "scene", arena: false);
        Assert.Equal(500, (int)Size(sized).Attribute("njmax")!);
        Assert.Equal(mjcf.Count(c => c == '\n'), sized.Count(c => c == '\n'));
        Assert.Equal(mjcf, SizeFromNeed.Apply(mjcf, "scene", arena: true));
    }

    [Fact]
    public void Buffers_grow_with_the_scene_and_with_moderate_wishes()
    {
        var geoms = string.Concat(Enumerable.Repeat("<geom/>", 300));
        var grown = Size(SizeFromNeed.Apply($"<mujoco><worldbody>{geoms}</worldbody></mujoco>", "scene", arena: false));
        Assert.Equal((350, 1050), ((int)grown.Attribute("nconmax")!, (int)grown.Attribute("njmax")!));
        var wished = Size(SizeFromNeed.Apply("<mujoco><size njmax='900' nconmax='300'/></mujoco>", "scene", arena: false));
        Assert.Equal((300, 900), ((int)wished.Attribute("nconmax")!, (int)wished.Attribute("njmax")!));
    }

    [Fact]
    public void Defaults_are_no_shapes()
    {
        var defaults = string.Concat(Enumerable.Range(0, 200).Select(i => $"<default class='c{i}'><geom/></default>"));
        var size = Size(SizeFromNeed.Apply($"<mujoco><default>{defaults}</default></mujoco>", "scene", arena: false));
        Assert.Equal(100, (int)size.Attribute("nconmax")!);
    }

    [Fact]
    public void Worlds_take_a_few_megabytes()
    {
        using var model = MujocoModel.Load(Scenes.Chain());
        using var simulation = (MujocoSimulation)model.CreateSimulation();
        Assert.InRange(MujocoLibrary.Instance.Reader.Integer(simulation.DataPointer, "mjData", "nbuffer"), 1, 8 << 20);
    }

    private static XElement Size(string mjcf) => Assert.Single(XDocument.Parse(mjcf).Root!.Elements("size"));
}
