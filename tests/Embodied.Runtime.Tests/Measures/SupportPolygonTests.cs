using CsCheck;
using Embodied.Runtime.Measures;

namespace Embodied.Runtime.Tests.Measures;

/// <summary>The distance from the edge of what carries a body.</summary>
public sealed class SupportPolygonTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0.5, 0, 0.5)]
    [InlineData(1, 0.3, 0)]
    [InlineData(3, 0, -2)]
    [InlineData(4, 5, -5)]
    public void Inside_counts_up_and_outside_down(double x, double y, double margin)
    {
        (double, double)[] square = [(1, 1), (-1, 1), (0, 0), (-1, -1), (1, -1), (1, 1), (1, 0)];
        Assert.Equal(margin, SupportPolygon.Margin(square, (x, y)), 12);
    }

    [Fact]
    public void Two_feet_and_one_have_no_inside()
    {
        Assert.Equal(-1, SupportPolygon.Margin([(-1, 0), (1, 0)], (0, 1)), 12);
        Assert.Equal(-5, SupportPolygon.Margin([(1, 1), (1, 1)], (4, 5)), 12);
        Assert.Equal(-2, SupportPolygon.Margin([(0, 0), (1, 0), (2, 0)], (4, 0)), 12);
    }

    [Fact]
    public void The_mean_of_the_points_is_never_outside()
    {
        var point = Gen.Select(Gen.Double[-10, 10], Gen.Double[-10, 10]);
        point.Array[3, 40].Sample(points => Assert.True(SupportPolygon.Margin(points.ToArray(), (points.Average(p => p.Item1), points.Average(p => p.Item2))) > -1e-9));
    }
}
