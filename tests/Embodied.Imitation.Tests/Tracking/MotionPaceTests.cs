using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Imitation.Tests.Teaching;
using Embodied.Imitation.Tracking;

namespace Embodied.Imitation.Tests.Tracking;

public sealed class MotionPaceTests : IDisposable
{
    private readonly SmallWalker _walker = new();
    private readonly TeacherBody _body;

    public MotionPaceTests() => _body = _walker.Taught();

    public void Dispose() => _walker.Dispose();

    [Fact]
    public void ATrunkThatSwaysOverFeetThatStepOnTheSpotStays()
    {
        var pace = new MotionPace(_walker.Motion(3, 0.004, 0.3), _body);

        Assert.Equal([(0, false)], pace.Parts);
        Assert.Equal(0, pace.Share);
    }

    [Fact]
    public void WhatGoesForAWhileGoesThenAndStaysBeforeAndAfter()
    {
        var pace = new MotionPace(Going(4, 1, 3, 0.1), _body);

        Assert.Equal([false, true, false], pace.Parts.Select(p => p.Goes));
        Assert.Equal(1, pace.Parts[1].From, 0.2);
        Assert.Equal(3, pace.Parts[2].From, 0.2);
        Assert.Equal(0.5, pace.Share, 0.1);
    }

    [Fact]
    public void WhatIsTooShortIsNotWorthAChange()
    {
        Assert.Equal([(0, true)], new MotionPace(Halting(5, 2.35, 2.95), _body).Parts);
        Assert.Equal([(0, false)], new MotionPace(Going(4, 2, 2.6, 0.026), _body).Parts);
    }

    [Fact]
    public void OnePlanServesWhoStaysAndAnotherWhoGoes()
    {
        var pace = new MotionPace(Going(4, 1, 3, 0.1), _body);

        Assert.Equal(["a", "b", "a"], new GainPlan("a", "b").Turns(pace).Select(t => t.Gains));
        Assert.Equal([new(0, "a")], new GainPlan("a").Turns(pace));
        Assert.Equal(["a | b", "a"], [new GainPlan("a", "b").Name, new GainPlan("a").Name]);
    }

    private ReferenceMotion Going(double seconds, double from, double to, double speed) => _walker.Carried(seconds, t => speed * (Math.Clamp(t, from, to) - from));

    // On its way but for a moment.
    private ReferenceMotion Halting(double seconds, double from, double to) => _walker.Carried(seconds, t => 0.2 * (t < from ? t : t < to ? from : t - to + from));
}
