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
    public void TheOrderOfBehavioursChangesNothing()
    {
        var tried = Enumerable.Range(0, 12).ToDictionary(b => $"b{b}", b => Tried([.. Enumerable.Range(0, 6).Select(g => ($"g{g}", 0.5 + (0.01 * ((b * 7 * (g + 3)) % 13)), 1.0))]));

        Assert.Equal(FewestGains.For(tried).OrderBy(c => c.Key), FewestGains.For(tried.Reverse().ToDictionary()).OrderBy(c => c.Key));
    }

    private static Dictionary<string, TriedGains> Tried(params (string Name, double Cost, double Share)[] sets) => sets.ToDictionary(s => s.Name, s => new TriedGains(s.Cost, s.Share));
}
