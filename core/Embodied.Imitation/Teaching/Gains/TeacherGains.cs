namespace Embodied.Imitation.Teaching.Gains;

/// <summary>
/// How an <see cref="InverseDynamicsTeacher"/> follows a motion. Metres and seconds, whatever the body's units. The defaults suit still and slow
/// motions of a body of about a quarter of a kilogram that stands 6 cm high; <see cref="Scaled"/> carries gains over to other sizes.
/// </summary>
public sealed record TeacherGains
{
    /// <summary>Time within which velocities are to be reached [s]; also that of the actuators' filters.</summary>
    public double Horizon { get; init; } = 0.06;

    /// <summary>Rate at which the root's position error is to fall [1/s].</summary>
    public double RootRate { get; init; } = 15;

    /// <summary>Rate at which the root's orientation error is to fall [1/s].</summary>
    public double TurnRate { get; init; } = 15;

    /// <summary>Rate at which joint errors are to fall [1/s].</summary>
    public double JointRate { get; init; } = 30;

    /// <summary>Rate at which the root's linear velocity error is to fall [1/s].</summary>
    public double RootStiffness { get; init; } = 40;

    /// <summary>Rate at which the root's angular velocity error is to fall [1/s].</summary>
    public double TurnStiffness { get; init; } = 40;

    /// <summary>Friction coefficient the contact forces are to stay within; well below the real one, so that feet do not slip.</summary>
    public double Friction { get; init; } = 0.7;

    /// <summary>Penalty on squared contact forces against squared errors of the root's force.</summary>
    public double ForcePenalty { get; init; } = 0.05;

    /// <summary>Length that makes the root's torque errors comparable with its force errors [m].</summary>
    public double Lever { get; init; } = 0.04;

    /// <summary>Points of the feet below this height carry force [m].</summary>
    public double ContactHeight { get; init; } = 0.002;

    /// <summary>Height at which the penalty on a contact force has doubled [m].</summary>
    public double ContactFade { get; init; } = 0.001;

    /// <summary>How the feet step and stand, for moving motions; null leaves them to the joints, for still ones.</summary>
    public FootGains? Feet { get; init; }

    /// <summary>
    /// The gains for a body <paramref name="factor"/> times as long in every direction that moves in a dynamically similar way (equal Froude number:
    /// lengths grow by the factor, times by its square root; Alexander and Jayes 1983).
    /// </summary>
    public TeacherGains Scaled(double factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        return InUnits(1 / factor).InTime(Math.Sqrt(factor));
    }

    /// <summary>The same gains for bodies whose unit of length is this many metres.</summary>
    internal TeacherGains InUnits(double metresPerLength) => this with
    {
        Lever = Lever / metresPerLength,
        ContactHeight = ContactHeight / metresPerLength,
        ContactFade = ContactFade / metresPerLength,
        Feet = Feet?.InUnits(metresPerLength),
    };

    private TeacherGains InTime(double factor) => this with
    {
        Horizon = Horizon * factor,
        RootRate = RootRate / factor,
        TurnRate = TurnRate / factor,
        JointRate = JointRate / factor,
        RootStiffness = RootStiffness / factor,
        TurnStiffness = TurnStiffness / factor,
        Feet = Feet?.InTime(factor),
    };
}
