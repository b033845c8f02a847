using Embodied.Sdk.Settings;

namespace Embodied.OdorPlume.Controllers;

/// <summary>
/// What infotaxis believes of the plume: particles with a lifetime in a wind that also diffuse. The mean rate of encounters at (x downwind, y) of the
/// source is R / ln(λ/a) · exp(V x / 2D) · K₀(√(x² + y²)/λ), with λ = √(Dτ / (1 + V²τ/4D)) (Vergassola et al. 2007, equation 2 of the supplement).
/// The default diffusivity gives the plume of Singh et al. its width with the size of puffs: √(2Dx/V) = 0.2 m at 4 m.
/// </summary>
internal sealed record PlumeModel(double Diffusivity, double Lifetime, double Rate)
{
    /// <summary>Names of its settings.</summary>
    public static readonly string[] Settings = ["diffusivity", "lifetime", "rate"];

    private const double ReceptorSize = 0.01;

    /// <summary>Reads them.</summary>
    public static PlumeModel From(PartSettings settings) => new(
        settings.Number("diffusivity", 0.005, 1e-5, 10), settings.Number("lifetime", 25, 0.1, 1e4), settings.Number("rate", 10, 1e-3, 1e4));

    /// <summary>Encounters expected during a step.</summary>
    /// <param name="x">Downwind of the source [m].</param>
    /// <param name="y">Across the wind [m].</param>
    /// <param name="speed">Wind [m/s].</param>
    public double Encounters(double x, double y, double speed)
    {
        var length = Math.Sqrt(Diffusivity * Lifetime / (1 + (speed * speed * Lifetime / (4 * Diffusivity))));
        var distance = Math.Max(Math.Sqrt((x * x) + (y * y)), ReceptorSize) / length;
        // exp(−z) is taken out of K₀, so that neither factor overflows.
        var exponent = (speed * x / (2 * Diffusivity)) - distance;
        return Rate / Math.Log(Math.Max(length / ReceptorSize, Math.E)) * Math.Exp(Math.Min(exponent, 50)) * ScaledBesselK0(distance);
    }

    /// <summary>exp(z) K₀(z), to 1e-7 (Abramowitz and Stegun 1964, 9.8.5 and 9.8.6).</summary>
    internal static double ScaledBesselK0(double z)
    {
        if (z > 2)
        {
            var t = 2 / z;
            return (1.25331414 + (t * (-0.07832358 + (t * (0.02189568 + (t * (-0.01062446 + (t * (0.00587872 + (t * (-0.00251540 + (t * 0.00053208)))))))))))) / Math.Sqrt(z);
        }

        var s = z * z / 4;
        var k = (-Math.Log(z / 2) * BesselI0(z))
            - 0.57721566 + (s * (0.42278420 + (s * (0.23069756 + (s * (0.03488590 + (s * (0.00262698 + (s * (0.00010750 + (s * 0.00000740)))))))))));
        return k * Math.Exp(z);
    }

    /// <summary>I₀(z) for |z| ≤ 3.75 (9.8.1).</summary>
    private static double BesselI0(double z)
    {
        var t = z / 3.75 * (z / 3.75);
        return 1 + (t * (3.5156229 + (t * (3.0899424 + (t * (1.2067492 + (t * (0.2659732 + (t * (0.0360768 + (t * 0.0045813)))))))))));
    }
}
