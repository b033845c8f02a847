namespace Embodied.Cli.Tests;

/// <summary>Files as people write them for MuJoCo, one for each thing that once kept them out: checked, drawn and trained.</summary>
public sealed class AnyMjcfSpecs
{
    // A rod on a hinge has no free root.
    private const string Held = """
        <mujoco><worldbody><body name="rod" pos="0 0 1"><joint axis="0 1 0"/><geom type="capsule" size=".03" fromto="0 0 0 0 0 -.4"/></body></worldbody>
        <actuator><motor joint="rod_joint" ctrlrange="-1 1" ctrllimited="true"/></actuator></mujoco>
        """;

    // Slides along x and z: no planar root either.
    private const string Sagittal = """
        <mujoco><worldbody><body name="trunk" pos="0 0 .3"><joint type="slide" axis="1 0 0"/><joint type="slide" axis="0 0 1"/><joint axis="0 1 0"/><geom size=".1"/>
          <body><joint name="knee" axis="0 1 0" range="20 100" limited="true"/><geom type="capsule" size=".03" fromto="0 0 0 0 0 -.2"/></body></body></worldbody>
        <actuator><motor joint="knee" ctrlrange="-1 1" ctrllimited="true"/></actuator></mujoco>
        """;

    // Steps that do not go into the control step a whole number of times; nothing has a name.
    private const string Nameless = """
        <mujoco><option timestep="0.003"><flag gravity="enable"/></option><size nconmax="300" njmax="900"/><worldbody><geom type="plane" size="5 5 1"/>
          <body pos="0 0 .3"><freejoint/><geom size=".1"/><body pos=".1 0 0"><joint axis="0 1 0"/><geom size=".05"/></body><body pos="-.1 0 0"><joint axis="0 1 0"/><geom size=".05"/></body></body>
        </worldbody><actuator><motor joint="body_part_joint" ctrlrange="-1 1"/><position joint="body_part2_joint" ctrlrange="-1 1"/></actuator></mujoco>
        """;

    // Files that others include, or that code fills: no body, no mass, nothing that moves.
    private const string Bodiless = """
        <mujoco><default><geom size=".1"/></default><worldbody><light pos="0 0 2"/><geom name="floor" type="plane" size="4 1 .2"/><site name="origin"/></worldbody></mujoco>
        """;

    private const string Materials = """
        <mujoco><asset><texture name="grid" type="2d" builtin="checker" width="8" height="8"/><material name="grid" texture="grid"/></asset></mujoco>
        """;

    public static TheoryData<string, string> Files => new()
    {
        { nameof(Held), Held }, { nameof(Sagittal), Sagittal }, { nameof(Nameless), Nameless }, { nameof(Bodiless), Bodiless }, { nameof(Materials), Materials },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_checked_drawn_and_trained(string name, string xml)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("body.xml"), xml);
        File.WriteAllText(folder.File("body.yaml"), """
            embodied: 1
            name: any
            body: body.xml
            task: { use: stand, maximum_steps: 20 }
            controller: { use: mlp, actor: [8], critic: [8] }
            trainer: { use: ppo, steps: 64, worlds: 2, horizon: 16, minibatches: 1, epochs: 1, validation: { episodes: 1 } }
            """);

        foreach (var arguments in (string[][])[["check", "body.xml"], ["render", "--body", "body.xml", "--out", "body.png", "--width", "64", "--height", "64"], ["train", "body.yaml", "--out", "run"]])
        {
            var result = EmbodiedProgram.Run(folder.Path, arguments);
            Assert.True(result.ExitCode == 0, $"{name}: {result}");
        }
    }

    [Fact]
    public void A_file_without_a_body_says_that_nothing_moves()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("materials.xml"), Materials);

        var result = EmbodiedProgram.Run(folder.Path, "check", "materials.xml");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("materials.xml: holds no <body>: nothing here moves. Such a file is meant to be included in others", result.Output, StringComparison.Ordinal);
        Assert.Contains("root 'nothing'", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_experiment_beside_a_file_of_its_name_is_not_taken_for_its_roles()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("body.xml"), Held);
        File.WriteAllText(folder.File("body.yaml"), "embodied: 1");

        Assert.Equal(0, EmbodiedProgram.Run(folder.Path, "check", "body.xml").ExitCode);
    }
}
