namespace Embodied.Imitation.Teaching.Gains;

/// <summary>Gains as positive numbers in a fixed order, for checking and for searching over their logarithms.</summary>
internal static class GainVector
{
    private static readonly (string Name, Func<TeacherGains, double> Read, Func<TeacherGains, double, TeacherGains> Write)[] Body =
    [
        ("horizon", g => g.Horizon, (g, x) => g with { Horizon = x }),
        ("root_rate", g => g.RootRate, (g, x) => g with { RootRate = x }),
        ("turn_rate", g => g.TurnRate, (g, x) => g with { TurnRate = x }),
        ("joint_rate", g => g.JointRate, (g, x) => g with { JointRate = x }),
        ("root_stiffness", g => g.RootStiffness, (g, x) => g with { RootStiffness = x }),
        ("turn_stiffness", g => g.TurnStiffness, (g, x) => g with { TurnStiffness = x }),
        ("friction", g => g.Friction, (g, x) => g with { Friction = x }),
        ("force_penalty", g => g.ForcePenalty, (g, x) => g with { ForcePenalty = x }),
    ];

    private static readonly (string Name, Func<FootGains, double> Read, Func<FootGains, double, FootGains> Write)[] Stepping =
    [
        ("feet.root_rate", g => g.RootRate, (g, x) => g with { RootRate = x }),
        ("feet.turn_rate", g => g.TurnRate, (g, x) => g with { TurnRate = x }),
        ("feet.root_velocity", g => g.RootVelocity, (g, x) => g with { RootVelocity = x }),
        ("feet.raibert", g => g.Raibert, (g, x) => g with { Raibert = x }),
        ("feet.shift", g => g.Shift, (g, x) => g with { Shift = x }),
        ("feet.swing_time", g => g.SwingTime, (g, x) => g with { SwingTime = x }),
        ("feet.lead", g => g.Lead, (g, x) => g with { Lead = x }),
        ("feet.lift", g => g.Lift, (g, x) => g with { Lift = x }),
        ("feet.ridge", g => g.Ridge, (g, x) => g with { Ridge = x }),
        ("feet.settle_time", g => g.SettleTime, (g, x) => g with { SettleTime = x }),
        ("feet.stance_height", g => g.StanceHeight, (g, x) => g with { StanceHeight = x }),
        ("feet.posture", g => g.Posture, (g, x) => g with { Posture = x }),
    ];

    /// <summary>Names of the numbers of these gains; more with feet than without.</summary>
    public static string[] Names(TeacherGains gains) =>
        [.. Body.Select(b => b.Name), .. gains.Feet is null ? [] : Stepping.Select(s => s.Name)];

    /// <summary>The numbers.</summary>
    public static double[] Values(TeacherGains gains) =>
        [.. Body.Select(b => b.Read(gains)), .. gains.Feet is { } feet ? Stepping.Select(s => s.Read(feet)) : []];

    /// <summary>The gains with other numbers; what the vector does not hold stays.</summary>
    public static TeacherGains With(TeacherGains gains, ReadOnlySpan<double> values)
    {
        var size = Body.Length + (gains.Feet is null ? 0 : Stepping.Length);
        if (values.Length != size)
            throw new ArgumentException($"holds {values.Length} numbers; these gains have {size}", nameof(values));
        for (var i = 0; i < Body.Length; i++)
            gains = Body[i].Write(gains, values[i]);
        if (gains.Feet is not { } feet)
            return gains;
        for (var i = 0; i < Stepping.Length; i++)
            feet = Stepping[i].Write(feet, values[Body.Length + i]);
        return gains with { Feet = feet };
    }
}
