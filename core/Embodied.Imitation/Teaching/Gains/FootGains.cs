namespace Embodied.Imitation.Teaching.Gains;

/// <summary>
/// How a teacher moves the feet of a walking body: standing feet carry the root along, swinging feet are placed in the world. Metres and seconds.
/// The defaults serve several gaits passably; tuned to one motion (GainTuner) they serve it well.
/// </summary>
public sealed record FootGains
{
    /// <summary>Rate at which standing feet push a displaced root back [1/s].</summary>
    public double RootRate { get; init; } = 11.6;

    /// <summary>Rate at which standing feet turn a rotated root back [1/s].</summary>
    public double TurnRate { get; init; } = 8.15;

    /// <summary>Share of the root's velocity error that standing feet correct.</summary>
    public double RootVelocity { get; init; } = 0.095;

    /// <summary>Where a swinging foot lands moves by this for each unit of the root's velocity error [s] (Raibert 1986, chapter 2).</summary>
    public double Raibert { get; init; } = 0.0515;

    /// <summary>Share of the root's displacement by which swinging feet are displaced.</summary>
    public double Shift { get; init; } = 0.715;

    /// <summary>Time within which a swinging foot is to reach its place [s].</summary>
    public double SwingTime { get; init; } = 0.0629;

    /// <summary>How far ahead a swinging foot looks in the motion [s].</summary>
    public double Lead { get; init; } = 0.0242;

    /// <summary>Height of a swing as a share of the motion's.</summary>
    public double Lift { get; init; } = 0.853;

    /// <summary>Penalty on joint velocities that place the feet [length²].</summary>
    public double Ridge { get; init; } = 9.0e-5;

    /// <summary>Time within which a standing foot that floats is to come down [s].</summary>
    public double SettleTime { get; init; } = 0.0228;

    /// <summary>A foot stands whose lowest point in the motion is at most this high [m].</summary>
    public double StanceHeight { get; init; } = 0.0044;

    /// <summary>Rate at which joint errors fall in the directions that do not move the feet [1/s]: keeps the posture from drifting.</summary>
    public double Posture { get; init; } = 5;

    /// <summary>Points of a standing foot below this height are what stands [m].</summary>
    public double SoleHeight { get; init; } = 0.004;

    /// <summary>How far ahead the motion is asked whether a foot stands [s]; one control step.</summary>
    public double StanceLead { get; init; } = 0.02;

    /// <summary>Displacements of the root beyond this are corrected as if they were this large [m].</summary>
    public double LargestShift { get; init; } = 0.03;

    /// <summary>Rotations of the root beyond this are corrected as if they were this large [rad].</summary>
    public double LargestTurn { get; init; } = 0.5;

    internal FootGains InUnits(double metresPerLength) => this with
    {
        Ridge = Ridge / (metresPerLength * metresPerLength),
        StanceHeight = StanceHeight / metresPerLength,
        SoleHeight = SoleHeight / metresPerLength,
        LargestShift = LargestShift / metresPerLength,
    };

    internal FootGains InTime(double factor) => this with
    {
        RootRate = RootRate / factor,
        TurnRate = TurnRate / factor,
        Raibert = Raibert * factor,
        SwingTime = SwingTime * factor,
        Lead = Lead * factor,
        StanceLead = StanceLead * factor,
        SettleTime = SettleTime * factor,
        Posture = Posture / factor,
    };
}
