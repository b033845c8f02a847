using Embodied.Imitation.References;
using Embodied.Sdk.Errors;

namespace Embodied.Imitation.Tests.References;

public sealed class ReferenceMotionTests
{
    [Fact]
    public void AFrameBeyondTheEndIsTheLast()
    {
        var motion = new ReferenceMotion("m", "walk", 0.02, 2, [1, 2, 3, 4], 1, [5, 6]);

        Assert.Equal([3, 4], motion.Positions(9).ToArray());
        Assert.Equal([6], motion.Velocities(9).ToArray());
        Assert.Equal([1, 2], motion.Positions(-1).ToArray());
        Assert.Equal(0.02, motion.Duration, 1e-12);
    }

    [Fact]
    public void ANumberThatIsNotFiniteIsNamed()
    {
        var refused = Assert.Throws<InputException>(() => new ReferenceMotion("m", "", 0.02, 2, [1, 2, 3, double.NaN], 1, [5, 6]));

        Assert.Contains("positions of frame 1, number 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SizesThatDoNotFitAreRefused() =>
        Assert.Throws<InputException>(() => new ReferenceMotion("m", "", 0.02, 2, [1, 2, 3, 4], 1, [5]));
}
