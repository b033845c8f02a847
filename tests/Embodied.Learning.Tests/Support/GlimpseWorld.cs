using Embodied.Sdk.Environments;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Tasks;

namespace Embodied.Learning.Tests.Support;

/// <summary>Shows noise on any channels and rewards an action like its first number; ten steps long.</summary>
internal sealed class GlimpseWorld(Layout observation, int actions) : IEnvironment
{
    private readonly double[] _terms = new double[1];
    private RandomStream _random;
    private float _first;
    private int _step;

    public EnvironmentInfo Info { get; } = new()
    {
        Observation = observation,
        Action = new([new("drive", actions, "1", -1, 1)]),
        RewardTerms = ["near"],
        ControlTimestep = 1,
        Substeps = 1,
    };

    public ReadOnlySpan<double> RewardTerms => _terms;

    public void Reset(ulong seed, Span<float> observed)
    {
        (_random, _step) = (new(seed), 0);
        See(observed);
    }

    public Outcome Step(ReadOnlySpan<float> action, Span<float> observed)
    {
        _terms[0] = -Math.Abs(action[0] - Math.Clamp(_first, -1, 1));
        See(observed);
        return new((float)_terms[0], ++_step == 10 ? EpisodeEnd.Truncated : EpisodeEnd.None);
    }

    public void Dispose()
    {
    }

    private void See(Span<float> observed)
    {
        foreach (ref var number in observed[..observation.Size])
            number = (float)_random.NextGaussian();
        _first = observed[0];
    }
}
