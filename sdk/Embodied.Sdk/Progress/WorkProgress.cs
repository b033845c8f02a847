namespace Embodied.Sdk.Progress;

/// <summary>How far a piece of work is.</summary>
/// <param name="Stage">What is being done, in a few words.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all, or 0 when unknown.</param>
public readonly record struct WorkProgress(string Stage, long Done, long Total)
{
    /// <summary>Which part of the stage is being done now, in a few words; null for none. The time left is that of the stage.</summary>
    public string? Detail { get; init; }
}
