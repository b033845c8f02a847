using Embodied.OdorPlume.Plumes;
using Embodied.Sdk.Randomness;

namespace Embodied.OdorPlume.Tracking;

/// <summary>Draws places to begin at (plume_env.get_initial_location). Quantiles are those of all puffs of the frame, not of 300 of them.</summary>
internal sealed class StartPlaces(StartSettings settings)
{
    private float[] _band = new float[1024];

    /// <summary>A place [m].</summary>
    public (double X, double Y) Draw(PlumeFrame frame, ref RandomStream random) => settings.Place switch
    {
        StartPlace.Fixed => (settings.X, settings.Y),
        StartPlace.Quantile when frame.Count > 1 => AtQuantile(frame, ref random),
        _ => (Uniform(settings.X, settings.HalfWidth.X, ref random), Uniform(settings.Y, settings.HalfWidth.Y, ref random)),
    };

    private static double Uniform(double middle, double half, ref RandomStream random) => random.NextUniform(middle - half, middle + half);

    private (double X, double Y) AtQuantile(PlumeFrame frame, ref RandomStream random)
    {
        var q = random.NextUniform(settings.QuantileLow, settings.QuantileHigh);
        var puffs = frame.X[..frame.Count];
        var middleX = Quantile(puffs, q);
        var widthX = middleX - Quantile(puffs, Math.Max(0, q - 0.1));
        var ys = Band(frame, middleX - widthX, middleX + widthX);
        var middleY = Quantile(ys, 0.5);
        var widthY = Math.Min(1, middleY - Quantile(ys, 0.05));
        return (middleX + (settings.QVar * widthX * random.NextGaussian()), middleY + (settings.QVar * widthY * random.NextGaussian()));
    }

    /// <summary>Positions along y, ascending, of the puffs between two x.</summary>
    private Span<float> Band(PlumeFrame frame, double low, double high)
    {
        if (_band.Length < frame.Count)
            _band = new float[2 * frame.Count];
        var count = 0;
        for (var i = 0; i < frame.Count; i++)
        {
            if (frame.X[i] >= low && frame.X[i] <= high)
                _band[count++] = frame.Y[i];
        }

        var band = _band.AsSpan(0, count);
        band.Sort();
        return band;
    }

    private static double Quantile(ReadOnlySpan<float> sorted, double q)
    {
        var at = q * (sorted.Length - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }
}
