using Embodied.Imitation.Teaching.Gains;

namespace Embodied.Imitation.Tests.Teaching;

public sealed class GainScheduleTests
{
    private static readonly TeacherGains A = new() { Horizon = 0.01 };
    private static readonly TeacherGains B = new() { Horizon = 0.02 };

    [Theory]
    [InlineData(-1, 0.01)]
    [InlineData(0, 0.01)]
    [InlineData(0.49, 0.01)]
    [InlineData(0.5, 0.02)]
    [InlineData(7, 0.02)]
    public void Gains_take_turns(double time, double horizon) => Assert.Equal(horizon, new GainSchedule([(0, A), (0.5, B)]).At(time).Horizon);

    [Fact]
    public void Turns_must_follow_each_other()
    {
        Assert.Throws<ArgumentException>(() => new GainSchedule([]));
        Assert.Throws<ArgumentException>(() => new GainSchedule([(0.5, A), (0.5, B)]));
    }
}
