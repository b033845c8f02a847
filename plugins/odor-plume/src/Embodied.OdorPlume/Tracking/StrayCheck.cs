using Embodied.OdorPlume.Plumes;

namespace Embodied.OdorPlume.Tracking;

/// <summary>Whether the insect is too far from the plume: from all puffs, or, as in the published code, from some drawn at random.</summary>
internal sealed class StrayCheck(FlightParameters flight, PlumeEpisode episode)
{
    /// <summary>Whether it is out.</summary>
    /// <param name="frame">The puffs.</param>
    /// <param name="place">Where it is [m].</param>
    /// <param name="gap">Distance to the nearest puff when it is out, 0 otherwise [m].</param>
    public bool IsOut(PlumeFrame frame, (double X, double Y) place, out double gap)
    {
        var (x, y, limit) = ((float)place.X, (float)place.Y, (float)flight.StrayLimit);
        gap = 0;
        // A plume that ran dry cannot be lost (plume_env.get_stray_distance).
        if (frame.Count == 0)
            return false;
        if (flight.StraySample > 0 && frame.Count > flight.StraySample)
            return IsOutOfSample(frame, x, y, limit, out gap);
        if (frame.HasPuffWithin(limit, x, y, episode.Selection))
            return false;
        gap = frame.NearestPuff(x, y, episode.Selection);
        return double.IsFinite(gap);
    }

    /// <summary>Draws with replacement and stops at the first puff that is near enough.</summary>
    private bool IsOutOfSample(PlumeFrame frame, float x, float y, float limit, out double gap)
    {
        var (least, any) = (float.PositiveInfinity, false);
        ref readonly var selection = ref episode.Selection;
        for (var drawn = 0; drawn < flight.StraySample; drawn++)
        {
            var puff = episode.Random.NextInt(frame.Count);
            if (!selection.Keeps(frame.Number[puff]))
                continue;
            var (dx, dy) = (frame.X[puff] - x, frame.Y[puff] - y);
            least = Math.Min(least, (dx * dx) + (dy * dy));
            any = true;
            if (least <= limit * limit)
                break;
        }

        gap = any && least > limit * limit ? Math.Sqrt(least) : 0;
        return gap > 0;
    }
}
