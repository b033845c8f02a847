using Embodied.Imitation.References;
using Embodied.Runtime.Following;

namespace Embodied.Runtime.Tests.Following;

public sealed class FollowingWindowTests
{
    [Fact]
    public void LongMotionsAreCutAndShortOnesPassedOver()
    {
        var windows = FollowingWindow.Of([Motion("long", 2), Motion("whole", 1), Motion("short", 0.9)], 1, 0.5);

        Assert.Equal([("long", 0), ("long", 5), ("long", 10), ("whole", 0)], windows.Select(w => (w.Motion.Name, w.Frame)));
        Assert.All(windows, w => Assert.Equal(1, w.Seconds, 1e-12));
    }

    [Fact]
    public void WhereAllAreShortEachIsOneWindow()
    {
        var windows = FollowingWindow.Of([Motion("short", 0.9), Motion("shorter", 0.4)], 1, 0.5);

        Assert.Equal([("short", 0.9), ("shorter", 0.4)], windows.Select(w => (w.Motion.Name, Math.Round(w.Seconds, 9))));
    }

    private static ReferenceMotion Motion(string name, double seconds)
    {
        var frames = (int)Math.Round(seconds / 0.1) + 1;
        return new(name, "", 0.1, 1, new double[frames], 1, new double[frames]);
    }
}
