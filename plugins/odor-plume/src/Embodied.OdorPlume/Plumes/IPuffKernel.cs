using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Embodied.OdorPlume.Plumes;

/// <summary>How the concentration of a puff falls off around its centre. A type argument of the query, so that it is compiled into it.</summary>
internal interface IPuffKernel
{
    /// <summary>Distance from the centre, in radii, beyond which the weight is 0 along each axis.</summary>
    static abstract float Reach { get; }

    /// <summary>Weights of eight puffs, 1 for full concentration.</summary>
    static abstract Vector256<float> Weigh(Vector256<float> dx, Vector256<float> dy, Vector256<float> radius);
}

/// <summary>All of the concentration inside the square |dx| &lt; r, |dy| &lt; r: the published kernel (Singh et al. 2023, sim_analysis).</summary>
internal readonly struct SquareKernel : IPuffKernel
{
    public static float Reach => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Weigh(Vector256<float> dx, Vector256<float> dy, Vector256<float> radius)
    {
        var inside = Vector256.LessThan(Vector256.Abs(dx), radius) & Vector256.LessThan(Vector256.Abs(dy), radius);
        return Vector256.ConditionalSelect(inside, Vector256<float>.One, Vector256<float>.Zero);
    }
}

/// <summary>
/// A Gaussian whose width makes it hold as much as the square: ∬ exp(−d²/2σ²) = 2πσ² = 4r², so σ = r√(2/π). Cut off at 3 r, where 0.09 % is left.
/// </summary>
internal readonly struct GaussianKernel : IPuffKernel
{
    public static float Reach => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Weigh(Vector256<float> dx, Vector256<float> dy, Vector256<float> radius)
    {
        const float exponent = -MathF.PI / 4;
        var square = ((dx * dx) + (dy * dy)) / (radius * radius);
        var inside = Vector256.LessThan(square, Vector256.Create(9f));
        return Vector256.ConditionalSelect(inside, Vector256.Exp(square * exponent), Vector256<float>.Zero);
    }
}
