namespace Embodied.Cli.Tests;

/// <summary>Guessed roles never take the place of those that somebody corrected.</summary>
public sealed class RolesSpecs
{
    [Fact]
    public void Roles_that_are_there_are_kept_without_force()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.xml"), "<mujoco><worldbody><body name='b'><freejoint/><geom size='.1'/></body></worldbody></mujoco>");
        File.WriteAllText(folder.File("a.roles.yaml"), "broken");

        var refused = EmbodiedProgram.Run(folder.Path, "roles", "a.xml");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("a.roles.yaml: is there already", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal("broken", File.ReadAllText(folder.File("a.roles.yaml")));

        Assert.Equal(0, EmbodiedProgram.Run(folder.Path, "roles", "a.xml", "--force").ExitCode);
        Assert.Contains("root: b", File.ReadAllText(folder.File("a.roles.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_body_is_refused_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.xml"), "<mujoco/>");

        var empty = EmbodiedProgram.Run(folder.Path, "roles", "a.xml");
        Assert.Equal(2, empty.ExitCode);
        Assert.Contains("holds no <body> that could have a role", empty.Error, StringComparison.Ordinal);
        Assert.Equal(2, EmbodiedProgram.Run(folder.Path, "roles", "gone.xml").ExitCode);
        Assert.False(File.Exists(folder.File("a.roles.yaml")));
    }
}
