namespace Embodied.Imitation.Tracking;

/// <summary>One named term of a tracking reward: weight · value.</summary>
/// <param name="Name">Name in logs, and of the setting <c>reward.NAME</c> that changes its weight.</param>
/// <param name="Weight">Its weight; negative for a cost.</param>
/// <param name="Value">What is weighed; ε is the deviation of the <c>mimic</c> rule as a share of its limit.</param>
internal sealed record RewardTerm(string Name, double Weight, Func<Comparison, double, double> Value)
{
    /// <summary>exp(−rate · square): 1 when the body is where the reference is.</summary>
    public static RewardTerm Near(string name, double weight, double rate, Func<Comparison, double> square) =>
        new(name, weight, (c, _) => Math.Exp(-rate * square(c)));

    /// <summary>A cost that grows with what is spent, up to a limit.</summary>
    public static RewardTerm Cost(string name, double weight, Func<Comparison, double> spent, double most = double.PositiveInfinity) =>
        new(name, -weight, (c, _) => Math.Min(most, spent(c)));
}
