using Embodied.Sdk.Errors;

namespace Embodied.Imitation.References;

/// <summary>A motion to be followed: poses and velocities of one body at equal times, in the layout of its model. Immutable; shared by all worlds.</summary>
public sealed class ReferenceMotion
{
    private readonly double[] _positions;
    private readonly double[] _velocities;
    private readonly int _positionCount;
    private readonly int _velocityCount;

    /// <summary>Puts a motion together.</summary>
    /// <param name="name">Short and unique in its library, e.g. <c>walk-012</c>.</param>
    /// <param name="behaviour">What the animal does, for tables; empty when nobody says.</param>
    /// <param name="timestep">Time between frames [s].</param>
    /// <param name="positionCount">Generalised positions of a frame (nq).</param>
    /// <param name="positions">Generalised positions [frames × nq].</param>
    /// <param name="velocityCount">Generalised velocities of a frame (nv).</param>
    /// <param name="velocities">Generalised velocities [frames × nv]: those of a free root linear in the world frame, then angular in its own.</param>
    /// <exception cref="InputException">Sizes do not fit together, or a number is not finite.</exception>
    public ReferenceMotion(string name, string behaviour, double timestep, int positionCount, double[] positions, int velocityCount, double[] velocities)
    {
        (Name, Behaviour, Timestep) = (name, behaviour, timestep);
        (_positionCount, _positions, _velocityCount, _velocities) = (positionCount, positions, velocityCount, velocities);
        Frames = positionCount > 0 ? positions.Length / positionCount : 0;
        if (Frames < 2 || Frames * positionCount != positions.Length || Frames * velocityCount != velocities.Length)
            throw new InputException(name, $"{positions.Length} positions of {positionCount} and {velocities.Length} velocities of {velocityCount} are no motion of at least two frames");
        if (!(timestep > 0 && double.IsFinite(timestep)))
            throw new InputException(name, $"expected a time between frames above 0, found {timestep}");
        RequireFinite("positions", positions, positionCount);
        RequireFinite("velocities", velocities, velocityCount);
    }

    /// <summary>Short and unique in its library.</summary>
    public string Name { get; }

    /// <summary>What the animal does; empty when nobody says.</summary>
    public string Behaviour { get; }

    /// <summary>Time between frames [s].</summary>
    public double Timestep { get; }

    /// <summary>How many frames.</summary>
    public int Frames { get; }

    /// <summary>Time from the first frame to the last [s].</summary>
    public double Duration => (Frames - 1) * Timestep;

    /// <summary>Generalised positions of a frame [nq]; a frame beyond the end is the last.</summary>
    public ReadOnlySpan<double> Positions(int frame) => _positions.AsSpan(Clamp(frame) * _positionCount, _positionCount);

    /// <summary>Generalised velocities of a frame [nv]; a frame beyond the end is the last.</summary>
    public ReadOnlySpan<double> Velocities(int frame) => _velocities.AsSpan(Clamp(frame) * _velocityCount, _velocityCount);

    private int Clamp(int frame) => Math.Clamp(frame, 0, Frames - 1);

    private void RequireFinite(string what, double[] values, int width)
    {
        var at = Array.FindIndex(values, v => !double.IsFinite(v));
        if (at >= 0)
            throw new InputException(Name, $"{what} of frame {at / width}, number {at % width}: expected a finite number, found {values[at]}");
    }
}
