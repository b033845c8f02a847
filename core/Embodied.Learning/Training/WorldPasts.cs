using Embodied.Sdk.Environments;
using Embodied.Sdk.Tasks;

namespace Embodied.Learning.Training;

/// <summary>What was done in every world since its present episode began.</summary>
/// <param name="worlds">Worlds.</param>
/// <param name="actionSize">Numbers per action.</param>
internal sealed class WorldPasts(int worlds, int actionSize)
{
    private readonly List<float>[] _actions = [.. Enumerable.Range(0, worlds).Select(_ => new List<float>())];
    private readonly long[] _episodes = new long[worlds];

    /// <summary>All worlds were reset.</summary>
    public void Restart()
    {
        Array.Clear(_episodes);
        foreach (var actions in _actions)
            actions.Clear();
    }

    /// <summary>A step was made.</summary>
    /// <param name="actions">What was done, [worlds × action size].</param>
    /// <param name="ends">Which episodes ended with it.</param>
    public void Step(ReadOnlySpan<float> actions, ReadOnlySpan<EpisodeEnd> ends)
    {
        for (var w = 0; w < worlds; w++)
        {
            if (ends[w] == EpisodeEnd.None)
            {
                _actions[w].AddRange(actions.Slice(w * actionSize, actionSize));
                continue;
            }

            _episodes[w]++;
            _actions[w].Clear();
        }
    }

    /// <summary>As it stands.</summary>
    public IReadOnlyList<WorldPast> Save() => [.. _actions.Select((actions, w) => new WorldPast(_episodes[w], [.. actions]))];

    /// <summary>Goes on from what <see cref="Save"/> gave.</summary>
    public void Restore(IReadOnlyList<WorldPast> pasts)
    {
        Restart();
        for (var w = 0; w < worlds; w++)
        {
            _episodes[w] = pasts[w].Episode;
            _actions[w].AddRange(pasts[w].Actions);
        }
    }
}
