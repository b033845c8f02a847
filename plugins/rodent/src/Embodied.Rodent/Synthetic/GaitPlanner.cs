using Embodied.Sdk.Geometry;

namespace Embodied.Rodent.Synthetic;

/// <summary>
/// Decides when and where each paw steps. While the body moves, a clock runs at the stride frequency and lifts the paws in the order of a walk in
/// lateral sequence, hind before fore of the same side (Hildebrand 1976); when it stands, paws far from their resting places step once.
/// </summary>
/// <param name="resting">Resting places of the paws in the body's frame, hind left, hind right, fore left, fore right; z = 0.</param>
/// <param name="start">Where the body begins.</param>
/// <param name="scale">Size of the body; 1 as published.</param>
internal sealed class GaitPlanner(Vec3[] resting, Path2 start, double scale)
{
    /// <summary>Share of a stride that a paw stands in a walk and in a fast gait.</summary>
    private const double WalkingDuty = 0.66;
    private const double RunningDuty = 0.6;

    /// <summary>How high paws swing [m at scale 1].</summary>
    private const double Lift = 0.009;

    /// <summary>A standing body corrects paws that are further than this from their resting places [m at scale 1].</summary>
    private const double Tolerance = 0.011;

    /// <summary>A walking body takes paws along that are further than this from their resting places, whoever's turn it is [m at scale 1].</summary>
    private const double Reach = 0.021;

    // Lift-off of hind left, hind right, fore left, fore right, as shares of the stride.
    private static readonly double[] Phases = [0, 0.5, 0.25, 0.75];

    private readonly PawStep[] _paws = [.. resting.Select(r => new PawStep(start.World(r)))];
    private double _clock;

    /// <summary>Strides made so far.</summary>
    public double Stride => _clock;

    /// <summary>The paws.</summary>
    public IReadOnlyList<PawStep> Paws => _paws;

    /// <summary>Advances all paws to the next moment, at which the body is on <paramref name="path"/>.</summary>
    public void Advance(Path2 path, Posture posture, bool forepawsInAir, double dt)
    {
        // Paws at the end of the body move with the turn as well.
        var pace = (Math.Abs(posture.Speed) + (0.05 * Math.Abs(posture.Turning))) / 0.1;
        var moving = pace > 0.12;
        var (frequency, duty) = moving ? Rhythm(pace) : (0, WalkingDuty);
        var before = _clock;
        _clock += frequency * dt;
        for (var paw = 0; paw < _paws.Length; paw++)
        {
            var step = _paws[paw];
            if (paw >= 2 && forepawsInAir)
            {
                Hold(step, path.World(resting[paw]), dt);
                continue;
            }

            if (step.Standing && moving && (Passed(before, _clock, Phases[paw]) || IsFar(paw, path, Reach)))
                step.Swing(Landing(paw, path, posture, (1 - (duty / 2)) / frequency), (1 - duty) / frequency);
            else if (step.Standing && !moving && !forepawsInAir && MayCorrect(paw, path))
                step.Swing(path.World(resting[paw]), 0.16);
            else if (moving)
                step.Retarget(Landing(paw, path, posture, (1 - (duty / 2) - (step.Progress * (1 - duty))) / frequency));
            step.Advance(dt, scale * Lift);
        }
    }

    // In the air the place to come down to follows the body, so that it lands where it will stand.
    private static void Hold(PawStep step, Vec3 rest, double dt)
    {
        step.Advance(dt, 0);
        if (step.Standing)
            step.Carry(step.Place + (Math.Min(1, 5 * dt) * (rest - step.Place)));
    }

    // The resting place of the moment when half of the coming stance is over.
    private Vec3 Landing(int paw, Path2 path, Posture posture, double time) =>
        path.Ahead(scale * posture.Speed, posture.Turning, time).World(resting[paw]);

    // Legs reach only so far: whoever goes faster steps more often and stands for a smaller share of the stride.
    private static (double Frequency, double Duty) Rhythm(double pace) =>
        (2.2 + (0.9 * Math.Min(pace, 2)) + (0.8 * Math.Max(0, pace - 2)), Math.Clamp(WalkingDuty - (0.1 * (pace - 1.5)), RunningDuty, WalkingDuty));

    // One paw at a time while the body stands.
    private bool MayCorrect(int paw, Path2 path) =>
        Array.TrueForAll(_paws, p => p.Standing) && IsFar(paw, path, Tolerance);

    private bool IsFar(int paw, Path2 path, double distance) => (path.World(resting[paw]) - _paws[paw].Place).Length > scale * distance;

    private static bool Passed(double before, double now, double phase) => Math.Floor(now - phase) > Math.Floor(before - phase);
}
