namespace Embodied.Imitation.Teaching.Gains;

/// <summary>Gains to begin with. Those of moving motions were found by GainTuner on kinematic motions of one body.</summary>
public static class TeacherGainSets
{
    /// <summary>For still and slow motions: no stepping.</summary>
    public static TeacherGains Still { get; } = new();

    /// <summary>A compromise between several gaits: where tuning begins.</summary>
    public static TeacherGains Common { get; } = Moving(0.0173, 11.5, 25.2, 13.0, 26.8, 35.8, 0.0354, 0.444, new FootGains());

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

    /// <summary>Still and slow motions of all kinds, on two feet and on four.</summary>
    public static TeacherGains Stance { get; } = Moving(0.0113, 10.4, 14.6, 4.78, 29.9, 38.7, 0.0184, 0.319, new()
    {
        RootRate = 16,
        TurnRate = 11.2,
        RootVelocity = 0.143,
        Raibert = 0.0345,
        Shift = 0.41,
        SwingTime = 0.0579,
        Lead = 0.0198,
        Lift = 0.886,
        Ridge = 0.000152,
        SettleTime = 0.0236,
        StanceHeight = 0.00365,
        Posture = 3.95,
    });

    /// <summary>All that stays where it is, on four feet in any posture, on two and on the way between them, and the steps of one foot in between; tuned on all of it at once.</summary>
    public static TeacherGains Poise { get; } = Moving(0.0158, 12, 13.8, 6.88, 29.8, 51.7, 0.038, 0.487, new()
    {
        RootRate = 14.4,
        TurnRate = 8.26,
        RootVelocity = 0.212,
        Raibert = 0.0201,
        Shift = 0.528,
        SwingTime = 0.115,
        Lead = 0.0242,
        Lift = 0.625,
        Ridge = 0.000277,
        SettleTime = 0.0257,
        StanceHeight = 0.00721,
        Posture = 3.58,
    });

    /// <summary>A walk at 0.10 m/s.</summary>
    public static TeacherGains SteadyWalk { get; } = Moving(0.0146, 9.09, 9.37, 2.84, 9.56, 24.6, 0.0152, 0.243, new()
    {
        RootRate = 8.13,
        TurnRate = 21,
        RootVelocity = 0.174,
        Raibert = 0.0592,
        Shift = 0.515,
        SwingTime = 0.0319,
        Lead = 0.0248,
        Lift = 0.771,
        Ridge = 0.000121,
        SettleTime = 0.0178,
        StanceHeight = 0.00104,
        Posture = 4.77,
    });

    /// <summary>A walk at 0.13 m/s.</summary>
    public static TeacherGains QuickWalk { get; } = Moving(0.016, 9.43, 22.5, 7.07, 23.9, 21.9, 0.0111, 0.356, new()
    {
        RootRate = 9.62,
        TurnRate = 10.1,
        RootVelocity = 0.13,
        Raibert = 0.0871,
        Shift = 0.484,
        SwingTime = 0.0514,
        Lead = 0.0175,
        Lift = 2.02,
        Ridge = 9.26e-05,
        SettleTime = 0.0239,
        StanceHeight = 0.00103,
        Posture = 8.12,
    });

    /// <summary>A walk at 0.20 m/s.</summary>
    public static TeacherGains Run { get; } = Moving(0.017, 11.5, 15.9, 9.37, 18.4, 30.2, 0.0141, 0.58, new()
    {
        RootRate = 5.3,
        TurnRate = 13.7,
        RootVelocity = 0.0876,
        Raibert = 0.0742,
        Shift = 0.68,
        SwingTime = 0.0781,
        Lead = 0.0145,
        Lift = 2.02,
        Ridge = 0.000142,
        SettleTime = 0.0245,
        StanceHeight = 0.00136,
        Posture = 9.79,
    });

    /// <summary>Walks at 0.30 to 0.40 m/s.</summary>
    public static TeacherGains FastRun { get; } = Moving(0.01774, 8.121, 7.754, 8.085, 35.98, 57.72, 0.01295, 1.249, new()
    {
        RootRate = 9.981,
        TurnRate = 8.057,
        RootVelocity = 0.1044,
        Raibert = 0.1216,
        Shift = 0.7626,
        SwingTime = 0.09,
        Lead = 0.008617,
        Lift = 3.346,
        Ridge = 0.000165,
        SettleTime = 0.0131,
        StanceHeight = 0.001455,
        Posture = 5.636,
    });

    /// <summary>Walking in curves.</summary>
    public static TeacherGains Turn { get; } = Moving(0.0148, 8.35, 22.2, 8.17, 23.1, 25.3, 0.0201, 0.342, new()
    {
        RootRate = 8.62,
        TurnRate = 10.1,
        RootVelocity = 0.112,
        Raibert = 0.0902,
        Shift = 0.512,
        SwingTime = 0.0498,
        Lead = 0.0181,
        Lift = 1.66,
        Ridge = 7.93e-05,
        SettleTime = 0.0222,
        StanceHeight = 0.000944,
        Posture = 7.19,
    });

    /// <summary>All by name, in the order in which they are worth trying.</summary>
    public static IReadOnlyDictionary<string, TeacherGains> All { get; } = new Dictionary<string, TeacherGains>(StringComparer.Ordinal)
    {
        ["still"] = Still,
        ["common"] = Common,
        ["fast-trot"] = FastTrot,
        ["stance"] = Stance,
        ["poise"] = Poise,
        ["steady-walk"] = SteadyWalk,
        ["quick-walk"] = QuickWalk,
        ["run"] = Run,
        ["fast-run"] = FastRun,
        ["turn"] = Turn,
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
