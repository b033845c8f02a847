using Embodied.Imitation.Teaching.Gains;

namespace Embodied.Imitation.Teaching.Tuning;

/// <summary>What tuning found.</summary>
/// <param name="Gains">The gains.</param>
/// <param name="Cost">Mean cost of their trials under disturbances that the search had not seen.</param>
/// <param name="StartCost">Mean cost of the first gains under the same disturbances.</param>
/// <param name="History">Best cost of each generation, under the disturbances of that generation.</param>
internal sealed record TunedGains(TeacherGains Gains, double Cost, double StartCost, IReadOnlyList<double> History);
