namespace Embodied.Imitation.Conditioning;

/// <summary>What a motion is like after conditioning, and what was changed. Millimetres, degrees, seconds.</summary>
public sealed record ConditioningReport
{
    /// <summary>Name of the motion.</summary>
    public required string Motion { get; init; }

    /// <summary>Pitch that was added, nose down positive.</summary>
    public required double PitchDegrees { get; init; }

    /// <summary>By how much it was lowered.</summary>
    public required double LoweredMm { get; init; }

    /// <summary>Largest change of a joint by smoothing and limits.</summary>
    public required double LargestJointChangeDegrees { get; init; }

    /// <summary>Joint velocities that were cut.</summary>
    public required int VelocitiesCut { get; init; }

    /// <summary>Length of the root's path.</summary>
    public required double PathMm { get; init; }

    /// <summary>Median speed of the root [mm/s].</summary>
    public required double MedianSpeedMm { get; init; }

    /// <summary>Mean height of the root.</summary>
    public required double RootHeightMm { get; init; }

    /// <summary>Whether it goes anywhere: a still motion is followed by holding still.</summary>
    public bool Moves => MedianSpeedMm > 20;

    /// <summary>The feet.</summary>
    public required IReadOnlyList<FootReport> Feet { get; init; }
}

/// <summary>How a foot meets the ground. Heights of its lowest point.</summary>
/// <param name="Name">Name of the end effector.</param>
/// <param name="MedianMm">Median.</param>
/// <param name="LowestMm">Lowest; negative is under the ground.</param>
/// <param name="HighestMm">Highest.</param>
/// <param name="StanceShare">Share of frames below 4 mm.</param>
public sealed record FootReport(string Name, double MedianMm, double LowestMm, double HighestMm, double StanceShare);
