using Embodied.OdorPlume.Plumes;

namespace Embodied.OdorPlume.Tests.Plumes;

public sealed class PuffCloudTests
{
    [Fact]
    public void SameSeedSameBits()
    {
        var (first, second) = (new PuffCloud(new(), 5), new PuffCloud(new(), 5));
        for (var i = 0; i < 3000; i++)
        {
            first.Step(0.5f, 0.1f);
            second.Step(0.5f, 0.1f);
        }

        Assert.Equal(first.X, second.X);
        Assert.Equal(first.Y, second.Y);
        Assert.NotEqual(first.Y.ToArray(), AfterSteps(seed: 6).Y.ToArray());
    }

    [Fact]
    public void DisplacementsAreNormal()
    {
        var physics = new PuffPhysics { BirthRate = 50 };
        var cloud = new PuffCloud(physics, 3);
        var seen = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var newest = cloud.Count;
            cloud.Step(0, 0);
            for (var p = Math.Max(0, newest - 40); p < newest; p++)
                seen.Add(cloud.Y[p]);
        }

        // Of the youngest puffs most have been displaced once: kurtosis and tails of a normal deviate of 5 mm.
        var once = seen.Where(y => y != 0).Order().ToArray();
        var deviation = Math.Sqrt(once.Average(y => y * y));
        Assert.InRange(once.Average(), -3e-4, 3e-4);
        Assert.InRange(deviation, 0.0048, 0.0052);
        Assert.InRange(once.Average(y => Math.Pow(y / deviation, 4)), 2.7, 3.3);
    }

    [Fact]
    public void PuffsThatLeaveDoNotComeBack()
    {
        var cloud = AfterSteps(seed: 1, steps: 2100);
        var numbers = new HashSet<int>();
        for (var i = 0; i < cloud.Count; i++)
            if (!float.IsNaN(cloud.Y[i]))
                numbers.Add(cloud.Number[i]);
        for (var i = 0; i < 100; i++)
            cloud.Step(-0.5f, 0);
        for (var i = 0; i < cloud.Count; i++)
            Assert.True(float.IsNaN(cloud.Y[i]) || cloud.X[i] < 9.5 + 1e-3);
        Assert.NotEmpty(numbers);
    }

    private static PuffCloud AfterSteps(ulong seed, int steps = 3000)
    {
        var cloud = new PuffCloud(new(), seed);
        for (var i = 0; i < steps; i++)
            cloud.Step(0.5f, 0.1f);
        return cloud;
    }
}
