namespace Embodied.Sdk.Bodies;

/// <summary>A fixed tendon: its length is a weighted sum of joint angles.</summary>
public sealed record Tendon
{
    /// <summary>Unique name.</summary>
    public required string Name { get; init; }

    /// <summary>Joints and their weights.</summary>
    public required IReadOnlyList<TendonTerm> Terms { get; init; }

    /// <summary>Limits of the length, or null.</summary>
    public Interval? Range { get; init; }

    /// <summary>Spring stiffness.</summary>
    public double Stiffness { get; init; }

    /// <summary>Damping.</summary>
    public double Damping { get; init; }
}

/// <summary>One joint's share in a tendon.</summary>
/// <param name="Joint">Name of the joint.</param>
/// <param name="Weight">Length change per radian.</param>
public sealed record TendonTerm(string Joint, double Weight);
