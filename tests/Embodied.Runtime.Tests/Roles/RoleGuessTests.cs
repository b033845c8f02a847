using Embodied.Mujoco;
using Embodied.Mujoco.Mjcf;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Roles;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Bodies;

namespace Embodied.Runtime.Tests.Roles;

public sealed class RoleGuessTests
{
    private const string Beast = """
        <mujoco><worldbody>
          <body name="post" pos="4 0 0"><joint name="swing"/><geom size=".1"/></body>
          <body name="trunk" pos="0 0 2"><freejoint/><geom size=".2"/><camera name="side view"/><camera name="left_eye"/>
            <body name="my head" pos=".4 0 0"><joint name="neck"/><geom size=".1"/></body>
            <body name="leg" pos="0 0 -.3"><joint name="hip"/><geom size=".05"/><body name="no" pos="0 0 -.3"><joint name="ankle"/><geom size=".05"/></body></body>
            <body name="shell" pos="-.2 0 0"><geom size=".05"/></body>
          </body>
        </worldbody></mujoco>
        """;

    [Fact]
    public void Roles_follow_from_names_and_from_how_the_body_stands()
    {
        var roles = Guess(Beast);

        Assert.Equal("trunk", roles.Root);
        Assert.Equal("my head", roles.Head);
        Assert.Equal(["my head", "no"], roles.EndEffectors);
        Assert.Equal(["trunk", "my head", "leg", "no"], roles.TrackedSegments);
        Assert.Equal(["no"], roles.GroundContacts);
        Assert.Equal(0.65, roles.StandingHeight, 1e-9);
        Assert.Equal(("left_eye", "side view"), (roles.EgocentricCamera, roles.PortraitCamera));
    }

    [Fact]
    public void What_is_written_reads_back_whatever_parts_are_called()
    {
        var roles = Guess(Beast) with { Appendages = ["a \"b\" \\c", "7", "x: y", "no"] };
        using var file = new TemporaryFile("beast.roles.yaml", RolesText.Write(roles, "beast.xml"));

        var read = BodyRolesReader.Read(file.Path);

        Assert.Equal((roles.Root, roles.Head, roles.PortraitCamera), (read.Root, read.Head, read.PortraitCamera));
        Assert.Equal(roles.Appendages, read.Appendages);
        Assert.Equal(roles.GroundContacts, read.GroundContacts);
        Assert.Equal(roles.StandingHeight, read.StandingHeight, 1e-4);
    }

    [Fact]
    public void A_body_that_is_held_has_no_ground_contacts()
    {
        var roles = Guess("<mujoco><worldbody><body name='arm' pos='0 0 1'><joint name='shoulder'/><geom size='.1'/></body></worldbody></mujoco>");
        using var file = new TemporaryFile("arm.roles.yaml", RolesText.Write(roles, "arm.xml"));

        Assert.Empty(roles.GroundContacts);
        Assert.Null(BodyRolesReader.Read(file.Path).Head);
    }

    private static BodyRoles Guess(string xml)
    {
        using var file = new TemporaryFile("body.xml", xml);
        return new RoleGuess(new MujocoBackend()).For(MjcfBodyReader.Read(file.Path));
    }
}
