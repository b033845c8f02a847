namespace Embodied.Sdk.Recordings;

/// <summary>Times of samples: regular, or listed one by one.</summary>
public sealed record TimeBase
{
    private TimeBase(double rate, double start, double[]? times) => (Rate, Start, Times) = (rate, start, times);

    /// <summary>Samples per second; 0 when irregular.</summary>
    public double Rate { get; }

    /// <summary>Time of the first sample [s].</summary>
    public double Start { get; }

    /// <summary>Times of the samples [s] when irregular, else null.</summary>
    public IReadOnlyList<double>? Times { get; }

    /// <summary>Samples at equal distances.</summary>
    public static TimeBase Regular(double rate, double start = 0) =>
        rate > 0 && double.IsFinite(rate) ? new(rate, start, null) : throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate is positive.");

    /// <summary>Samples at the given times [s], increasing.</summary>
    public static TimeBase Irregular(double[] times) => new(0, times.Length > 0 ? times[0] : 0, times);

    /// <summary>Time of a sample [s].</summary>
    public double At(int sample) => Times is null ? Start + (sample / Rate) : Times[sample];
}
