using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Rodent.Synthetic;

/// <summary>
/// Keeps a rat that lifts its forepaws from falling over: the centre of mass goes over the hind paws before the forepaws leave the floor. Static: what
/// accelerations ask for is left to whoever follows the motion.
/// </summary>
internal sealed class RatBalance : IDisposable
{
    // Forepaws a third of the way up are already without load.
    private const double Unloading = 3;
    private const double Gain = 0.8;
    private const double Most = 0.06;
    private readonly RatAnatomy _rat;
    private readonly ISimulation _simulation;

    public RatBalance(RatAnatomy rat, IModel model) => (_rat, _simulation) = (rat, model.CreateSimulation());

    /// <summary>How far the body is moved back [m].</summary>
    public double Back { get; private set; }

    /// <summary>Corrects <see cref="Back"/> for a pose; called between iterations.</summary>
    /// <param name="positions">The pose.</param>
    /// <param name="heading">Where the body faces [rad].</param>
    /// <param name="forepawsUp">0: forepaws on the floor, 1: in the air.</param>
    public void Improve(ReadOnlySpan<double> positions, double heading, double forepawsUp)
    {
        var weight = Math.Clamp(Unloading * forepawsUp, 0, 1);
        if (weight < 1e-3)
        {
            Back *= 1 - Gain;
            return;
        }

        positions.CopyTo(_simulation.State.Positions);
        _simulation.Forward();
        var state = _simulation.State;
        var centre = state.SubtreeCentres.Slice(3 * _rat.Torso, 3);
        var (sin, cos) = Math.SinCos(heading);
        var support = 0.5 * (Place(state, _rat.Paws[0].Segment) + Place(state, _rat.Paws[1].Segment));
        var ahead = (cos * (centre[0] - support.X)) + (sin * (centre[1] - support.Y));
        // Where the body would be without correction is `ahead + Back`; the wanted share of that is taken away.
        Back += Gain * ((weight * (ahead + Back)) - Back);
        Back = Math.Clamp(Back, -_rat.Scale * Most, _rat.Scale * Most);
    }

    /// <summary>Whether the centre of mass of a pose lies above what its four paws span.</summary>
    /// <param name="positions">The pose.</param>
    /// <param name="margin">Least distance from the edge [m].</param>
    public bool IsSupported(ReadOnlySpan<double> positions, double margin)
    {
        positions.CopyTo(_simulation.State.Positions);
        _simulation.Forward();
        var state = _simulation.State;
        var centre = state.SubtreeCentres.Slice(3 * _rat.Torso, 3);
        // Anticlockwise from above: hind left, hind right, fore right, fore left.
        ReadOnlySpan<int> around = [0, 1, 3, 2];
        for (var i = 0; i < around.Length; i++)
        {
            var (from, to) = (Place(state, _rat.Paws[around[i]].Segment), Place(state, _rat.Paws[around[(i + 1) % around.Length]].Segment));
            var edge = (to - from) with { Z = 0 };
            if (((edge.X * (centre[1] - from.Y)) - (edge.Y * (centre[0] - from.X))) / edge.Length < margin)
                return false;
        }

        return true;
    }

    public void Dispose() => _simulation.Dispose();

    private static Vec3 Place(SimulationState state, int segment)
    {
        var p = state.SegmentPositions.Slice(3 * segment, 3);
        return new(p[0], p[1], p[2]);
    }
}
