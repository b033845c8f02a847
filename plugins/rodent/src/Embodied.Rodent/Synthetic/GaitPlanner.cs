using Embodied.Sdk.Geometry;

namespace Embodied.Rodent.Synthetic;

/// <summary>
/// Decides when and where each paw steps. While the body moves, a clock runs at the stride frequency and lifts the paws in the order of a walk in
/// lateral sequence, hind before fore of the same side (Hildebrand 1976); when it stands, paws far from their resting places step once.
/// </summary>
/// <param name="resting">Resting places of the paws in the body's frame, hind left, hind right, fore left, fore right; z = 0.</param>
/// <param name="start">Where the body begins.</param>
/// <param name="scale">Size of the body; 1 as published.</param>
/// <param name="gaits">How it walks at each speed.</param>
internal sealed class GaitPlanner(Vec3[] resting, Path2 start, double scale, RatGaits gaits)
{
    /// <summary>How high a paw swings that corrects its place [m at scale 1].</summary>
    private const double Lift = 0.009;

    /// <summary>Whoever goes slower than this stands [m/s at scale 1].</summary>
    private const double Slowest = 0.012;

    /// <summary>A standing body corrects paws that are further than this from their resting places [m at scale 1].</summary>
    private const double Tolerance = 0.011;

    /// <summary>A walking body takes paws along that are further than this from their resting places, or than its gait takes them, whoever's turn it is [m at scale 1].</summary>
    private const double Reach = 0.021;
    private const double Margin = 1.1;

    private readonly PawStep[] _paws = [.. resting.Select(r => new PawStep(start.World(r)))];
    private double _clock;
    private double _lead = gaits.At(0).Lead;

    /// <summary>Strides made so far.</summary>
    public double Stride => _clock;

    /// <summary>The paws.</summary>
    public IReadOnlyList<PawStep> Paws => _paws;

    /// <summary>Advances all paws to the next moment, at which the body is on <paramref name="path"/>.</summary>
    public void Advance(Path2 path, Posture posture, bool forepawsInAir, double dt)
    {
        // Paws at the end of the body move with the turn as well.
        var pace = Math.Abs(posture.Speed) + (0.05 * Math.Abs(posture.Turning));
        var moving = pace > Slowest;
        var gait = gaits.At(pace);
        var reach = Math.Max(Reach, (Margin * posture.Speed * gait.Duty / (2 * gait.Frequency)) + Math.Abs(gait.HindAhead));
        var (before, led) = (_clock, _lead);
        if (moving)
            (_clock, _lead) = (_clock + (gait.Frequency * dt), gait.Lead);
        for (var paw = 0; paw < _paws.Length; paw++)
        {
            var step = _paws[paw];
            if (paw >= 2 && forepawsInAir)
            {
                Hold(step, path.World(resting[paw]), dt);
                continue;
            }

            if (step.Standing && moving && (Passed(before - LiftOff(paw, led), _clock - LiftOff(paw, _lead)) || IsFar(paw, path, reach)))
                step.Swing(Landing(paw, path, posture, gait, (1 - (gait.Duty / 2)) / gait.Frequency), (1 - gait.Duty) / gait.Frequency);
            else if (step.Standing && !moving && !forepawsInAir && MayCorrect(paw, path))
                step.Swing(path.World(resting[paw]), 0.16);
            else if (moving)
                step.Retarget(Landing(paw, path, posture, gait, (1 - (gait.Duty / 2) - (step.Progress * (1 - gait.Duty))) / gait.Frequency));
            step.Advance(dt, scale * (moving ? gait.Lift : Lift));
        }
    }

    // In the air the place to come down to follows the body, so that it lands where it will stand.
    private static void Hold(PawStep step, Vec3 rest, double dt)
    {
        step.Advance(dt, 0);
        if (step.Standing)
            step.Carry(step.Place + (Math.Min(1, 5 * dt) * (rest - step.Place)));
    }

    // Near the resting place of the moment when half of the coming stance is over.
    private Vec3 Landing(int paw, Path2 path, Posture posture, RatGait gait, double time)
    {
        var off = new Vec3(paw < 2 ? gait.HindAhead : gait.ForeAhead, gait.Wider * Math.Sign(resting[paw].Y), 0);
        return path.Ahead(scale * posture.Speed, posture.Turning, time).World(resting[paw] + (scale * off));
    }

    // When hind left, hind right, fore left, fore right lift off, as a share of the stride.
    private static double LiftOff(int paw, double lead) => (0.5 * (paw % 2)) + (paw < 2 ? 0 : lead);

    // One paw at a time while the body stands.
    private bool MayCorrect(int paw, Path2 path) =>
        Array.TrueForAll(_paws, p => p.Standing) && IsFar(paw, path, Tolerance);

    private bool IsFar(int paw, Path2 path, double distance) => (path.World(resting[paw]) - _paws[paw].Place).Length > scale * distance;

    private static bool Passed(double before, double now) => Math.Floor(now) > Math.Floor(before);
}
