namespace Embodied.Sdk.Bodies;

/// <summary>The units a body's figures are written in. Small animals use mm, g, s so that forces come out in µN and torques in nN·m.</summary>
/// <param name="Length">Unit of length, e.g. <c>m</c>.</param>
/// <param name="Mass">Unit of mass, e.g. <c>kg</c>.</param>
/// <param name="Time">Unit of time, e.g. <c>s</c>.</param>
/// <param name="MetresPerLength">Metres in one unit of length.</param>
/// <param name="KilogramsPerMass">Kilograms in one unit of mass.</param>
public sealed record UnitSystem(string Length, string Mass, string Time, double MetresPerLength, double KilogramsPerMass)
{
    /// <summary>Metre, kilogram, second.</summary>
    public static UnitSystem Si { get; } = new("m", "kg", "s", 1, 1);

    /// <summary>Millimetre, gram, second: force in µN, torque in nN·m.</summary>
    public static UnitSystem MillimetreGram { get; } = new("mm", "g", "s", 1e-3, 1e-3);
}
