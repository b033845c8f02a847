namespace Embodied.Sdk.Bodies;

/// <summary>Contact properties of a shape. Two shapes touch when the type bits of one meet the affinity bits of the other.</summary>
public sealed record ContactFigure
{
    /// <summary>Type bits; 0 with affinity 0 makes the shape decorative.</summary>
    public int Type { get; init; } = 1;

    /// <summary>Affinity bits.</summary>
    public int Affinity { get; init; } = 1;

    /// <summary>1 frictionless, 3 sliding, 4 torsional, 6 rolling friction.</summary>
    public int Dimension { get; init; } = 3;

    /// <summary>The shape with the higher priority decides friction and softness.</summary>
    public int Priority { get; init; }

    /// <summary>Sliding, torsional [length], rolling [length] friction.</summary>
    public double[]? Friction { get; init; }

    /// <summary>Constraint reference (MuJoCo <c>solref</c>), or null for the backend's default.</summary>
    public double[]? Reference { get; init; }

    /// <summary>Constraint impedance (MuJoCo <c>solimp</c>), or null for the backend's default.</summary>
    public double[]? Impedance { get; init; }

    /// <summary>Never touches anything.</summary>
    public static ContactFigure None { get; } = new() { Type = 0, Affinity = 0 };
}
