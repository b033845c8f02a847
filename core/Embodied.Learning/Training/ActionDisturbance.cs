using Embodied.Sdk.Randomness;

namespace Embodied.Learning.Training;

/// <summary>
/// Correlated noise on what is done, AR(1) with a standard deviation that each episode draws: it takes the body where the learner's own mistakes will take it.
/// </summary>
internal sealed class ActionDisturbance(int worlds, int actionSize, DistillationSettings settings)
{
    private readonly float[] _noise = new float[worlds * actionSize];
    private readonly float[] _deviation = new float[worlds];

    /// <summary>An episode begins.</summary>
    public void Begin(int world, ref RandomStream random)
    {
        if (settings.Noise == 0)
            return;
        _noise.AsSpan(world * actionSize, actionSize).Clear();
        _deviation[world] = random.NextDouble() < settings.NoiseShare ? (float)(settings.Noise * random.NextDouble()) : 0;
    }

    /// <summary>Disturbs an action in place; it stays in [−1, 1].</summary>
    public void Apply(int world, Span<float> action, ref RandomStream random)
    {
        if (_deviation[world] == 0)
            return;
        var (keep, fresh) = ((float)settings.NoiseCorrelation, (float)Math.Sqrt(1 - (settings.NoiseCorrelation * settings.NoiseCorrelation)));
        var noise = _noise.AsSpan(world * actionSize, actionSize);
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = (keep * noise[i]) + (fresh * (float)random.NextGaussian());
            action[i] = Math.Clamp(action[i] + (_deviation[world] * noise[i]), -1, 1);
        }
    }
}
