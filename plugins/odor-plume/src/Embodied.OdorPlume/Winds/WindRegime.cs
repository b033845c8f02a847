using Embodied.Sdk.Errors;
using Embodied.Sdk.Randomness;

namespace Embodied.OdorPlume.Winds;

/// <summary>
/// The wind regimes of Singh et al. 2023 (sim_utils.get_wind_vectors_flexible): <c>constant</c>; <c>switch15|30|45</c>, one turn by that many degrees;
/// <c>noisy1…6</c>, a new direction about every 1…6 s; or a CSV file.
/// </summary>
internal sealed record WindRegime
{
    /// <summary>Seed of the published noisy series.</summary>
    public const int Published = 0;

    /// <summary>Names, as settings spell them.</summary>
    public static readonly string[] Names = ["constant", "switch15", "switch30", "switch45", .. Enumerable.Range(1, 6).Select(n => $"noisy{n}")];

    private const double Limit = 60;

    /// <summary>One of <see cref="Names"/>, or the path of a CSV file.</summary>
    public string Name { get; init; } = "constant";

    /// <summary>Wind speed [m/s].</summary>
    public double Speed { get; init; } = 0.5;

    /// <summary>Seed of noisy regimes; <see cref="Published"/> gives the published series, number by number.</summary>
    public int Seed { get; init; } = Published;

    /// <summary>When the wind turns in switch regimes [s].</summary>
    public double SwitchTime { get; init; } = 60.5;

    /// <summary>Standard deviation of directions in noisy regimes [degrees].</summary>
    public double Spread { get; init; } = 30;

    /// <summary>The series.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="rate">Steps per second.</param>
    /// <exception cref="InputException">No such regime or file.</exception>
    public WindSeries Create(double seconds, int rate)
    {
        var steps = (int)Math.Round(seconds * rate);
        if (Name == "constant")
            return WindSeries.FromDegrees(Name, new double[steps], Speed);
        if (Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            return WindFile.Read(Name, steps, rate);
        if (!Names.Contains(Name))
            throw new InputException("wind", $"unknown regime '{Name}'", NearestName.Hint(Name, Names));
        return Name.StartsWith("switch", StringComparison.Ordinal)
            ? WindSeries.FromDegrees(Name, Switch(steps, (int)Math.Round(SwitchTime * rate), int.Parse(Name["switch".Length..])), Speed)
            : WindSeries.FromDegrees(Name, Noisy(steps, int.Parse(Name["noisy".Length..]) * rate), Speed);
    }

    private static double[] Switch(int steps, int at, double angle) => [.. Enumerable.Range(0, steps).Select(i => i < at ? 0.0 : angle)];

    /// <summary>Each direction is drawn anew around x, not from the last one, and holds until the next jittered time.</summary>
    private double[] Noisy(int steps, int every)
    {
        var (integer, gaussian) = Draws();
        var jitter = every / 10;
        var times = Enumerable.Range(0, (steps + every - 1) / every).Select(k => (k * every) - jitter + integer(2 * jitter)).Order().ToArray();
        var degrees = new double[steps];
        foreach (var time in times)
        {
            // A time before the start counts from the end, as an index does in the published code, and is overwritten by the later ones.
            var from = time < 0 ? steps + time : time;
            Array.Fill(degrees, Math.Clamp(Spread * gaussian(), -Limit, Limit), Math.Min(from, steps), Math.Max(0, steps - from));
        }

        return degrees;
    }

    private (Func<int, int> Integer, Func<double> Gaussian) Draws()
    {
        if (Seed == Published)
        {
            var published = new MersenneTwister(0);
            return (published.NextInt, published.NextGaussian);
        }

        var random = new RandomStream((ulong)Seed);
        return (bound => random.NextInt(bound), () => random.NextGaussian());
    }
}
