namespace Embodied.Imitation.Teaching.Gains;

/// <summary>Gains to begin with. Those of moving motions were found by GainTuner's method on kinematic gaits of one body.</summary>
public static class TeacherGainSets
{
    /// <summary>For still and slow motions: no stepping.</summary>
    public static TeacherGains Still { get; } = new();

    /// <summary>A compromise between several gaits: where tuning begins.</summary>
    public static TeacherGains Common { get; } = Moving(0.0173, 11.5, 25.2, 13.0, 26.8, 35.8, 0.0354, 0.444, new FootGains());

    /// <summary>A walk at 0.05 m/s.</summary>
    public static TeacherGains Walk { get; } = Moving(0.0155, 16.1, 25.2, 21.0, 21.2, 25.8, 0.0379, 0.504, new()
    {
        RootRate = 10.3,
        TurnRate = 9.82,
        RootVelocity = 0.127,
        Raibert = 0.0603,
        Shift = 0.758,
        SwingTime = 0.0456,
        Lead = 0.0246,
        Lift = 0.715,
        Ridge = 9.5e-5,
        SettleTime = 0.0247,
        StanceHeight = 0.0055,
    });

    /// <summary>A walk at 0.09 m/s, in lateral sequence.</summary>
    public static TeacherGains BriskWalk { get; } = Moving(0.0163, 9.74, 20, 8.56, 16.2, 46.5, 0.0343, 0.425, new()
    {
        RootRate = 8.78,
        TurnRate = 15.3,
        RootVelocity = 0.132,
        Raibert = 0.0687,
        Shift = 0.812,
        SwingTime = 0.0461,
        Lead = 0.0175,
        Lift = 0.943,
        Ridge = 8.56e-05,
        SettleTime = 0.0303,
        StanceHeight = 0.00207,
        Posture = 4.72,
    });

    /// <summary>A walk at 0.16 m/s, in lateral sequence.</summary>
    public static TeacherGains FastWalk { get; } = Moving(0.019, 12.5, 25.2, 17.2, 29.3, 20, 0.0172, 0.636, new()
    {
        RootRate = 13.7,
        TurnRate = 6.08,
        RootVelocity = 0.0717,
        Raibert = 0.0445,
        Shift = 0.503,
        SwingTime = 0.0421,
        Lead = 0.0108,
        Lift = 1.07,
        Ridge = 0.000177,
        SettleTime = 0.0318,
        StanceHeight = 0.00189,
        Posture = 9.37,
    });

    /// <summary>A trot at 0.10 m/s; tuned without disturbances and therefore brittle.</summary>
    public static TeacherGains SlowTrot { get; } = Moving(0.0297, 12.7, 29.9, 23.1, 23.3, 33.9, 0.0295, 0.41, new()
    {
        RootRate = 11.9,
        TurnRate = 6.46,
        RootVelocity = 0.10,
        Raibert = 0.0445,
        Shift = 0.775,
        SwingTime = 0.040,
        Lead = 0.0245,
        Lift = 1.01,
        Ridge = 9.4e-5,
        SettleTime = 0.0237,
        StanceHeight = 0.0036,
    });

    /// <summary>A trot at 0.20 m/s.</summary>
    public static TeacherGains FastTrot { get; } = Moving(0.0266, 10.8, 18.2, 20.2, 20.2, 30.5, 0.0425, 0.508, new()
    {
        RootRate = 12.6,
        TurnRate = 8.44,
        RootVelocity = 0.125,
        Raibert = 0.0504,
        Shift = 0.881,
        SwingTime = 0.0495,
        Lead = 0.0211,
        Lift = 0.814,
        Ridge = 1.07e-4,
        SettleTime = 0.0248,
        StanceHeight = 0.0050,
    });

    /// <summary>All by name, in the order in which they are worth trying.</summary>
    public static IReadOnlyDictionary<string, TeacherGains> All { get; } = new Dictionary<string, TeacherGains>(StringComparer.Ordinal)
    {
        ["still"] = Still,
        ["common"] = Common,
        ["walk"] = Walk,
        ["brisk-walk"] = BriskWalk,
        ["fast-walk"] = FastWalk,
        ["slow-trot"] = SlowTrot,
        ["fast-trot"] = FastTrot,
    };

    private static TeacherGains Moving(
        double horizon, double root, double turn, double joint, double rootStiffness, double turnStiffness, double penalty, double friction, FootGains feet) => new()
        {
            Horizon = horizon,
            RootRate = root,
            TurnRate = turn,
            JointRate = joint,
            RootStiffness = rootStiffness,
            TurnStiffness = turnStiffness,
            ForcePenalty = penalty,
            Friction = friction,
            Feet = feet,
        };
}
