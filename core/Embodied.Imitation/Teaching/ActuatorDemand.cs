namespace Embodied.Imitation.Teaching;

/// <summary>What following a motion exactly would ask of an actuator.</summary>
/// <param name="Actuator">Its name.</param>
/// <param name="Beyond">Share of the frames [0 … 1] in which it would have to give more than it can.</param>
/// <param name="Largest">The largest force asked for, as a multiple of the largest it can give.</param>
public sealed record ActuatorDemand(string Actuator, double Beyond, double Largest);
