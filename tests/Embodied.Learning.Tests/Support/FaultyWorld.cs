using Embodied.Sdk.Environments;
using Embodied.Sdk.Tasks;

namespace Embodied.Learning.Tests.Support;

public enum Fault
{
    Divergence,
    Reward,
    Observation,
}

/// <summary>Goes wrong at every seventh step.</summary>
internal sealed class FaultyWorld(Fault fault) : IEnvironment
{
    private readonly double[] _terms = new double[1];
    private int _step;

    public EnvironmentInfo Info { get; } = new()
    {
        Observation = new([new("step", 1, "1")]),
        Action = new([new("push", 1, "1", -1, 1)]),
        RewardTerms = ["push"],
        ControlTimestep = 1,
        Substeps = 1,
    };

    public ReadOnlySpan<double> RewardTerms => _terms;

    public void Reset(ulong seed, Span<float> observation) => (_step, observation[0]) = (0, seed % 3);

    public Outcome Step(ReadOnlySpan<float> action, Span<float> observation)
    {
        var wrong = ++_step == 7;
        observation[0] = wrong && fault == Fault.Observation ? float.NaN : wrong ? 0 : _step;
        _terms[0] = wrong ? 0 : action[0];
        return wrong && fault == Fault.Divergence ? new(0, EpisodeEnd.Diverged) : new(wrong && fault == Fault.Reward ? float.NaN : action[0], EpisodeEnd.None);
    }

    public void Dispose()
    {
    }
}
