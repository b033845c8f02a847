namespace Embodied.Imitation.Teaching.Trials;

/// <summary>How far a body is from a motion at one moment. Metres and radians.</summary>
/// <param name="Segment">Mean distance of the tracked segments' origins.</param>
/// <param name="Component">Mean absolute difference of a coordinate of those origins.</param>
/// <param name="Root">Distance of the root.</param>
/// <param name="RootWeighted">Squared distance of the root, the vertical counted half: Σ (Δ · [1, 1, ½])² [m²].</param>
/// <param name="Angle">Angle of the root's rotation.</param>
/// <param name="Joint">Mean absolute difference of a joint.</param>
/// <param name="JointSquares">Sum of squared joint differences [rad²].</param>
/// <param name="Height">Height of the body's root, no error.</param>
public readonly record struct FollowingErrors(
    double Segment, double Component, double Root, double RootWeighted, double Angle, double Joint, double JointSquares, double Height);
