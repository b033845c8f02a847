namespace Embodied.Imitation.Teaching.Trials;

/// <summary>When a body no longer follows a motion, by the two rules in use. Metres and radians.</summary>
public sealed record FailureLimits
{
    /// <summary>
    /// The first rule's limit on ε = ½ · 10/m · mean |Δx| + ½ · mean |Δq| over coordinates of tracked segments and joints (Hasenclever et al. 2020). It lets a
    /// collapsed body pass on a still motion.
    /// </summary>
    public double Deviation { get; init; } = 0.25;

    /// <summary>Lowest height of the root under the second rule (MIMIC-MJX); for a body that stands about 6 cm high.</summary>
    public double Lowest { get; init; } = 0.0325;

    /// <summary>Greatest height of the root under the second rule.</summary>
    public double Highest { get; init; } = 0.5;

    /// <summary>Second rule's limit on the root's squared distance, the vertical counted half [m²].</summary>
    public double RootSquare { get; init; } = 0.01;

    /// <summary>Second rule's limit on the sum of squared joint differences [rad²].</summary>
    public double JointSquares { get; init; } = 20;

    /// <summary>Second rule's limit on the square of half the root's angle [rad²].</summary>
    public double HalfAngleSquare { get; init; } = 1;

    /// <summary>The first rule's ε.</summary>
    public static double DeviationOf(in FollowingErrors errors) => (5 * errors.Component) + (0.5 * errors.Joint);

    /// <summary>Whether the first rule ends the trial.</summary>
    public bool Deviates(in FollowingErrors errors) => !(DeviationOf(errors) <= Deviation);

    /// <summary>Whether the second rule ends the trial.</summary>
    public bool Falls(in FollowingErrors errors) =>
        !(errors.Height >= Lowest && errors.Height <= Highest && errors.RootWeighted <= RootSquare
            && errors.JointSquares <= JointSquares && 0.25 * errors.Angle * errors.Angle <= HalfAngleSquare);
}
