using Embodied.Imitation.Teaching.Trials;
using Embodied.Imitation.Tracking;

namespace Embodied.Imitation.Tests.Tracking;

public sealed class TurnRepairTests
{
    private const double Asked = 10;
    private static readonly string[] Names = ["fast", "slow", "still"];

    [Fact]
    public void OthersTakeOverWhereAMotionIsLostAndOnlyThere()
    {
        // A jump at four seconds that one set manages, which does not manage the rest.
        var turns = Repaired([new(0, "slow")], (t, gains) => gains == "fast" ? t is > 3 and < 5 : gains == "slow" && t is < 3.9 or > 4.2);

        Assert.NotNull(turns);
        Assert.Equal(["slow", "fast", "slow"], turns.Select(t => t.Gains));
        Assert.InRange(turns[1].From, 2, 3.95);
        Assert.InRange(turns[2].From, 4.2, 6);
    }

    [Fact]
    public void WhatNobodyManagesIsNotRepaired() => Assert.Null(Repaired([new(0, "slow"), new(6, "still")], (t, gains) => t <= 3 && gains == "slow"));

    [Fact]
    public void WhatWasInChargeLaterIsSoAgainAfterwards()
    {
        IReadOnlyList<GainTurn> turns = [new(0, "slow"), new(3, "fast"), new(8, "slow")];

        Assert.Equal([new(0, "slow"), new(2.5, "still"), new(4.1, "fast"), new(8, "slow")], TurnRepair.With(turns, 2.5, "still").Select(t => t with { From = Math.Round(t.From, 6) }));
        Assert.Equal([new(0, "still"), new(1.6, "slow"), new(3, "fast"), new(8, "slow")], TurnRepair.With(turns, 0, "still"));
        Assert.Equal(turns, TurnRepair.With(turns, 5, "fast"));
    }

    private static IReadOnlyList<GainTurn>? Repaired(IReadOnlyList<GainTurn> turns, Func<double, string, bool> manages) =>
        TurnRepair.Of(turns, Course(manages)(turns), Names, Course(manages));

    // Follows as long as a set is in charge that manages the moment.
    private static Func<IReadOnlyList<GainTurn>, TrialResult> Course(Func<double, string, bool> manages) => turns =>
    {
        var time = 0.0;
        while (time < Asked && manages(time, turns.Last(t => t.From <= time + 1e-9).Gains))
            time += 0.02;
        var whole = time >= Asked;
        return new()
        {
            Frame = 0,
            Asked = Asked,
            MimicSeconds = time,
            TrackSeconds = time,
            MimicComplete = whole,
            TrackComplete = whole,
            Diverged = false,
            Segment = 0,
            Root = 0,
            Angle = 0,
            Joint = 0,
            Deviation = 0,
            Cost = Asked - time,
        };
    };
}
