namespace Embodied.Cli.Tests;

/// <summary>A box with a pole that a motor moves: the smallest body there is something to learn with.</summary>
internal static class CartWorld
{
    public const string Xml = """
        <mujoco><worldbody><body name="cart" pos="0 0 0.1"><freejoint/><geom type="box" size="0.1 0.05 0.02" mass="1"/>
        <body name="pole"><joint name="hinge" axis="0 1 0" range="-60 60" damping="0.05"/><geom type="capsule" fromto="0 0 0 0 0 0.15" size="0.01" mass="0.1"/></body></body></worldbody>
        <actuator><motor name="push" joint="hinge" ctrlrange="-1 1" gear="0.2"/></actuator></mujoco>
        """;

    public const string Experiment = """
        embodied: 1
        name: cart
        body: cart.xml
        task: { use: stand, maximum_steps: 20 }
        controller: { use: mlp, actor: [8], critic: [8] }
        trainer: { use: ppo, steps: 256, worlds: 4, horizon: 16, minibatches: 1, epochs: 1, checkpoint_updates: 2, validation: { episodes: 2 } }
        seed: 1
        """;

    /// <summary>A folder with <c>cart.xml</c> and <c>cart.yaml</c>.</summary>
    public static TemporaryFolder Folder()
    {
        var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("cart.xml"), Xml);
        File.WriteAllText(folder.File("cart.yaml"), Experiment);
        return folder;
    }
}
