using CsCheck;
using Embodied.Imitation.Tracking;

namespace Embodied.Imitation.Tests.Tracking;

public sealed class FewestGainsTests
{
    [Fact]
    public void OneSetThatServesSeveralBehavioursTakesThePlaceOfSeveralThatAreHardlyBetter()
    {
        var chosen = Choose(
            ("stand", Tried(("still", 0.60, 1), ("sitting", 0.65, 1), ("walking", 3, 0))),
            ("sniff", Tried(("still", 0.70, 1), ("sitting", 0.62, 1), ("walking", 3, 0))),
            ("groom", Tried(("still", 0.75, 1), ("sitting", 0.68, 1), ("walking", 3, 0))),
            ("walk", Tried(("still", 4, 0), ("sitting", 4, 0), ("walking", 0.9, 1))));

        Assert.Equal("groom:sitting sniff:sitting stand:sitting walk:walking", chosen);
    }

    [Fact]
    public void WhatIsMuchBetterIsWorthOneMoreSet()
    {
        var chosen = Choose(
            ("stand", Tried(("still", 0.4, 1), ("sitting", 1, 1))),
            ("groom", Tried(("still", 1.2, 1), ("sitting", 0.6, 1))));

        Assert.Equal("groom:sitting stand:still", chosen);
    }

    // Whoever adds one set after the other takes the jack of all trades first and keeps it; whoever leaves out one after the other drops it first.
    [Fact]
    public void TwoThatServeEverythingTogetherAreFoundBesideOneThatServesMost()
    {
        var chosen = Choose(
            ("a", Tried(("jack", 1.00, 1), ("left", 0.6, 1))), ("b", Tried(("jack", 1.00, 1), ("left", 0.6, 1))),
            ("c", Tried(("jack", 1.00, 1), ("right", 0.6, 1))), ("d", Tried(("jack", 1.00, 1), ("right", 0.6, 1))));

        Assert.Equal("a:left b:left c:right d:right", chosen);
    }

    [Fact]
    public void WhatALostClipCostsIsNotHeldAgainstGainsThatFollowTheRest()
    {
        var chosen = Choose(
            ("rear", new(StringComparer.Ordinal) { ["trot"] = new(1.2, 1.2, 1), ["sitting"] = new(1.8, 0.8, 2 / 3.0) }),
            ("groom", Tried(("sitting", 0.6, 1))));

        Assert.Equal("groom:sitting rear:sitting", chosen);
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(5 / 6.0, 0.5)]
    [InlineData(0.1, 0)]
    public void WhatFollowsLessThanTwoThirdsOfTheBestServesNobodyHoweverCheap(double best, double share)
    {
        var chosen = Choose(("walk", Tried(("steady", 1.8, best), ("quick", 0.8, share))), ("turn", Tried(("quick", 0.8, 1))));

        Assert.Equal("turn:quick walk:steady", chosen);
    }

    [Fact]
    public void OfSetsThatAreAboutAsGoodABehaviourHasTheOneThatServesMostOthers()
    {
        var chosen = Choose(
            ("walk-05", Tried(("quick", 0.99, 1), ("run", 0.98, 1))), ("walk-10", Tried(("quick", 1, 1))), ("walk-20", Tried(("quick", 4, 0), ("run", 1.9, 1))), ("turn", Tried(("quick", 1, 1))));

        Assert.Equal("turn:quick walk-05:quick walk-10:quick walk-20:run", chosen);
    }

    [Fact]
    public void WhatNobodyFollowsHasNoSay()
    {
        var chosen = Choose(("walk", Tried(("steady", 0.8, 1), ("quick", 0.9, 1), ("run", 2, 1))), ("gallop", Tried(("steady", 4, 0), ("quick", 3, 0), ("run", 2, 0))));

        Assert.Equal("gallop:steady walk:steady", chosen);
        Assert.Equal("gallop:run", Choose(("gallop", Tried(("steady", 4, 0), ("run", 2, 0)))));
        Assert.Equal("", Choose());
    }

    [Fact]
    public void EveryBehaviourHasASetThatServesItAndTheOrderChangesNothing()
    {
        var sets = Gen.Select(Gen.Double[0.4, 3], Gen.Int[0, 6]).Select((cost, lost) => new TriedGains(cost + (0.5 * lost), cost, 1 - (lost / 6.0))).Array[5];
        sets.Array[1, 12].Sample(
            all =>
            {
                var tried = all.Select((s, b) => (Name: $"b{b:00}", Sets: s.Select((t, g) => ($"g{g}", t)).ToDictionary(StringComparer.Ordinal))).ToDictionary(StringComparer.Ordinal);
                var chosen = FewestGains.For(tried);
                Assert.Equal(chosen.OrderBy(c => c.Key, StringComparer.Ordinal), FewestGains.For(tried.Reverse().ToDictionary(StringComparer.Ordinal)).OrderBy(c => c.Key, StringComparer.Ordinal));
                Assert.All(tried, b => Assert.True(b.Value[chosen[b.Key]].Share >= (b.Value.Values.Max(v => v.Share) * 2 / 3) - 1e-9));
            },
            iter: 200);
    }

    private static string Choose(params (string Behaviour, Dictionary<string, TriedGains> Sets)[] tried) =>
        string.Join(' ', FewestGains.For(tried.ToDictionary(StringComparer.Ordinal)).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}:{c.Value}"));

    private static Dictionary<string, TriedGains> Tried(params (string Name, double Cost, double Share)[] sets) => sets.ToDictionary(s => s.Name, s => new TriedGains(s.Cost, s.Cost, s.Share), StringComparer.Ordinal);
}
