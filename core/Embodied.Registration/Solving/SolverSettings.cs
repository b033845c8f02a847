namespace Embodied.Registration.Solving;

/// <summary>Numbers of the pose solver, in units of the body's size.</summary>
/// <param name="Ridge">Pull of a hinge towards rest [1/rad²].</param>
/// <param name="Smoothness">Pull of a hinge towards its value in the frame before [1/rad²].</param>
/// <param name="Tolerance">Stops when a step lowers the sum of squares by less than this share.</param>
/// <param name="Damping">First damping, relative to the diagonal.</param>
internal sealed record SolverSettings(double Ridge, double Smoothness, double Tolerance, double Damping);
