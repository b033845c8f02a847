namespace Embodied.Analysis.EncodingModels;

/// <summary>Consecutive rows (time bins) of a matrix.</summary>
/// <param name="Start">First row.</param>
/// <param name="End">Row after the last.</param>
internal readonly record struct RowRange(int Start, int End)
{
    /// <summary>Rows in it.</summary>
    public int Length => End - Start;
}
