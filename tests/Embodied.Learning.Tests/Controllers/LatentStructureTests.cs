using Embodied.Learning.Controllers;
using Embodied.Learning.Tests.Support;
using Embodied.Sdk.Control;

namespace Embodied.Learning.Tests.Controllers;

public sealed class LatentStructureTests
{
    private static readonly float[] Deviations = [0.3f, 0.05f, 0.9f, 0.5f, 0.02f];

    [Fact]
    public void Uniform_keeps_the_sum_of_variances()
    {
        var rewritten = Rewrite(LatentStructure.Uniform);

        Assert.Single(rewritten.Distinct());
        Assert.Equal(Squares(Deviations), Squares(rewritten), 1e-6);
    }

    [Fact]
    public void Inverted_gives_the_largest_where_the_smallest_was() => Assert.Equal([0.3f, 0.5f, 0.02f, 0.05f, 0.9f], Rewrite(LatentStructure.Inverted));

    [Fact]
    public void Clamped_has_the_variance_of_standard_normals()
    {
        var rewritten = Rewrite(LatentStructure.Clamped);

        Assert.Equal(Deviations.Length, Squares(rewritten), 1e-5);
        Assert.Equal(Deviations.OrderBy(d => d).Select(d => Array.IndexOf(Deviations, d)), rewritten.OrderBy(d => d).Select(d => Array.IndexOf(rewritten, d)));
    }

    [Fact]
    public void Standard_changes_nothing() => Assert.Equal(Deviations, Rewrite(LatentStructure.Standard));

    [Theory]
    [InlineData(LatentStructure.Uniform, 0)]
    [InlineData(LatentStructure.Inverted, 5)]
    [InlineData(LatentStructure.Clamped, 5)]
    public void A_controller_draws_its_latent_with_the_rewritten_deviations(LatentStructure structure, int memory)
    {
        using var controller = Nets.Controller(Nets.Latent(memory));
        var (mean, scale, standard) = Draw(controller, LatentStructure.Standard);
        var (_, _, drawn) = Draw(controller, structure);
        var wanted = (float[])scale.Clone();
        LatentStructures.Rewrite(structure, wanted);

        for (var i = 0; i < mean.Length; i++)
            Assert.Equal(wanted[i] / scale[i], (drawn[i] - mean[i]) / (standard[i] - mean[i]), 1e-2);
    }

    private static (float[] Mean, float[] Scale, float[] Sample) Draw(NetworkController controller, LatentStructure structure)
    {
        controller.LatentStructure = structure;
        var probes = new float[controller.Info.Probes.Size];
        controller.Act(new()
        {
            Count = 1,
            Observations = Nets.Gaussians(Nets.Observations, 4),
            States = new float[controller.Info.StateSize],
            Actions = new float[Nets.Actions],
            Probes = probes,
            Seeds = [3],
        });
        float[] Of(string name) => probes.AsSpan(controller.Info.Probes.OffsetOf(name), controller.LatentSize).ToArray();
        return (Of("latent/mean"), Of("latent/scale"), Of("latent/sample"));
    }

    private static float[] Rewrite(LatentStructure structure)
    {
        var copy = (float[])Deviations.Clone();
        LatentStructures.Rewrite(structure, copy);
        return copy;
    }

    private static double Squares(float[] values) => values.Sum(v => (double)v * v);
}
