namespace Embodied.Learning.Normalizing;

/// <summary>Scales observations to mean 0 and standard deviation 1 as seen so far, cut off at ±10 (stable-baselines3 VecNormalize).</summary>
public sealed class ObservationNormalizer(int size)
{
    internal const float Limit = 10;
    private const double Epsilon = 1e-8;
    private readonly float[] _mean = new float[size];
    private readonly float[] _scale = [.. Enumerable.Repeat(1f, size)];

    /// <summary>What was seen.</summary>
    public RunningMoments Moments { get; } = new(size);

    /// <summary>Takes in rows of raw observations.</summary>
    public void Add(ReadOnlySpan<float> rows)
    {
        Moments.Add(rows);
        Refresh();
    }

    /// <summary>To be called after <see cref="Moments"/> changed in another way.</summary>
    public void Refresh()
    {
        for (var i = 0; i < _mean.Length; i++)
            (_mean[i], _scale[i]) = ((float)Moments.Mean[i], (float)(1 / Math.Sqrt(Moments.Variance[i] + Epsilon)));
    }

    /// <summary>Normalises rows; source and target may be the same.</summary>
    public void Apply(ReadOnlySpan<float> rows, Span<float> target)
    {
        for (var r = 0; r < rows.Length; r += _mean.Length)
        {
            for (var i = 0; i < _mean.Length; i++)
                target[r + i] = Math.Clamp((rows[r + i] - _mean[i]) * _scale[i], -Limit, Limit);
        }
    }

    /// <summary>Mean and scale as applied: (x − mean) × scale.</summary>
    public (float[] Mean, float[] Scale) Applied => (_mean, _scale);
}
