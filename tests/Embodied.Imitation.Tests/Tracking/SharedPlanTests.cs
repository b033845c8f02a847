using Embodied.Imitation.Tracking;

namespace Embodied.Imitation.Tests.Tracking;

public sealed class SharedPlanTests
{
    private static readonly GainPlan Both = new("calm", "walk");
    private static readonly GainPlan Brisk = new("calm", "trot");

    [Fact]
    public void OnePlanServesAllThatGoAndStay() =>
        // The walk is cheaper for roaming alone, the trot for both taken together.
        Assert.Equal("roam: calm | trot, start: calm | trot", Chosen(("roam", 4, 2, 1.0, 1.1), ("start", 4, 2, 1.5, 1.0)));

    [Fact]
    public void OneSetMayDoBetterThanAnyPair() =>
        Assert.Equal("start: walk", Chosen(("start", 4, 0.6, 1.0, 1.1)));

    [Fact]
    public void WhatStepsOnTheSpotStaysAndHasNoSayInThePlanOfTheOthers() =>
        // Counted with the shifts, the walk alone would cost least: 1.1 and 1.2 against 1.0 and 3.0.
        Assert.Equal("roam: calm | walk, shift: calm", Chosen(("roam", 4, 1.1, 1.0, 1.3), ("shift", 0.8, 1.2, 3.0, 3.2)));

    [Fact]
    public void NothingIsChosenForNothing() => Assert.Equal("", Chosen());

    [Fact]
    public void WithoutPairsThereIsOneSet() =>
        Assert.Equal("roam", Assert.Single(SharedPlan.For(Tried(("roam", 2, 1, 0, 0)), ["calm"], [], ["calm", "walk"]), p => p.Value == new GainPlan("walk")).Key);

    [Fact]
    public void ASetThatNobodyElseHasIsNotChosenHoweverCheap()
    {
        var tried = Tried(("roam", 2, 1.2, 1.1, 1.3));
        tried["roam"]["odd"] = Of(0.5);

        Assert.Equal(Both, SharedPlan.For(tried, ["calm"], ["walk", "trot"], ["calm", "walk", "trot", "odd"])["roam"]);
        Assert.Equal(new("odd"), SharedPlan.For(tried, ["calm"], [], ["calm", "walk", "trot", "odd"])["roam"]);
    }

    [Fact]
    public void WhereOneSetServesAllThatStayAndGoItServesTheOthersToo()
    {
        var tried = Tried(("roam", 2, 1.2, 1.1, 1.3));

        Assert.Equal(new("calm"), SharedPlan.For(tried, ["calm"], ["calm"], ["calm", "walk"])["roam"]);
    }

    private static string Chosen(params (string Behaviour, double Calm, double Walk, double Both, double Brisk)[] costs) => string.Join(
        ", ", SharedPlan.For(Tried(costs), ["calm"], ["walk", "trot"], ["calm", "walk", "trot", "odd"]).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}: {p.Value.Name}"));

    private static Dictionary<string, Dictionary<string, TriedGains>> Tried(params (string Behaviour, double Calm, double Walk, double Both, double Brisk)[] costs) =>
        costs.ToDictionary(c => c.Behaviour, c => new Dictionary<string, TriedGains> { ["calm"] = Of(c.Calm), ["walk"] = Of(c.Walk), [Both.Name] = Of(c.Both), [Brisk.Name] = Of(c.Brisk) });

    private static TriedGains Of(double cost) => new(cost, cost, 1);
}
