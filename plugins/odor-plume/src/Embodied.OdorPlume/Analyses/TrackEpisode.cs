using Embodied.OdorPlume.Plumes;
using Embodied.OdorPlume.Tracking;

namespace Embodied.OdorPlume.Analyses;

/// <summary>One recorded episode, step by step: what was before each step.</summary>
internal sealed class TrackEpisode
{
    /// <summary>Condition of the assay.</summary>
    public required string Condition { get; init; }

    /// <summary>Index into <see cref="TrackTask.Outcomes"/>.</summary>
    public required int Outcome { get; init; }

    /// <summary>The plume it was in.</summary>
    public required PlumeMovie Plume { get; init; }

    /// <summary>Frame of the plume at the first step.</summary>
    public required int FirstFrame { get; init; }

    /// <summary>Place and heading [m, m, rad].</summary>
    public required (double X, double Y, double Heading)[] Pose { get; init; }

    /// <summary>Apparent wind, ahead and left [m/s], and odour.</summary>
    public required (double Ahead, double Left, double Odour)[] Sensed { get; init; }

    /// <summary>Action in [−1, 1].</summary>
    public required (double Move, double Turn)[] Action { get; init; }

    /// <summary>Memory of the controller after each step, [steps × state size]; empty when it has none.</summary>
    public required Memory<double> States { get; init; }

    /// <summary>Numbers in the memory.</summary>
    public required int StateSize { get; init; }

    /// <summary>Steps.</summary>
    public int Length => Pose.Length;

    /// <summary>Whether the source was found.</summary>
    public bool Succeeded => Outcome >= 0 && TrackTask.Outcomes[Outcome].Success;

    /// <summary>Memory after a step.</summary>
    public ReadOnlySpan<double> StateAt(int step) => States.Span.Slice(step * StateSize, StateSize);

    /// <summary>Whether it smelt anything at a step.</summary>
    public bool Smells(int step) => Sensed[step].Odour > PlumeEpisode.Threshold;
}
