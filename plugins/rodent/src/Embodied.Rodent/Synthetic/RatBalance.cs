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

    // Where the centre of mass is to be, ahead of where the toes of the hind paws begin [m at scale 1]: over the sole, which lies behind them.
    private const double Ahead = -0.005;
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

        var centre = CentreOf(positions);
        var (sin, cos) = Math.SinCos(heading);
        var support = 0.5 * (Paw(0) + Paw(1));
        var ahead = (cos * (centre.X - support.X)) + (sin * (centre.Y - support.Y)) - (_rat.Scale * Ahead);
        // Where the body would be without correction is `ahead + Back`; the wanted share of that is taken away.
        Back += Gain * ((weight * (ahead + Back)) - Back);
        Back = Math.Clamp(Back, -_rat.Scale * Most, _rat.Scale * Most);
    }

    /// <summary>Whether the centre of mass of a pose lies above what its four paws span.</summary>
    /// <param name="positions">The pose.</param>
    /// <param name="margin">Least distance from the edge [m].</param>
    public bool IsSupported(ReadOnlySpan<double> positions, double margin)
    {
        var centre = CentreOf(positions);
        // Anticlockwise from above: hind left, hind right, fore right, fore left.
        ReadOnlySpan<int> around = [0, 1, 3, 2];
        for (var i = 0; i < around.Length; i++)
        {
            var (from, to) = (Paw(around[i]), Paw(around[(i + 1) % around.Length]));
            var edge = (to - from) with { Z = 0 };
            if (((edge.X * (centre.Y - from.Y)) - (edge.Y * (centre.X - from.X))) / edge.Length < margin)
                return false;
        }

        return true;
    }

    public void Dispose() => _simulation.Dispose();

    // Of all masses; puts the simulation into the pose.
    private Vec3 CentreOf(ReadOnlySpan<double> positions)
    {
        positions.CopyTo(_simulation.State.Positions);
        _simulation.Forward();
        return Place(_simulation.State.SubtreeCentres, _rat.Torso);
    }

    private Vec3 Paw(int paw) => Place(_simulation.State.SegmentPositions, _rat.Paws[paw].Segment);

    private static Vec3 Place(ReadOnlySpan<double> places, int segment) => new(places[3 * segment], places[(3 * segment) + 1], places[(3 * segment) + 2]);
}
