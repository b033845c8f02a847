namespace Embodied.Imitation.Teaching.Trials;

/// <summary>The course of a trial, and its errors part by part. Metres and radians.</summary>
/// <param name="Course">Mean distance of tracked segments after each step to the end of the window, lost or not; shorter where the physics diverged.</param>
/// <param name="Segments">Mean distance of each tracked segment over the steps until the body was lost, [tracked].</param>
/// <param name="Joints">Mean absolute difference of each velocity of a joint over those steps, the root's left out, [nv − root].</param>
public sealed record TrialTrace(IReadOnlyList<double> Course, IReadOnlyList<double> Segments, IReadOnlyList<double> Joints);
