namespace Embodied.Sdk.Bodies;

/// <summary>How a body is wanted. Empty strings and null mean the body's default.</summary>
public sealed record BodyOptions
{
    /// <summary>The default body.</summary>
    public static BodyOptions Default { get; } = new();

    /// <summary>Linear scale; 1 is the body as its figures say.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Name of the scaling rule, or null for the default.</summary>
    public string? ScalingRule { get; init; }

    /// <summary>Name of the actuation, e.g. <c>position</c> or <c>torque</c>, or null for the default.</summary>
    public string? Actuation { get; init; }

    /// <summary>Named modifications to apply, e.g. changed joint ranges.</summary>
    public IReadOnlyList<string> Modifications { get; init; } = [];
}

/// <summary>What may stand in <see cref="BodyOptions"/> for one body. The first entry of each list is the default.</summary>
public sealed record BodyChoices
{
    /// <summary>One line for catalogs.</summary>
    public required string Summary { get; init; }

    /// <summary>Scaling rules by name.</summary>
    public IReadOnlyList<string> ScalingRules { get; init; } = [];

    /// <summary>Actuations by name.</summary>
    public IReadOnlyList<string> Actuations { get; init; } = [];

    /// <summary>Modifications by name.</summary>
    public IReadOnlyList<string> Modifications { get; init; } = [];

    /// <summary>Allowed scales.</summary>
    public Interval Scales { get; init; } = new(0.1, 10);
}
