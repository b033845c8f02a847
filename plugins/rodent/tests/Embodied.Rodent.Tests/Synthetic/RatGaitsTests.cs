using Embodied.Rodent.Synthetic;
using Embodied.Sdk.Geometry;

namespace Embodied.Rodent.Tests.Synthetic;

public sealed class RatGaitsTests
{
    private static readonly double[] Speeds = [.. Enumerable.Range(0, 101).Select(i => 0.005 * i)];

    [Fact]
    public void GaitsChangeSteadilyWithSpeed()
    {
        var before = RatGaits.Found.At(0);
        foreach (var speed in Speeds)
        {
            var gait = RatGaits.Found.At(speed);
            Assert.InRange(gait.Frequency - before.Frequency, 0, 0.15);
            Assert.InRange(Math.Abs(gait.Duty - before.Duty), 0, 0.01);
            Assert.InRange(Math.Abs(gait.Lift - before.Lift), 0, 0.0005);
            before = gait;
        }

        Assert.Equal(RatGaits.Found.At(0.5), RatGaits.Found.At(5));
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.2)]
    [InlineData(0.4)]
    public void EveryPawStepsOnceInAStrideForeAfterHindOfItsSide(double speed)
    {
        const double Step = 0.0025;
        Vec3[] resting = [new(-0.05, 0.03, 0), new(-0.05, -0.03, 0), new(0.05, 0.02, 0), new(0.05, -0.02, 0)];
        var (gait, path, planner) = (RatGaits.Found.At(speed), default(Path2), new GaitPlanner(resting, default, 1, RatGaits.Found));
        var posture = new Posture { Speed = speed };
        var lifted = new List<double>[] { [], [], [], [] };
        for (var step = 0; step < 2000; step++)
        {
            var stood = planner.Paws.Select(p => p.Standing).ToArray();
            path = path.Ahead(speed, 0, Step);
            planner.Advance(path, posture, false, Step);
            for (var paw = 0; paw < 4; paw++)
                if (step * Step > 1 && stood[paw] && !planner.Paws[paw].Standing)
                    lifted[paw].Add(planner.Stride);
        }

        foreach (var times in lifted)
            Assert.All(times.Zip(times.Skip(1), (a, b) => b - a), stride => Assert.Equal(1, stride, 0.03));
        foreach (var side in (ReadOnlySpan<int>)[0, 1])
            Assert.All(lifted[side].Take(5), hind => Assert.Contains(lifted[side + 2], fore => Math.Abs(fore - hind - gait.Lead) < 0.03));
    }
}
