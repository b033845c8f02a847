using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Tests.Mjcf;

/// <summary>Whatever is wrong with a file, the message says where, what was found and what to do.</summary>
public sealed class BrokenFilesTests
{
    private const string Good =
        """
        <mujoco model="good">
          <compiler angle="radian"/>
          <default>
            <joint damping="0.1"/>
            <default class="limb"><geom size="0.01 0.05" type="capsule"/></default>
          </default>
          <worldbody>
            <body name="trunk" pos="0 0 1">
              <freejoint name="root"/>
              <geom name="trunk" size="0.1"/>
              <body name="limb" pos="0 0.1 0">
                <joint name="hip" axis="0 1 0" range="-1 1" stiffness="0.2"/>
                <geom name="limb" class="limb"/>
                <site name="tip" pos="0 0 0.1"/>
              </body>
            </body>
          </worldbody>
          <actuator>
            <motor name="hip" joint="hip" ctrlrange="-1 1"/>
          </actuator>
          <sensor>
            <gyro name="gyro" site="tip"/>
          </sensor>
        </mujoco>
        """;

    [Theory]
    [InlineData("stiffness=", "stifness=", ":12:53: unknown attribute 'stifness' of <joint>. Did you mean 'stiffness'?")]
    [InlineData("<motor", "<motr", ":19:6: unknown element <motr> inside <actuator>. Did you mean 'motor'?")]
    [InlineData("<worldbody>", "<worldbdy>", "is not well-formed XML")]
    [InlineData("</worldbody>", "", ":24:3: is not well-formed XML")]
    [InlineData("pos=\"0 0.1 0\"", "pos=\"0 0.1\"", ":11:25: attribute 'pos' of <body> holds 2 numbers; expected 3 numbers")]
    [InlineData("axis=\"0 1 0\"", "axis=\"0 one 0\"", ":12:27: attribute 'axis' of <joint> is '0 one 0'; expected 3 numbers")]
    [InlineData("stiffness=\"0.2\"", "stiffness=\"nan\"", ":12:53: attribute 'stiffness' of <joint> is 'nan'; expected finite numbers")]
    [InlineData("class=\"limb\"/>", "class=\"lim\"/>", ":13:27: attribute 'class' of <geom> names class 'lim', which does not exist. Did you mean 'limb'?")]
    [InlineData("joint=\"hip\"", "joint=\"hop\"", ":19:23: attribute 'joint' of <motor> names joint 'hop', which does not exist. Did you mean 'hip'?")]
    [InlineData("site=\"tip\"", "site=\"top\"", ":22:23: attribute 'site' of <gyro> names site 'top', which does not exist. Did you mean 'tip'?")]
    [InlineData("name=\"limb\" pos", "name=\"trunk\" pos", ":11:13: the name 'trunk' of this body is taken, see")]
    [InlineData("type=\"capsule\"", "type=\"capsul\"", ":5:50: attribute 'type' of <geom> is 'capsul'. Did you mean 'capsule'?")]
    [InlineData("angle=\"radian\"", "angle=\"radians\"", ":2:13: attribute 'angle' of <compiler> is 'radians'. Did you mean 'radian'?")]
    [InlineData("angle=\"radian\"", "coordinate=\"global\"", ":2:13: the file is written in global coordinates")]
    [InlineData("<freejoint name=\"root\"/>", "<geom type=\"mesh\" mesh=\"skull\"/>", ":9:25: attribute 'mesh' of <geom> names mesh 'skull', which does not exist")]
    [InlineData("<actuator>", "<include file=\"motors.xml\"/><actuator>", ":18:4: includes 'motors.xml', but there is no")]
    [InlineData("<mujoco model=\"good\">", "<robot>", "is not well-formed XML")]
    public void Are_refused_with_their_place(string from, string to, string message)
    {
        Assert.Contains(from, Good, StringComparison.Ordinal);
        using var file = new MjcfFile(Good.Replace(from, to, StringComparison.Ordinal));
        var error = Assert.Throws<InputException>(() => file.Compose());
        Assert.StartsWith(file.Main, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_unbroken_file_is_accepted_by_both_versions()
    {
        using var file = new MjcfFile(Good);
        Assert.Empty(file.Compose(222).Notes);
        Assert.Empty(file.Compose(327).Notes);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        using var file = new MjcfFile(Good.Replace("stiffness=", "stifness=", StringComparison.Ordinal).Replace("<motor", "<motr", StringComparison.Ordinal)
            .Replace("model=", "modle=", StringComparison.Ordinal));
        var error = Assert.Throws<InputException>(() => file.Read());
        Assert.Contains("3 problems", error.Message, StringComparison.Ordinal);
        Assert.All([":1:9:", ":12:53:", ":19:6:"], place => Assert.Contains(place, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void No_more_than_twenty_problems_are_listed()
    {
        var joints = string.Concat(Enumerable.Range(0, 30).Select(i => $"<site name=\"s{i}\" colour=\"red\"/>\n"));
        using var file = new MjcfFile(Good.Replace("<freejoint name=\"root\"/>", joints, StringComparison.Ordinal));
        var error = Assert.Throws<InputException>(() => file.Read());
        Assert.Contains("and 10 more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_in_an_included_file_is_told_with_that_file()
    {
        using var file = new MjcfFile(Good.Replace("<actuator>", "<include file=\"parts/more.xml\"/>\n  <actuator>", StringComparison.Ordinal)
            .Replace("joint=\"hip\"", "joint=\"hop\"", StringComparison.Ordinal));
        var included = file.Add("parts/more.xml", "<mujocoinclude>\n  <contact>\n    <exclude body1=\"trunk\" body2=\"lim\"/>\n  </contact>\n</mujocoinclude>\n");
        var error = Assert.Throws<InputException>(() => file.Compose());
        Assert.Contains($"{included}:3:28: attribute 'body2'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{file.Main}:20:23: attribute 'joint'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_mesh_that_matters_is_refused()
    {
        using var file = new MjcfFile(Good
            .Replace("<worldbody>", "<asset><mesh file=\"skull.stl\"/></asset><worldbody>", StringComparison.Ordinal)
            .Replace("<freejoint name=\"root\"/>", "<geom type=\"mesh\" mesh=\"skull\"/>", StringComparison.Ordinal));
        var error = Assert.Throws<InputException>(() => file.Compose());
        Assert.Contains(":7:16: <mesh> needs a file, but there is no", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Roles_must_name_parts_of_the_file()
    {
        using var file = new MjcfFile(Good);
        var error = Assert.Throws<InputException>(() => file.Read(new BodyRoles { Root = "trunk", Head = "limbs" }));
        Assert.Contains("no body named 'limbs'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'limb'?", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused() =>
        Assert.Throws<InputException>(() => MjcfBodyReader.Read(Path.Combine(Path.GetTempPath(), "embodied-no-such-file.xml")));
}
