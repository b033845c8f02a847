namespace Embodied.Learning.Normalizing;

/// <summary>Divides rewards by the standard deviation of the discounted return so far, cut off at ±10 (stable-baselines3 VecNormalize).</summary>
internal sealed class ReturnScaler(int worlds, double discount, RunningMoments moments)
{
    private const float Limit = 10;
    private const double Epsilon = 1e-8;
    private readonly float[] _returns = new float[worlds];

    /// <summary>Moments of the discounted returns.</summary>
    public RunningMoments Moments => moments;

    /// <summary>Discounted returns of the episodes under way, [worlds].</summary>
    internal Span<float> UnderWay => _returns;

    /// <summary>Forgets the returns under way, as all episodes begin anew.</summary>
    public void Restart() => Array.Clear(_returns);

    /// <summary>Takes in the rewards of a step and scales them.</summary>
    /// <param name="rewards">Rewards, [worlds].</param>
    /// <param name="ended">Whether each episode ended in this step.</param>
    /// <param name="scaled">Receives the scaled rewards.</param>
    public void Step(ReadOnlySpan<float> rewards, ReadOnlySpan<bool> ended, Span<float> scaled)
    {
        for (var w = 0; w < _returns.Length; w++)
            _returns[w] = (float)((discount * _returns[w]) + rewards[w]);
        Moments.Add(_returns);
        var scale = (float)(1 / Math.Sqrt(Moments.Variance[0] + Epsilon));
        for (var w = 0; w < _returns.Length; w++)
        {
            scaled[w] = Math.Clamp(rewards[w] * scale, -Limit, Limit);
            if (ended[w])
                _returns[w] = 0;
        }
    }
}
