using Embodied.Learning.Controllers;
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

    private static float[] Rewrite(LatentStructure structure)
    {
        var copy = (float[])Deviations.Clone();
        LatentStructures.Rewrite(structure, copy);
        return copy;
    }

    private static double Squares(float[] values) => values.Sum(v => (double)v * v);
}
