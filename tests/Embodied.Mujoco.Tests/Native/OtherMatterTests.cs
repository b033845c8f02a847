using System.Globalization;
using System.Text.RegularExpressions;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Tests.Native;

public sealed partial class OtherMatterTests
{
    /// <summary>A scene that is compiled with these masses and coefficients is what the copy must be.</summary>
    [Fact]
    public void Heavier_and_smoother_is_what_the_engine_makes_of_such_a_scene()
    {
        using var original = MujocoModel.Load(Scenes.Chain());
        using var written = MujocoModel.Load(Written(2, 0.5));
        using var copy = original.OfOtherMatter(2, 0.5);

        foreach (var field in (string[])["body_mass", "body_inertia", "body_subtreemass", "body_invweight0", "dof_invweight0", "dof_M0", "geom_friction", "tendon_invweight0", "actuator_acc0"])
            Near(written.Values(field), copy.Values(field), field);
        Assert.Equal(2 * original.Info.SegmentMasses[1], copy.Info.SegmentMasses[1], 1e-12);
    }

    [Fact]
    public void The_original_stays_and_the_copy_moves_otherwise()
    {
        using var original = MujocoModel.Load(Scenes.Chain());
        var before = Fall(original);

        using (var copy = original.OfOtherMatter(1.5, 1))
            Assert.NotEqual(before, Fall(copy));

        Assert.Equal(before, Fall(original));
        using var same = original.OfOtherMatter(1, 1);
        Assert.Equal(before, Fall(same));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    [InlineData(double.NaN, 1)]
    public void What_cannot_be_is_refused(double mass, double friction)
    {
        using var original = MujocoModel.Load(Scenes.Chain());
        Assert.Throws<ArgumentOutOfRangeException>(() => original.OfOtherMatter(mass, friction));
    }

    private static double[] Fall(MujocoModel model)
    {
        using var world = model.CreateSimulation();
        world.State.Controls.Fill(0.3);
        Assert.Equal(StepResult.Ok, world.Step(250));
        return world.State.Positions.ToArray();
    }

    private static string Written(double mass, double friction)
    {
        var heavier = Mass().Replace(Scenes.Chain(), m => string.Create(CultureInfo.InvariantCulture, $"mass=\"{mass * double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)}\""));
        return heavier.Replace("<geom ", string.Create(CultureInfo.InvariantCulture, $"<geom friction=\"{friction} {0.005 * friction} {0.0001 * friction}\" "), StringComparison.Ordinal);
    }

    private static void Near(double[] expected, double[] found, string field)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - found[i]) <= 1e-9 * (1 + Math.Abs(expected[i])), $"{field}[{i}] is {found[i]}, expected {expected[i]}");
    }

    [GeneratedRegex("mass=\"([.0-9]+)\"")]
    private static partial Regex Mass();
}
