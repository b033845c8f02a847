using Embodied.Runtime.Assays;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Tests.Assays;

public sealed class RobustnessStudyTests
{
    private static readonly double[] Gains = [0, 1, 4, 16];

    [Fact]
    public void Every_structure_gain_and_motor_noise_is_measured_once()
    {
        var points = Run(latent: 2, [LatentStructure.Standard, LatentStructure.Inverted]);

        Assert.Equal(2 * 2 * Gains.Length, points.Count);
        Assert.Equal(points.Count, points.Select(p => (p.Structure, p.MotorNoise, p.Gain)).Distinct().Count());
        Assert.All(points, p => Assert.Equal(("named", 6), (p.Condition, p.Result.Episodes)));
    }

    [Fact]
    public void More_noise_makes_the_way_longer_and_a_quieter_structure_less_so()
    {
        var points = Run(latent: 2, [LatentStructure.Standard, LatentStructure.Inverted]);
        double Steps(LatentStructure structure, double gain) => points.Single(p => p.Structure == structure && p.MotorNoise == 0 && p.Gain == gain).Result.MeanSteps;

        Assert.Equal(Steps(LatentStructure.Standard, 0), Steps(LatentStructure.Inverted, 0));
        Assert.True(Steps(LatentStructure.Standard, 16) > 1.1 * Steps(LatentStructure.Standard, 0));
        Assert.True(Steps(LatentStructure.Inverted, 4) < Steps(LatentStructure.Standard, 4));
    }

    [Fact]
    public void Without_a_latent_the_gain_multiplies_the_noise_of_actions()
    {
        var points = Run(latent: 0, [LatentStructure.Standard]);

        Assert.Equal(Gains, points.Select(p => p.Gain));
        Assert.All(points, p => Assert.Equal(p.Gain, p.MotorNoise));
        Assert.NotEqual(points[0].Result.MeanReturn, points[^1].Result.MeanReturn);
    }

    [Fact]
    public void The_same_seed_gives_the_same_walks() =>
        Assert.Equal(Run(2, [LatentStructure.Standard]).Select(p => p.Result.MeanReturn), Run(2, [LatentStructure.Standard]).Select(p => p.Result.MeanReturn));

    [Fact]
    public void A_controller_without_noise_is_refused() =>
        Assert.Contains("no noise of its own", Assert.Throws<InputException>(() => new RobustnessStudy(AssayWorld.Catalog).Run(AssayWorld.Job(_ => new Mute()), true, Gains, [LatentStructure.Standard], cancel: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_section_has_a_curve_for_each_structure_and_the_numbers_of_every_point()
    {
        var points = Run(latent: 2, [LatentStructure.Standard, LatentStructure.Uniform]);

        var section = RobustnessSection.Build(points, hasLatent: true);

        Assert.Equal(points.Count, section.Tables[0].Rows.Count);
        Assert.Equal(["standard", "standard, motor noise", "uniform", "uniform, motor noise"], section.Figures[0].Series.Where(s => s.Panel is null).Select(s => s.Label).Order());
        Assert.All(section.Figures[0].Series, s => Assert.Equal(Gains, s.X));
    }

    private static IReadOnlyList<RobustnessPoint> Run(int latent, LatentStructure[] structures) =>
        new RobustnessStudy(AssayWorld.Catalog).Run(AssayWorld.Job(r => new Driver(r.Observation.Size, latent)), latent > 0, Gains, structures, cancel: TestContext.Current.CancellationToken);

    private sealed class Mute : IController
    {
        public ControllerInfo Info { get; } = new() { Id = "test/mute" };

        public void ResetState(Span<float> state, ulong seed)
        {
        }

        public void Act(in ControllerBatch batch) => batch.Actions.Clear();

        public void Dispose()
        {
        }
    }
}
