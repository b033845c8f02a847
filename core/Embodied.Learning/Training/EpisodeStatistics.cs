using Embodied.Sdk.Environments;
using Embodied.Sdk.Tasks;

namespace Embodied.Learning.Training;

/// <summary>Returns, lengths, reward terms and outcomes of the episodes that ended since the last report.</summary>
internal sealed class EpisodeStatistics(EnvironmentInfo info, int worlds)
{
    private readonly double[] _return = new double[worlds];
    private readonly int[] _length = new int[worlds];
    private readonly double[] _terms = new double[worlds * info.RewardTerms.Count];
    private readonly double[] _termSums = new double[info.RewardTerms.Count];
    private readonly int[] _outcomes = new int[info.Outcomes.Count];
    private int _episodes;
    private double _returnSum;
    private long _lengthSum;
    private int _diverged;

    /// <summary>Takes in a step.</summary>
    public void Step(StepBuffers buffers)
    {
        for (var w = 0; w < worlds; w++)
        {
            _return[w] += buffers.Rewards[w];
            _length[w]++;
            for (var k = 0; k < _termSums.Length; k++)
                _terms[(w * _termSums.Length) + k] += buffers.RewardTerms[(w * _termSums.Length) + k];
            if (buffers.Ends[w] != EpisodeEnd.None)
                End(w, buffers.Ends[w], buffers.Outcomes[w]);
        }
    }

    /// <summary>All episodes begin anew; those under way are not counted.</summary>
    public void Restart()
    {
        Array.Clear(_return);
        Array.Clear(_length);
        Array.Clear(_terms);
    }

    /// <summary>What the episodes under way have come to: returns, lengths and reward terms.</summary>
    public double[] Save() => [.. _return, .. _length, .. _terms];

    /// <summary>Goes on from what <see cref="Save"/> gave.</summary>
    public void Restore(ReadOnlySpan<double> saved)
    {
        saved[..worlds].CopyTo(_return);
        for (var w = 0; w < worlds; w++)
            _length[w] = (int)saved[worlds + w];
        saved[(2 * worlds)..].CopyTo(_terms);
    }

    /// <summary>The figures by name, and forgets them; NaN where no episode ended.</summary>
    public IEnumerable<KeyValuePair<string, double>> Report()
    {
        double Mean(double sum) => _episodes > 0 ? sum / _episodes : double.NaN;
        var report = new List<KeyValuePair<string, double>>
        {
            new("charts/episodes", _episodes),
            new("charts/episodic_return", Mean(_returnSum)),
            new("charts/episodic_length", Mean(_lengthSum)),
        };
        if (info.Outcomes.Any(o => o.Success))
            report.Add(new("charts/success_rate", Mean(info.Outcomes.Select((o, i) => o.Success ? _outcomes[i] : 0).Sum())));
        report.AddRange(info.RewardTerms.Select((name, k) => KeyValuePair.Create($"reward/{name}", Mean(_termSums[k]))));
        report.AddRange(info.Outcomes.Select((o, i) => KeyValuePair.Create($"termination/{o.Name}", Mean(_outcomes[i]))));
        report.Add(new("physics/divergences", _diverged));
        Array.Clear(_termSums);
        Array.Clear(_outcomes);
        (_episodes, _returnSum, _lengthSum, _diverged) = (0, 0, 0, 0);
        return report;
    }

    private void End(int world, EpisodeEnd end, int outcome)
    {
        _episodes++;
        _returnSum += _return[world];
        _lengthSum += _length[world];
        for (var k = 0; k < _termSums.Length; k++)
            _termSums[k] += _terms[(world * _termSums.Length) + k];
        _terms.AsSpan(world * _termSums.Length, _termSums.Length).Clear();
        if (outcome >= 0)
            _outcomes[outcome]++;
        if (end == EpisodeEnd.Diverged)
            _diverged++;
        (_return[world], _length[world]) = (0, 0);
    }
}
