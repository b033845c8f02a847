using Embodied.Imitation.Tracking;

namespace Embodied.Imitation.Tests.Tracking;

public sealed class FewestGainsTests
{
    [Fact]
    public void OneSetThatServesSeveralBehavioursTakesThePlaceOfSeveralThatAreHardlyBetter()
    {
        var chosen = FewestGains.For(new Dictionary<string, Dictionary<string, TriedGains>>
        {
            ["stand"] = Tried(("still", 1.5, 1), ("sitting", 1.8, 1), ("walking", 1.49, 1)),
            ["sniff"] = Tried(("still", 1.47, 1), ("sitting", 1.8, 1), ("walking", 1.9, 1)),
            ["groom"] = Tried(("still", 2, 1), ("sitting", 1.1, 1), ("walking", 3, 0)),
        });

        Assert.Equal("still", chosen["stand"]);
        Assert.Equal("still", chosen["sniff"]);
        Assert.Equal("sitting", chosen["groom"]);
    }

    [Fact]
    public void WhatFollowsWellServesHoweverMuchBetterOthersAre()
    {
        var chosen = FewestGains.For(new Dictionary<string, Dictionary<string, TriedGains>>
        {
            ["stand"] = Tried(("still", 0.4, 1), ("sitting", 1, 1)),
            ["groom"] = Tried(("still", 1.2, 1), ("sitting", 0.6, 1)),
        });

        Assert.Equal("sitting", chosen["stand"]);
        Assert.Equal("sitting", chosen["groom"]);
    }

    [Fact]
    public void OneLostClipOfThreeIsNoObstacle()
    {
        var chosen = FewestGains.For(new Dictionary<string, Dictionary<string, TriedGains>>
        {
            ["glance"] = Tried(("still", 1.2, 1), ("sitting", 1.25, 2 / 3.0)),
            ["groom"] = Tried(("sitting", 0.6, 1)),
        });

        Assert.Equal("sitting", chosen["glance"]);
    }

    [Fact]
    public void WhatALostClipCostsIsNotHeldAgainstGainsThatFollowTheRest()
    {
        var chosen = FewestGains.For(new Dictionary<string, Dictionary<string, TriedGains>>
        {
            ["rear"] = new(StringComparer.Ordinal) { ["trot"] = new(1.2, 1.2, 1), ["sitting"] = new(1.8, 0.8, 2 / 3.0) },
            ["groom"] = Tried(("sitting", 0.6, 1)),
        });

        Assert.Equal("sitting", chosen["rear"]);
    }

    [Fact]
    public void WhatSeveralServeHasTheOneThatIsBestForAllOfThem()
    {
        var chosen = FewestGains.For(new Dictionary<string, Dictionary<string, TriedGains>>
        {
            ["walk-05"] = Tried(("quick", 1, 1), ("turn", 0.9, 1), ("steady", 0.8, 1)),
            ["walk-10"] = Tried(("quick", 1.05, 1), ("turn", 0.95, 1), ("steady", 0.8, 1)),
            ["walk-15"] = Tried(("quick", 1.5, 1), ("turn", 2.4, 1)),
            ["turn-left"] = Tried(("quick", 1.6, 1), ("turn", 1.05, 1), ("steady", 1.5, 1)),
            ["stand"] = Tried(("sitting", 0.5, 1), ("still", 0.6, 1)),
            ["glance"] = Tried(("sitting", 0.62, 1), ("still", 0.6, 1)),
            ["pose"] = Tried(("still", 0.8, 1)),
            ["crouch"] = Tried(("sitting", 0.6, 1), ("still", 1.4, 1)),
            ["groom"] = Tried(("sitting", 0.7, 1), ("still", 1.2, 1)),
        });

        Assert.Equal(["crouch:sitting", "glance:sitting", "groom:sitting", "pose:still", "stand:sitting", "turn-left:turn", "walk-05:turn", "walk-10:turn", "walk-15:quick"], chosen.Select(c => $"{c.Key}:{c.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhatLosesAClipServesNobodyWhomAnotherFollowsWell()
    {
        var chosen = FewestGains.For(new Dictionary<string, Dictionary<string, TriedGains>>
        {
            ["rear"] = new(StringComparer.Ordinal) { ["sitting"] = new(0.7, 0.7, 1), ["walking"] = new(1.7, 0.6, 2 / 3.0) },
            ["groom"] = Tried(("sitting", 0.6, 1)),
            ["walk"] = Tried(("walking", 0.6, 1)),
        });

        Assert.Equal("sitting", chosen["rear"]);
    }

    [Fact]
    public void WhatFollowsFewerClipsServesNobodyHoweverCheap()
    {
        var chosen = FewestGains.For(new Dictionary<string, Dictionary<string, TriedGains>>
        {
            ["walk"] = Tried(("steady", 0.8, 1), ("quick", 0.81, 0.5)),
            ["turn"] = Tried(("quick", 0.8, 1)),
        });

        Assert.Equal("steady", chosen["walk"]);
        Assert.Equal("quick", chosen["turn"]);
    }

    [Fact]
    public void OnePlanForSeveralIsMadeOfSetsThatMostOthersHave()
    {
        string[] others = ["sitting", "sitting", "sitting", "turn", "turn", "quick"];

        Assert.Equal(new("sitting", "turn"), FewestGains.Shared([(new("sitting", "quick"), 1.27), (new("sitting", "turn"), 1.39), (new("sitting"), 1.5)], others));
        Assert.Equal(new("sitting", "quick"), FewestGains.Shared([(new("sitting", "quick"), 1.27), (new("sitting", "turn"), 1.5)], others));
        Assert.Equal(new("sitting", "turn"), FewestGains.Shared([(new("sitting", "turn"), 1.3), (new("sitting"), 1.29)], others));
    }

    [Fact]
    public void TheOrderOfBehavioursChangesNothing()
    {
        var tried = Enumerable.Range(0, 12).ToDictionary(b => $"b{b}", b => Tried([.. Enumerable.Range(0, 6).Select(g => ($"g{g}", 0.5 + (0.01 * ((b * 7 * (g + 3)) % 13)), 1.0))]));

        Assert.Equal(FewestGains.For(tried).OrderBy(c => c.Key), FewestGains.For(tried.Reverse().ToDictionary()).OrderBy(c => c.Key));
    }

    private static Dictionary<string, TriedGains> Tried(params (string Name, double Cost, double Share)[] sets) => sets.ToDictionary(s => s.Name, s => new TriedGains(s.Cost, s.Cost, s.Share));
}
