namespace Embodied.Analysis.Statistics;

/// <summary>An estimate and the interval that covers the true value with the stated confidence.</summary>
/// <param name="Estimate">The statistic of the sample.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct ConfidenceInterval(double Estimate, double Low, double High);
