using Embodied.Sdk.Environments;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Tasks;

namespace Embodied.Learning.Tests.Support;

/// <summary>
/// The T-maze of Bakker (2002), one action: a cue of ±1 at the first step, a corridor without one, and at its end a choice between left (action below 0)
/// and right, of which the side of the cue is rewarded.
/// </summary>
internal sealed class MemoryMaze(int corridor = 8, double reward = 1) : IEnvironment
{
    private readonly double[] _terms = new double[1];
    private int _cue;
    private int _step;

    public EnvironmentInfo Info { get; } = new()
    {
        Observation = new([new("cue", 1, "1"), new("junction", 1, "1")]),
        Action = new([new("side", 1, "1", -1, 1)]),
        RewardTerms = ["choice"],
        Outcomes = [new("right", true), new("wrong", false)],
        ControlTimestep = 1,
        Substeps = 1,
    };

    public ReadOnlySpan<double> RewardTerms => _terms;

    public int Outcome { get; private set; }

    public void Reset(ulong seed, Span<float> observation)
    {
        (_cue, _step, Outcome) = (new RandomStream(seed).NextInt(2) == 0 ? -1 : 1, 0, -1);
        (observation[0], observation[1]) = (_cue, 0);
    }

    public Outcome Step(ReadOnlySpan<float> action, Span<float> observation)
    {
        _terms[0] = 0;
        (observation[0], observation[1]) = (0, ++_step == corridor ? 1 : 0);
        if (_step <= corridor)
            return new(0, EpisodeEnd.None);
        var right = action[0] * _cue > 0;
        (_terms[0], Outcome) = (right ? reward : -reward, right ? 0 : 1);
        return new((float)_terms[0], EpisodeEnd.Terminated);
    }

    public void Dispose()
    {
    }
}
