using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Tests.Mjcf;

/// <summary>Files that ended the process inside MuJoCo 2.2.2, or made it take all memory, found by damaging whole ones: each is refused before MuJoCo sees it.</summary>
public sealed class HostileFilesTests
{
    private const string Corner = "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\n";

    [Theory]
    [InlineData("", "has 0 vertices")]
    [InlineData("v 0 ", "has no 3 numbers for a vertex in line 1")]
    [InlineData("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n", "has 3 vertices; a body takes 4")]
    [InlineData("v 0 0 nan\n", "has no 3 numbers for a vertex in line 1")]
    [InlineData("v 0 0 1e300\n", "has no 3 numbers for a vertex in line 1")]
    [InlineData(Corner + "vt 0\nf 1 2 3\n", "has no 2 numbers for a texture coordinate in line 5")]
    [InlineData(Corner + "vt 0 0\nf 1/1 2/9 3/1\n", "has a face with texture coordinate 9 of 1 in line 6")]
    [InlineData(Corner + "vn 0 0 1\nf 1//1 2//-2 3//1\n", "has a face with normal -2 of 1 in line 6")]
    [InlineData(Corner + "f 1 2\n", "has a face of 2 corners in line 5")]
    [InlineData(Corner + "f 1 2 /3\n", "has the word '/3' for a corner in line 5")]
    [InlineData(Corner + "f 1 2 0\n", "has a face with vertex 0 of 4 in line 5")]
    public void A_mesh_that_lies(string obj, string said)
    {
        using var file = new MjcfFile("""<mujoco><asset><mesh name="m" file="m.obj"/></asset><worldbody><body><freejoint/><geom type="mesh" mesh="m"/></body></worldbody></mujoco>""");
        file.Add("m.obj", obj);

        Assert.Contains(said, Assert.Throws<InputException>(() => file.Compose()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<asset><texture name="t" type="cube" builtin="flat" width="2147483647" height="16"/></asset>""", "at most 2.5e+07 are taken")]
    [InlineData("""<asset><texture name="t" type="2d" builtin="flat" width="8000" height="8000"/></asset>""", "the texture has 6.4e+07 pixels")]
    [InlineData("""<asset><hfield name="h" nrow="100000" ncol="100000" size="1 1 1 1"/></asset>""", "the height field has 1e+10 heights")]
    [InlineData("""<asset><mesh name="m" vertex="0 0 0 1 0 0 0 1 0 0 0 1" scale="0.1 0.1 1e10"/></asset>""", "attribute 'scale' of <mesh>")]
    [InlineData("""<size nuser_body="2147483647"/>""", "attribute 'nuser_body' of <size> is 2147483647; at most 1000 is taken")]
    [InlineData("""<size nuserdata="2000000000"/>""", "attribute 'nuserdata' of <size>")]
    [InlineData("""<size nkey="2000000000"/>""", "attribute 'nkey' of <size>")]
    [InlineData("""<custom><numeric name="n" size="2000000000" data="1"/></custom>""", "attribute 'size' of <numeric>")]
    [InlineData("""<sensor><user dim="2000000000"/></sensor>""", "attribute 'dim' of <user>")]
    [InlineData("""<option iterations="2000000000"/>""", "attribute 'iterations' of <option>")]
    [InlineData("""<visual><quality shadowsize="2000000000"/></visual>""", "attribute 'shadowsize' of <quality>")]
    [InlineData("""<visual><global offwidth="2000000000"/></visual>""", "attribute 'offwidth' of <global>")]
    public void A_few_characters_that_ask_for_too_much(string section, string said)
    {
        using var file = new MjcfFile($"<mujoco>{section}<worldbody><body><freejoint/><geom size=\".1\"/></body></worldbody></mujoco>");

        Assert.Contains(said, Assert.Throws<InputException>(() => file.Compose()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1T")]
    [InlineData("9e9")]
    [InlineData("5G")]
    [InlineData("1e7K")]
    [InlineData("1E")]
    public void Memory_that_no_machine_has(string memory)
    {
        using var file = new MjcfFile($"<mujoco><size memory=\"{memory}\"/><worldbody><body><freejoint/><geom size=\".1\"/></body></worldbody></mujoco>");

        Assert.Contains($"{memory} bytes of memory", Assert.Throws<InputException>(() => file.Compose(327)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("count=\"2000 2000 1\"", "<geom size=\".01\"/>", "4e+06 parts")]
    [InlineData("count=\"100 100 100\"", "<geom size=\".01\"/>", "1e+06 parts")]
    [InlineData("count=\"3 3 1\"", "<geom size=\".01\"/><skin subgrid=\"65536\"/>", "attribute 'subgrid' of <skin>")]
    public void Composites_that_ask_for_too_much(string count, string inside, string said)
    {
        using var file = new MjcfFile($"<mujoco><worldbody><body><freejoint/><geom size=\".1\"/><composite type=\"grid\" {count} spacing=\".05\">{inside}</composite></body></worldbody></mujoco>");

        Assert.Contains(said, Assert.Throws<InputException>(() => file.Compose()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("particle", "2 2 999", "3996 parts")]
    [InlineData("loop", "999 1 1", "999 parts; at most 200 are taken")]
    [InlineData("rope", "201 1 1", "201 parts; at most 200 are taken")]
    [InlineData("cable", "5000 1 1", "5000 parts; at most 200 are taken")]
    public void Chains_and_heaps_that_no_step_comes_through(string type, string count, string said)
    {
        using var file = new MjcfFile($"<mujoco><worldbody><body><freejoint/><geom size=\".1\"/><composite type=\"{type}\" count=\"{count}\" spacing=\".05\"><geom size=\".01\"/></composite></body></worldbody></mujoco>");

        Assert.Contains(said, Assert.Throws<InputException>(() => file.Compose()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("a b")]
    [InlineData("1")]
    [InlineData("{x}y")]
    public void A_kind_that_is_no_name(string kind)
    {
        using var file = new MjcfFile($"<mujoco><worldbody><body name=\"b\"><freejoint/><geom size=\".1\"/></body></worldbody><sensor><framepos objtype=\"{kind}\" objname=\"b\"/></sensor></mujoco>");

        Assert.Throws<InputException>(() => new MujocoBackend().Compile(new Scene { Bodies = [new PlacedBody(file.Read())] }));
    }
}
