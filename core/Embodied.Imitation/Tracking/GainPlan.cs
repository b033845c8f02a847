namespace Embodied.Imitation.Tracking;

/// <summary>Which gains serve a motion: some while it stays where it is, others, or the same, while it goes somewhere.</summary>
/// <param name="Staying">Name of the set while it stays.</param>
/// <param name="Going">Name of the set while it goes.</param>
internal sealed record GainPlan(string Staying, string Going)
{
    /// <summary>One set throughout.</summary>
    public GainPlan(string gains)
        : this(gains, gains)
    {
    }

    /// <summary>Every plan that has one of these sets while a motion stays and another one of those while it goes.</summary>
    public static IReadOnlyList<GainPlan> Pairs(IReadOnlyList<string> staying, IReadOnlyList<string> going) =>
        [.. staying.SelectMany(s => going.Select(g => new GainPlan(s, g))).Where(p => p.Staying != p.Going)];

    /// <summary>For tables, and short where one set does.</summary>
    public string Name => Staying == Going ? Going : $"{Staying} | {Going}";

    /// <summary>The sets of a motion by the time from which they hold.</summary>
    public IReadOnlyList<GainTurn> Turns(MotionPace pace) => Staying == Going ? [new(0, Going)] : [.. pace.Parts.Select(p => new GainTurn(p.From, p.Goes ? Going : Staying))];
}
